"""`python -m bench [--quick | --brief] [--only NAME] [--engine NAME] [--write]`: measures and prints one table.

A whole run is kept in docs/bench.md, row by row as it comes; with `--write` a part takes its place there beside the
other sections of the same day.
"""

import argparse
import sys
import time
import traceback
from collections.abc import Iterator

from bench.grounds import ROOT
from bench.sections import ENGINES, MEASURES, Scale, felt, on_engine
from bench.table import Figure, Kept, Section

PHONE = ("–", "phone")
ORDER = [PHONE, *((engine, name) for engine in ENGINES.values() for name in MEASURES)]


def main() -> int:
    options = _options()
    scale = Scale("brief" if options.brief else "quick" if options.quick else "full")
    is_whole = scale.name == "full" and not options.only and not options.engine
    kept, started = Kept(ROOT / "docs"), time.monotonic()
    run: list[Section] = []
    for engine, name, figures in _chosen(options, scale):
        run.append(kept.begin(name, engine, scale.told()))
        for _ in _gathered(run[-1], figures):
            if is_whole or options.write:
                kept.write(ORDER)
    print(f"\n{(time.monotonic() - started) / 60:.1f} minutes")
    for section in run:
        print("\n".join(figure.as_line() for figure in section.figures))
    return 1 if any(section.trouble for section in run) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short runs: ratios, not the volume of the aims")
    parser.add_argument("--brief", action="store_true", help="shorter still")
    parser.add_argument(
        "--only", choices=[*MEASURES, "phone"], action="append", help="this alone; again for more"
    )
    parser.add_argument("--engine", choices=ENGINES, action="append")
    parser.add_argument("--write", action="store_true", help="keep a part in docs/bench.md, too")
    return parser.parse_args()


def _chosen(options: argparse.Namespace, scale: Scale) -> Iterator[tuple[str, str, Iterator[Figure]]]:
    """The sections that are wanted: engine, name, figures."""
    if "phone" in (options.only or ["phone"]):
        yield *PHONE, felt()
    names = [name for name in MEASURES if name in (options.only or MEASURES)]
    for engine in (options.engine or ENGINES) if names else []:
        for name, figures in on_engine(engine, scale, names):
            yield ENGINES[engine], name, figures


def _gathered(section: Section, figures: Iterator[Figure]) -> Iterator[None]:
    """Each figure as it comes, then the end. What breaks is said; other sections are measured all the same."""
    print(f"\n{section.name}, {section.engine}", flush=True)
    try:
        for figure in figures:
            section.figures.append(figure)
            print(figure.as_line(), flush=True)
            yield
        section.trouble = ""
    except (Exception, SystemExit):  # noqa: BLE001 - whatever breaks, the rest is measured
        traceback.print_exc()
        section.trouble = "broke off"
    yield


if __name__ == "__main__":
    sys.exit(main())
