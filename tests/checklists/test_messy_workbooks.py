"""Workbooks as people really write them are understood, and what has no place of its own is kept."""

import pytest

from audits.checklists.workbook import read_workbook
from tests.checklists.authoring import SETTINGS, YES_NO, a_file, noticed, read, told


def asked(survey: list[list[object]], **sheets: list[list[object]]) -> list[dict[str, object]]:
    workbook = read(survey, **sheets)
    assert told(workbook) == []
    return workbook.document["body"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("string", "text"),
        ("INT", "integer"),
        ("photo", "image"),
        ("gps", "geopoint"),
        ("DateTime", "dateTime"),
        ("  date   time ", "dateTime"),
        ("trigger", "acknowledge"),
        ("Start_Geopoint".replace("_", "-"), "start-geopoint"),
    ],
)
def test_older_words_for_types_are_understood(written: str, meant: str) -> None:
    (question,) = asked([["type", "name", "label"], [written, "q", "Q"]])
    assert question["type"] == meant


@pytest.mark.parametrize(
    "written",
    [
        "select_one yes_no",
        "select one from yes_no",
        "select1 yes_no",
        "Select One  yes_no",
        "add select one prompt using yes_no",
    ],
)
def test_a_choice_of_one_is_written_in_many_ways(written: str) -> None:
    (question,) = asked([["type", "name", "label"], [written, "q", "Q"]])
    assert (question["type"], question["list"]) == ("select_one", "yes_no")


def test_headings_are_read_without_regard_to_case_blanks_and_older_names() -> None:
    survey = [
        ["Type ", "NAME", "Caption", "Relevance", "Constraint Message", "bind:required", "ReadOnly"],
        ["text", "a", "A", None, "No", "yes", "no"],
        ["text", "b", "B", "${a} != ''", None, "TRUE", None],
    ]
    first, second = asked(survey)
    assert first["constraint_message"] == {"und": "No"}
    assert first["required"] == ["true"]
    assert "read_only" not in first
    assert second["relevant"] == ["!=", ["$", "a"], ""]


def test_languages_are_known_with_one_colon_and_without_a_code() -> None:
    survey = [["type", "name", "label:English", "label:french", "hint:French"], ["text", "a", "A", "B", "C"]]
    choices = [["list name", "value", "label:english", "label:French"]]
    workbook = read(survey, choices)
    assert workbook.document["languages"] == [
        {"code": "en", "name": "English"},
        {"code": "fr", "name": "french"},
    ]
    assert workbook.document["body"][0]["label"] == {"en": "A", "fr": "B"}
    assert workbook.document["body"][0]["hint"] == {"fr": "C"}


def test_a_bare_label_beside_others_is_the_default_language() -> None:
    survey = [["type", "name", "label", "label::Français (fr)"], ["text", "a", "A", "B"]]
    settings = [["form_id", "default_language"], ["f", "English (en)"]]
    document = read(survey, [["list_name", "name", "label"]], settings).document
    assert document["default_language"] == "en"
    assert document["body"][0]["label"] == {"en": "A", "fr": "B"}


def test_without_languages_there_is_one_without_a_name() -> None:
    document = read([["type", "name", "label"], ["text", "a", "A"]]).document
    assert document["languages"] == [{"code": "und", "name": ""}]


def test_an_unknown_column_is_kept_with_the_question_and_noticed() -> None:
    workbook = read([["type", "name", "label", "owner"], ["text", "a", "A", "Hana"]])
    assert told(workbook) == []
    assert noticed(workbook) == [("survey!D1", "unknown-column")]
    assert workbook.document["body"][0]["columns"] == {"owner": "Hana"}


def test_a_column_that_a_filter_chooses_by_is_no_surprise() -> None:
    choices = [["list_name", "name", "label", "region"], ["shop", "lille", "Lille", "north"]]
    survey = [
        ["type", "name", "label", "choice_filter"],
        ["text", "where", "Where?", None],
        ["select_one shop", "shop", "Which?", "region=${where}"],
    ]
    workbook = read(survey, choices)
    assert (told(workbook), noticed(workbook)) == ([], [])
    assert workbook.document["body"][1]["choice_filter"] == ["=", ["column", "region"], ["$", "where"]]
    assert workbook.document["lists"]["shop"][0]["columns"] == {"region": "north"}


def test_a_filter_by_a_column_that_is_not_there_is_refused() -> None:
    survey = [["type", "name", "label", "choice_filter"], ["select_one yes_no", "q", "Q", "region='north'"]]
    assert told(read(survey)) == [("survey!D2", "unknown-filter-column", "region")]


def test_or_other_prints_a_choice_and_a_line_of_its_own() -> None:
    workbook = read([["type", "name", "label"], ["select_multiple yes_no or_other", "q", "Q"]])
    question, line = workbook.document["body"]
    assert question["list"] == "yes_no_or_other"
    assert [choice["name"] for choice in workbook.document["lists"]["yes_no_or_other"]] == [
        "yes",
        "no",
        "other",
    ]
    assert len(workbook.document["lists"]["yes_no"]) == 2
    assert line["name"] == "q_other"
    assert line["relevant"] == ["selected", ["$", "q"], "other"]


