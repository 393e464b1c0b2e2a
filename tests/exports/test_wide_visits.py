"""HQ's file of visits: a row each, and what was tapped is what stands in it."""

import json
from datetime import UTC, timedelta
from typing import Any

import pytest

from audits.checklists.models import Edition
from audits.visits.models import Visit
from tests.cast import Cast, another_edition
from tests.exports.stage import SEALED, WORKED, a_visit, an_export, row_of, rows_of, sheets_of, worked

pytestmark = pytest.mark.django_db


def as_cell(answer: Any) -> str:
    """What the cell of an answer must say, reckoned apart from the code under test."""
    if isinstance(answer, dict):
        return "did_not_happen"
    if isinstance(answer, list):
        return " ".join(answer)
    return str(answer)


def test_every_worked_visit_reads_back_answer_by_answer(cast: Cast) -> None:
    names = [name for name, visit in WORKED.items() if visit["form"] == "boutique_visit"]
    made = {name: a_visit(cast, worked(name), scenario=WORKED[name]["scenario"]) for name in names}
    export = an_export(cast.hana)
    for name, visit in made.items():
        row, states = row_of(export, visit.pk), WORKED[name]["expected"]["states"]
        for question, answer in worked(name).items():
            if isinstance(answer, dict) and "lat" in answer:
                assert [row[f"{question}/{part}"] for part in answer] == [str(v) for v in answer.values()]
            elif states[question] == "hidden":
                assert row[question] == "", (name, question)
            else:
                joined = "; ".join(answer) if question.endswith("_photo") else as_cell(answer)
                assert row[question] == joined, (name, question)
        assert row["wait_seconds"] == WORKED[name]["expected"]["calculated"]["wait_seconds"]
        assert row["scenario_look"] == WORKED[name]["scenario"].get("scenario_look", "")


def test_the_grade_stands_beside_the_answers(cast: Cast) -> None:
    expected = WORKED["W_warm_but_dusty"]["expected"]
    visit = a_visit(cast, worked())
    export = an_export(cast.hana)
    row = row_of(export, visit.pk)
    assert row["grade/percent"] == expected["overall"]["percent"]
    assert row["grade/band"] == expected["band"]
    assert row["grade/surplus"] == expected["surplus"]["mean"]
    for section, tally in expected["sections"].items():
        assert row[f"section/{section}"] == (tally["percent"] or "")
    for pillar in ("foundation", "empowerment", "emotion"):
        assert row[f"pillar/{pillar}"] == expected["pillars"][pillar]["percent"]
    for touchpoint, surplus in expected["surplus"]["touchpoints"].items():
        assert row[f"surplus/{touchpoint}"] == str(surplus)


