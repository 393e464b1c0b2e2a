"""`python -m bench.inside.csv_floor BRAND`: the floor of CSV. On PostgreSQL COPY of the same columns out of jsonb;
on SQLite reading the same rows and writing them with `csv`."""

import csv
import io
import sys
import time
from statistics import median
from typing import BinaryIO

import orjson
from django.db import connection

from audits.exports.columns import Column
from audits.exports.visits_wide import read_json
from audits.places.models import Brand
from bench.inside.csv_ours import ROUNDS
from bench.inside.wishes import content_of

FIXED = {
    "visit/id": "v.id",
    "store/number": "s.number",
    "store/name": "s.name",
    "store/city": "s.city",
    "store/country": "s.country",
    "region/name": "g.name",
    "wave/number": "w.number",
    "wave/name": "w.name",
    "checklist/id": "c.form_id",
    "edition/number": "e.number",
    "visit/revision": "r.number",
    "visit/state": "v.state",
    "visit/day": "v.local_day",
    "visit/week": "v.local_day",
    "visit/opened_at": "v.opened_at",
    "visit/sealed_at": "v.sealed_at",
    "visit/received_at": "v.received_at",
    "visit/completed_at": "v.completed_at",
    "visit/released_at": "v.released_at",
    "shopper/alias": "p.alias",
    "grade/percent": "v.percent",
    "grade/band": "v.band",
    "grade/surplus": "v.surplus",
    "grade/is_critical": "v.is_critical",
    "grade/is_held": "v.is_held",
    "grade/critical_questions": "d.figures->>'critical'",
}
FROM = """
FROM audits_visit v
JOIN audits_revision r ON r.id = v.current_id
JOIN audits_grade d ON d.visit_id = v.id AND d.is_current
JOIN audits_store s ON s.id = v.store_id JOIN audits_region g ON g.id = s.region_id
JOIN audits_wave w ON w.id = v.wave_id JOIN audits_edition e ON e.id = v.edition_id
JOIN audits_checklist c ON c.id = e.checklist_id JOIN audits_person p ON p.id = v.shopper_id
WHERE v.brand_id = '{brand}' AND v.state IN ('in_review', 'released') ORDER BY v.received_at, v.id
"""


def main(brand: str) -> None:
    columns = content_of(brand).table().columns
    id = Brand.objects.get(slug=brand).pk
    measure = _copy if connection.vendor == "postgresql" else _rows
    seconds = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        with open("/dev/null", "wb") as nowhere:
            measure(columns, str(id) if connection.vendor == "postgresql" else id.hex, nowhere)
        seconds.append(time.perf_counter() - started)
    print(orjson.dumps({"seconds": median(seconds)}).decode())


def _copy(columns: list[Column], brand: str, nowhere: BinaryIO) -> None:
    said = ", ".join(_sql(column) for column in columns)
    query = f"COPY (SELECT {said} {FROM.format(brand=brand)}) TO STDOUT (FORMAT csv)"
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        for part in copy:
            nowhere.write(part)


def _sql(column: Column) -> str:
    """The column's value out of jsonb."""
    if column.name in FIXED:
        return FIXED[column.name]
    if column.united is None:
        kind = {"section": "sections", "pillar": "pillars"}.get(column.facet)
        path = f"{kind},{column.subject},percent" if kind else f"surplus,touchpoints,{column.subject}"
        return f"d.figures#>>'{{{path}}}'"
    name, kinds = column.united.name, column.united.kinds
    if "calculate" in kinds:
        return f"d.figures#>>'{{calculated,{name}}}'"
    if not column.facet:
        return f"r.answers->>'{name}'"
    if "geopoint" in kinds:
        return f"r.answers#>>'{{{name},{column.facet}}}'"
    return f"((r.answers->'{name}') ? '{column.facet}')::int"


def _rows(columns: list[Column], brand: str, nowhere: BinaryIO) -> None:
    fixed = [
        column.name
        for column in columns
        if column.name in FIXED and column.name != "grade/critical_questions"
    ]
    said = ", ".join([*(FIXED[name] for name in fixed), "r.answers", "d.figures"])
    text = io.TextIOWrapper(nowhere, write_through=False, newline="", encoding="utf-8")
    writer = csv.writer(text)
    rest = [column for column in columns if column.name not in fixed]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {said} {FROM.format(brand=brand)}")
        for row in cursor.cursor:
            answers, figures = read_json(row[-2]), read_json(row[-1])
            writer.writerow([*row[:-2], *(_value(column, answers, figures) for column in rest)])
    text.flush()


def _value(column: Column, answers: dict, figures: dict) -> object:
    if column.united is None:
        if column.subject:
            tallies = figures.get(f"{column.facet}s") or figures["surplus"]["touchpoints"]
            found = tallies.get(column.subject)
            return found.get("percent") if isinstance(found, dict) else found
        return " ".join(figures["critical"])
    answer = answers.get(column.united.name, figures["calculated"].get(column.united.name))
    if not column.facet:
        return " ".join(answer) if isinstance(answer, list) else answer
    if isinstance(answer, dict):
        return answer.get(column.facet)
    return int(column.facet in answer) if isinstance(answer, list) else None


if __name__ == "__main__":
    main(sys.argv[1])
