"""The two commands of an author: import a checklist, grade answers."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from audits.checklists.models import Draft, Edition
from tests.cast import WORKBOOKS, Cast

ROOT = Path(__file__).parents[2]
FOLLOW_UP = WORKBOOKS / "boutique_followup.xlsx"
BROKEN = WORKBOOKS / "broken_forms" / "01_unknown_name.xlsx"
VISITS = json.loads((WORKBOOKS / "worked_visits.json").read_text())["visits"]


def manage(tmp_path: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """Run `manage.py` as an author does, in a folder of data where nothing was ever set up."""
    environment = {**os.environ, "DATA_DIR": str(tmp_path), "DATABASE_URL": ""}
    command = [sys.executable, "manage.py", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)


def test_check_needs_no_database_and_names_the_edition(tmp_path: Path) -> None:
    done = manage(tmp_path, "import_checklist", FOLLOW_UP, "--check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("boutique_followup: no problem, ")
    assert not list(tmp_path.glob("*.sqlite3"))


def test_check_prints_a_line_for_each_problem_and_exits_with_1(tmp_path: Path) -> None:
    done = manage(tmp_path, "import_checklist", BROKEN, "--check")
    assert done.returncode == 1
    assert done.stdout == "survey!F4: unknown-name: windw_clean is not the name of any row.\n"


@pytest.mark.parametrize(
    "words",
    [
        ("import_checklist", FOLLOW_UP),
        ("token", "sasha@demo.example"),
        ("import_stores", ROOT / "pyproject.toml"),
    ],
)
def test_without_a_database_a_command_says_what_to_do(tmp_path: Path, words: tuple[object, ...]) -> None:
    done = manage(tmp_path, *words)
    assert done.returncode == 1
    assert done.stderr == "CommandError: the database is not set up; run `manage.py migrate` first\n"


def test_grade_prints_the_grade_of_a_worked_visit(tmp_path: Path) -> None:
    visit = next(visit for visit in VISITS if visit["id"] == "F_personal_message")
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({key: visit[key] for key in ("answers", "scenario", "scoring")}))
    done = manage(tmp_path, "grade", FOLLOW_UP, answers)
    assert (done.returncode, json.loads(done.stdout)) == (0, visit["expected"])


def test_grade_takes_bare_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"contact_since": "personal", "scenario_contact_details": "taken"}))
    call_command("grade", FOLLOW_UP, answers)
    assert json.loads(capsys.readouterr().out)["overall"]["earned"] == "3"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[1]",
        b'"text"',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"answers": {}, "scoring": "average"}',
        b'{"answers": []}',
        b'{"answers": null}',
    ],
)
def test_answers_that_can_not_be_read_are_one_line(tmp_path: Path, content: bytes) -> None:
    answers = tmp_path / "answers.json"
    answers.write_bytes(content)
    with pytest.raises(CommandError, match=r"answers\.json: "):
        call_command("grade", FOLLOW_UP, answers)


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_checklist", tmp_path / "nothing.xlsx", "--check")


def test_publish_prints_name_number_and_hash(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_checklist", FOLLOW_UP, "--publish", "--brand", cast.brand.slug)
    edition = Edition.objects.get(checklist__form_id="boutique_followup")
    assert capsys.readouterr().out == f"boutique_followup: edition 1, {edition.sha256}\n"


def test_several_brands_want_a_name_unless_one_is_the_demonstration(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CommandError, match="several brands"):
        call_command("import_checklist", FOLLOW_UP)
    cast.brand.is_demonstration = True
    cast.brand.save()
    call_command("import_checklist", FOLLOW_UP)
    assert capsys.readouterr().out.startswith("boutique_followup: draft, ")
    assert Draft.objects.get().checklist.brand == cast.brand