def test_moments_stand_in_utc_to_the_second(cast: Cast) -> None:
    sealed = SEALED.replace(microsecond=120_000).astimezone(UTC)
    visit = a_visit(cast, worked(), sealed_at=sealed)
    row = row_of(an_export(cast.hana), visit.pk)
    assert row["visit/sealed_at"] == sealed.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert row["visit/received_at"] == (sealed + timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M:%SZ")
    Visit.objects.filter(pk=visit.pk).update(completed_at=None)
    assert row_of(an_export(cast.hana), visit.pk)["visit/completed_at"] == ""


def test_several_choices_are_one_cell_and_a_column_each(cast: Cast) -> None:
    visit = a_visit(cast, worked() | {"given_acts": ["seat", "drink"]})
    row = row_of(an_export(cast.hana), visit.pk)
    assert row["given_acts"] == "seat drink"
    ticks = {choice: row[f"given_acts/{choice}"] for choice in ("seat", "drink", "private_room", "none")}
    assert ticks == {"seat": "1", "drink": "1", "private_room": "0", "none": "0"}


def test_words_in_arabic_with_commas_quotes_and_lines_come_back_whole(cast: Cast) -> None:
    said = 'قالت: «أهلاً»، ثم "شكراً",\r\nسطر ثانٍ\nثالث'
    visit = a_visit(cast, worked() | {"tell_a_friend": said})
    assert row_of(an_export(cast.hana), visit.pk)["tell_a_friend"] == said


@pytest.mark.parametrize(
    "words", ["=1+1", "+SUM(A1)", "-2+3", "@cmd", "\t=1", "\r=1", "  =1+1", '"=1+1"', "＝1+1"]
)
def test_words_that_look_like_a_formula_are_disarmed(cast: Cast, words: str) -> None:
    visit = a_visit(cast, worked() | {"tell_a_friend": words})
    assert row_of(an_export(cast.hana), visit.pk)["tell_a_friend"] == "'" + words
    book = sheets_of(an_export(cast.hana, file_format="xlsx"))["visits"]
    assert "'" + words.replace("\r", "_x000D_") in {str(cell).replace("\r", "_x000D_") for cell in book[1]}


def test_numbers_stay_numbers(cast: Cast) -> None:
    visit = a_visit(cast, worked() | {"open_questions": -5, "tell_a_friend": "-5"})
    row = row_of(an_export(cast.hana), visit.pk)
    assert (row["open_questions"], row["tell_a_friend"]) == ("-5", "-5")
    heading, line, *_ = sheets_of(an_export(cast.hana, file_format="xlsx"))["visits"]
    found = dict(zip(heading, line, strict=False))
    assert (found["open_questions"], found["tell_a_friend"]) == (-5, "-5")


def changed(edition: Edition, change: Any) -> Edition:
    """The next edition, with its document changed."""
    document = json.loads(bytes(edition.printed))
    change(document)
    printed = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return another_edition(edition.checklist, printed.encode())


def test_columns_are_united_by_name_over_editions(cast: Cast) -> None:
    def reorder_rename_remove_add(document: dict[str, Any]) -> None:
        section = next(node for node in document["body"] if node["name"] == "first_sight")
        _photo, faultless = section["body"]
        renamed = {**faultless, "name": "window_spotless"}
        added = {**faultless, "name": "door_held"}
        section["body"] = [added, renamed]
        document["body"].reverse()
        acts = document["lists"]["given_acts"]
        acts[:] = [choice for choice in acts if choice["name"] != "drink"] + [{"name": "water"}]

    second = changed(cast.edition, reorder_rename_remove_add)
    first_visit = a_visit(cast, worked() | {"given_acts": ["drink"]})
    answers = worked() | {"given_acts": ["water"], "window_spotless": "no", "door_held": "yes"}
    answers = {
        name: answer for name, answer in answers.items() if name not in ("window_photo", "window_faultless")
    }
    second_visit = a_visit(cast, answers, edition=second)
    export = an_export(cast.hana)
    heading = list(rows_of(export)[0])
    old, new = row_of(export, first_visit.pk), row_of(export, second_visit.pk)
    assert (old["window_faultless"], old["window_spotless"], old["door_held"]) == (
        worked()["window_faultless"],
        "",
        "",
    )
    assert (new["window_faultless"], new["window_spotless"], new["door_held"]) == ("", "no", "yes")
    assert (old["given_acts/drink"], old["given_acts/water"]) == ("1", "")
    assert (new["given_acts/drink"], new["given_acts/water"]) == ("", "1")
    assert (old["edition/number"], new["edition/number"]) == ("1", "2")
    assert heading.index("visit_outcome") < heading.index("window_faultless") < heading.index("feeling")


def test_the_workbook_says_the_same_as_the_csv(cast: Cast) -> None:
    for name in ("W_warm_but_dusty", "S_scanning_look", "C_closed"):
        a_visit(cast, worked(name), scenario=WORKED[name]["scenario"])
    lines = rows_of(an_export(cast.hana))
    heading, *cells = sheets_of(an_export(cast.hana, file_format="xlsx"))["visits"]
    assert heading == list(lines[0])
    for line, row in zip(lines, cells, strict=True):
        padded = row + [None] * (len(heading) - len(row))
        for name, cell in zip(heading, padded, strict=True):
            assert same(line[name], cell), name


def same(text: str, cell: Any) -> bool:
    """Whether a CSV field and a workbook's cell say the same."""
    if isinstance(cell, int | float):
        return float(text) == float(cell)
    return text == (cell or "")


def test_the_codebook_explains_every_column_in_every_language(cast: Cast) -> None:
    a_visit(cast, worked())
    book = sheets_of(an_export(cast.hana, file_format="xlsx"))
    columns = book["visits"][0]
    heading, *explained = book["Codebook"]
    known = {row[0]: dict(zip(heading, row, strict=False)) for row in explained}
    assert list(known) == columns
    asked = known["first_look"]
    assert (asked["code"], asked["type"], asked["weight"], asked["pillar"]) == (
        "C2",
        "select_one",
        4,
        "emotion",
    )
    assert asked["editions"] == "boutique_visit 1"
    assert "polite_but_forced = Polite but forced (0.5)" in asked["choices (en)"]
    silent = ("calculate", "hidden", "start", "end", "today")  # nobody is asked these, so they have no words
    assert all(known[name]["label (ar)"] for name in columns if known[name]["type"] not in silent)
    assert known["given_acts/drink"]["label (en)"].endswith(": A drink")