def test_the_name_of_that_line_must_be_free() -> None:
    survey = [["type", "name", "label"], ["select_one yes_no or_other", "q", "Q"], ["text", "q_other", "Q"]]
    assert told(read(survey)) == [("survey!A2", "duplicate-name", "q_other")]


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("label", "See ${nobody}", "unknown-name"),
        ("max_photos", "none", "max-photos-invalid"),
        ("parameters", "max-pixels=big", "parameters-invalid"),
        ("cost", "cheap", "cost-unknown"),
        ("act", "given:", "act-unknown"),
        ("weight", "99999999", "weight-too-large"),
        ("relevant", "${q} = 'x'", "cycle"),
        ("calculation", "${q} + 1", "cycle"),
    ],
)
def test_what_can_not_be_used_is_refused_at_its_cell(column: str, cell: str, code: str) -> None:
    heading = ["type", "name", column] if column == "label" else ["type", "name", "label", column]
    row = ["image", "q", cell] if column == "label" else ["image", "q", "Q", cell]
    place = "survey!C2" if column == "label" else "survey!D2"
    assert [(where, what) for where, what, _ in told(read([heading, row]))] == [(place, code)]


@pytest.mark.parametrize(
    "scale", ["", "start=0 end=10", "start=0 end=10 step=3", "start=0 end=10 step=0", "0 to 10"]
)
def test_a_scale_needs_three_numbers_that_fit(scale: str) -> None:
    survey = [["type", "name", "label", "parameters"], ["range", "q", "Q", scale]]
    assert [code for _, code, _ in told(read(survey))] == ["parameters-invalid"]


def test_a_scale_of_tenths_fits_exactly() -> None:
    survey = [["type", "name", "label", "parameters"], ["range", "q", "Q", "start=0, end=1; step = 0.1"]]
    assert asked(survey)[0]["parameters"] == {"start": "0", "end": "1", "step": "0.1"}


def test_an_end_of_another_kind_is_refused_once() -> None:
    survey = [
        ["type", "name", "label"],
        ["begin group", "g", "G"],
        ["text", "q", "Q"],
        ["end repeat", None, None],
    ]
    assert told(read(survey)) == [("survey!A4", "end-mismatch", "end repeat")]


def test_scoring_by_sections_needs_a_weight() -> None:
    settings = [["form_id", "scoring"], ["f", "sections"]]
    survey = [
        ["type", "name", "label"],
        ["begin group", "g", "G"],
        ["text", "q", "Q"],
        ["end group", None, None],
    ]
    assert told(read(survey, YES_NO, settings)) == [("settings!B2", "section-weights-missing", "sections")]


def test_a_row_that_is_switched_off_is_left_out_and_noticed() -> None:
    survey = [["type", "name", "label", "disabled"], ["text", "a", "A", None], ["text", "b", "B", "yes"]]
    workbook = read(survey)
    assert [node["name"] for node in workbook.document["body"]] == ["a"]
    assert noticed(workbook) == [("survey!D3", "row-disabled")]


def test_a_lone_sheet_is_the_survey_and_gives_the_checklist_its_file_s_name() -> None:
    workbook = read_workbook(
        "spring visit.xlsx", a_file(Sheet1=[["type", "name", "label"], ["text", "a", "A"]])
    )
    assert workbook.document["form"] == {"id": "spring_visit", "title": "spring_visit", "version": ""}
    assert noticed(workbook) == [("settings!A1", "form-id-from-file")]


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    survey = [["type", "name", "label"], [None] * 3, [None] * 3, ["text", "2nd", "Q"]]
    assert told(read(survey)) == [("survey!B4", "name-invalid", "2nd")]


def test_a_default_is_a_word_a_number_or_an_expression() -> None:
    survey = [
        ["type", "name", "label", "default"],
        ["text", "a", "A", "not at all (yet)"],
        ["integer", "b", "B", 3],
        ["date", "c", "C", "today()"],
        ["text", "d", "D", "${a}"],
    ]
    assert [node["default"] for node in asked(survey)] == ["not at all (yet)", 3, ["today"], ["$", "a"]]


def test_a_comma_separated_survey_is_a_checklist_too() -> None:
    workbook = read_workbook("short.csv", b"type,name,label\ntext,q,Question\n")
    assert told(workbook) == []
    assert workbook.document["body"][0]["label"] == {"und": "Question"}


def test_a_workbook_without_a_survey_says_so() -> None:
    workbook = read_workbook("x.xlsx", a_file(choices=YES_NO, settings=SETTINGS))
    assert told(workbook)[0][:2] == ("survey!A1", "sheet-missing")
