"""`manage.py grade WORKBOOK.xlsx ANSWERS.json`: the grade of a set of answers, without a database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audits.checklists.workbook import read_workbook
from audits.management.commands.import_checklist import read_file
from audits.scoring import grade


class Command(BaseCommand):
    help = "Grade answers against a workbook and print the grade as JSON."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("workbook", type=Path)
        parser.add_argument(
            "answers", type=Path, help='{"answers", "scenario"?, "scoring"?}, or bare answers'
        )
        parser.add_argument(
            "--now", default=timezone.localtime().isoformat(), help="the visit's time, RFC 3339"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["workbook"]
        edition = self._edition(path)
        visit = _visit(options["answers"])
        now: str = options["now"]
        made = grade(
            edition,
            visit["answers"],
            scenario=visit["scenario"],
            scoring=visit["scoring"],
            today=now[:10],
            now=now,
        )
        self.stdout.write(json.dumps(made.as_json(), indent=1))

    def _edition(self, path: Path) -> dict[str, Any]:
        workbook = read_workbook(path.name, read_file(path))
        for problem in workbook.problems:
            self.stderr.write(problem.line(path.name))
        if workbook.problems:
            raise SystemExit(1)
        return workbook.document


def _visit(path: Path) -> dict[str, Any]:
    """Answers with their scenario and scoring. Raises CommandError for what isn't such a document."""
    try:
        read = json.loads(read_file(path))
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{path}: this is not JSON") from error
    if not isinstance(read, dict):
        raise CommandError(f"{path}: answers are an object, name to value")
    visit = read if "answers" in read else {"answers": read}
    if not isinstance(visit["answers"], dict):
        raise CommandError(f"{path}: answers are an object, name to value")
    scenario, scoring = visit.get("scenario") or {}, visit.get("scoring")
    if not isinstance(scenario, dict) or scoring not in (None, "points", "sections"):
        raise CommandError(f"{path}: scenario is an object, scoring is points or sections")
    return {"answers": visit["answers"], "scenario": scenario, "scoring": scoring}
