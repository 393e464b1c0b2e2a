"""A row for each question of each visit: for analysts, and for what stands in repeats."""

import json

import pytest

from tests.cast import Cast, another_edition
from tests.exports.stage import WORKED, a_visit, an_export, rows_of, worked

pytestmark = pytest.mark.django_db


def test_every_question_has_its_state_and_its_points(cast: Cast) -> None:
    expected = WORKED["W_warm_but_dusty"]["expected"]
    a_visit(cast, worked())
    rows = {row["question"]: row for row in rows_of(an_export(cast.hana, content="answers"))}
    for question, state in expected["states"].items():
        assert rows[question]["answer/state"] == state, question
    for question, points in expected["lines"].items():
        assert float(rows[question]["answer/earned"]) == float(points["earned"])
        assert float(rows[question]["answer/possible"]) == float(points["possible"])
    assert sum(float(row["answer/earned"] or 0) for row in rows.values()) == float(
        expected["overall"]["earned"]
    )


def test_labels_are_in_the_readers_language(cast: Cast) -> None:
    cast.hana.language = "fr"
    cast.hana.save()
    a_visit(cast, worked("P_polished_but_cold"))
    rows = {row["question"]: row for row in rows_of(an_export(cast.hana, content="visits", shape="long"))}
    assert rows["ending"]["answer/value"] == "left"
    assert rows["ending"]["answer/label"] == "J’ai quitté la boutique sans acheter"
    assert rows["ending"]["question/code"] == "H2"


def test_each_turn_of_a_repeat_is_a_row_and_the_wide_file_counts_them(cast: Cast) -> None:
    document = json.loads(bytes(cast.edition.printed))
    inside = {"kind": "question", "type": "text", "name": "piece", "label": {"en": "Which piece?"}}
    repeat = {"kind": "repeat", "name": "pieces", "label": {"en": "Pieces"}, "body": [inside]}
    document["body"].append(repeat)
    edition = another_edition(cast.checklist, json.dumps(document).encode())
    answers = worked() | {"pieces": [{"piece": "ring"}, {"piece": "watch"}]}
    a_visit(cast, answers, edition=edition)
    long = [row for row in rows_of(an_export(cast.hana, content="answers")) if row["question"] == "piece"]
    assert [(row["answer/turn"], row["answer/value"]) for row in long] == [("1", "ring"), ("2", "watch")]
    (wide,) = rows_of(an_export(cast.hana))
    assert wide["pieces/count"] == "2"
    assert "piece" not in wide
