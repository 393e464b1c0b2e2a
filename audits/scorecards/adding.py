"""From stores' lines to a region's and a brand's: numbers that add up. Pure, whole, any order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from audits.scorecards.moments import Rows, Spread, Table, added, clustered, rows_of, squared

SPREADS = ("score", "surplus", "change", "surplus_change")
COUNTS = ("common", "on_target", "kept", "points")  # the last: in how many stores it is known how points vary
TABLES = ("sections", "pillars", "touchpoints", "questions", "points", "exceed", "shortfall")
# A region's and a brand's touchpoints and questions, and their visits on target, tell too how stores differ:
# Σy², Σy·n, Σn² over stores, and (in the tables) their number. A store's are known from its own columns.
SQUARES = ("on_target_kk", "on_target_kn", "on_target_nn")


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A scorecard's kept numbers, ready to be added to those of others."""

    critical: int
    spreads: dict[str, Spread]
    counts: dict[str, int]
    tables: dict[str, Rows]

    @classmethod
    def read(cls, critical: int, moments: Mapping[str, Any], sums: Mapping[str, Table]) -> Line:
        tables = {table: rows_of(sums.get(table, {})) for table in TABLES}
        return cls(
            critical,
            {name: Spread.read(moments.get(name)) for name in SPREADS},
            {name: moments.get(name, 0) for name in COUNTS} | _squares(moments),
            tables
            | {
                "touchpoints": clustered(tables["touchpoints"], lambda row: row[:, 0] - row[:, 1]),
                "questions": clustered(tables["questions"], lambda row: row[:, 1]),
                # a store's follow from its touchpoints; a region's are kept
                "exceed": squared(tables["touchpoints"], lambda row: row[:, 0]) or tables["exceed"],
                "shortfall": squared(tables["touchpoints"], lambda row: row[:, 1]) or tables["shortfall"],
            },
        )


def of_lines(lines: Sequence[Line]) -> dict[str, Any]:
    """The columns over many lines: a region's from its stores', a brand's from its regions'.

    The lines come in a fixed order, so that the last bit is always the same.
    """
    merged = {name: Spread.merged(line.spreads[name] for line in lines) for name in SPREADS}
    moments = {name: spread.as_json() for name, spread in merged.items()} | {
        "common": max((line.counts["common"] for line in lines), default=0),
        **{
            name: sum(line.counts[name] for line in lines)
            for name in ("on_target", "kept", "points", *SQUARES)
        },
    }
    sums = {table: added(line.tables[table] for line in lines) for table in TABLES}
    critical = sum(line.critical for line in lines)
    return columns(merged["score"], merged["surplus"], critical, moments, sums)


def columns(score: Spread, surplus: Spread, critical: int, moments: Any, sums: Any) -> dict[str, Any]:
    """What a scorecard's row keeps."""
    return {
        "n": score.n,
        "stores": score.stores,
        "score": score.mean if score.stores else None,
        "surplus": surplus.mean if surplus.stores else None,
        "critical": critical,
        "moments": moments,
        "sums": sums,
    }


def _squares(moments: Mapping[str, Any]) -> dict[str, int]:
    """How visits on target are spread over stores; a single store's follow from its own counts."""
    k, n = moments.get("on_target", 0), (moments.get("score") or {}).get("n", 0)
    return {name: moments.get(name, own) for name, own in zip(SQUARES, (k * k, k * n, n * n), strict=True)}
