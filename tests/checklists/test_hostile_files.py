"""A file that is no workbook, or means harm, is refused in words; time and memory stay bounded."""

import struct
import time
import tracemalloc
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audits.checklists.workbook import read_workbook
from audits.checklists.workbook.limits import MAX_BYTES
from tests.cast import WORKBOOKS
from tests.checklists.authoring import SETTINGS, YES_NO, a_file

GOOD = (WORKBOOKS / "boutique_followup.xlsx").read_bytes()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def codes(content: bytes, name: str = "x.xlsx") -> list[str]:
    return [problem.code for problem in read_workbook(name, content).problems]


def a_zip(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """The good workbook with one part exchanged."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, content if part.filename == name else old.read(part))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "x.xlsx", "file-empty"),
        (b"\0\0\0\n", "x.xlsx", "file-empty"),
        (b"%PDF-1.7", "x.pdf", "not-a-workbook"),
        (b"hello", "x.xlsx", "not-a-workbook"),
        (b"x" * (MAX_BYTES + 1), "x.xlsx", "file-too-large"),
        (b"PK\x03\x04" + b"\0" * 60_000_000, "x.xlsx", "file-too-large"),
        (a_zip(letter_dot_txt=b"a letter"), "x.xlsx", "not-a-workbook"),
        (GOOD[:4000], "x.xlsx", "file-broken"),
        (a_zip(xl__workbook_dot_xml=b"<not xml"), "x.xlsx", "file-broken"),
        (a_zip(xl__workbook_dot_xml=b"0" * 70_000_000), "x.xlsx", "file-too-large"),
        (OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"), "x.xlsx", "file-encrypted"),
        (OLE + b"\0" * 4096, "x.xls", "file-broken"),
        (b"type,name\n\xff\xfe", "x.csv", "file-broken"),
    ],
)
def test_what_is_no_workbook_is_refused_with_one_sentence(content: bytes, name: str, code: str) -> None:
    workbook = read_workbook(name, content)
    (problem,) = workbook.problems
    assert problem.code == code
    assert problem.line(name).startswith(f"{name}: {code}: ")
    assert problem.remedy("ar")


def test_entities_are_not_expanded() -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    assert codes(with_part("xl/worksheets/sheet1.xml", laughs)) == ["file-broken"]


def test_a_sheet_that_claims_a_million_rows_costs_only_what_it_holds() -> None:
    rows = b"".join(b'<row r="%d"/>' % number for number in range(1, 600_000))
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1:XFD1048576"/><sheetData>' + rows + b"</sheetData></worksheet>"
    )
    content = with_part("xl/worksheets/sheet1.xml", sheet)
    tracemalloc.start()
    begun = time.process_time()
    assert read_workbook("x.xlsx", content).problems
    assert time.process_time() - begun < 10
    assert tracemalloc.get_traced_memory()[1] < 200_000_000
    tracemalloc.stop()


def test_more_rows_than_any_checklist_has_are_refused() -> None:
    survey = [["type", "name", "label"], *(["text", f"q{n}", "A question"] for n in range(10_001))]
    assert codes(a_file(survey=survey, choices=YES_NO, settings=SETTINGS)) == ["too-many-rows"]


def test_groups_inside_groups_are_bounded() -> None:
    survey = [["type", "name"], *(["begin group", f"g{n}"] for n in range(3000))]
    survey += [["text", "q"], *(["end group"] for _ in range(3000))]
    found = codes(a_file(survey=survey, choices=YES_NO, settings=SETTINGS))
    assert "too-deep" in found
    assert "group-not-closed" not in found


def test_a_chain_of_a_thousand_questions_is_read() -> None:
    survey = [["type", "name", "label", "relevant"], ["text", "q0", "Q", None]]
    survey += [["text", f"q{n}", "Q", f"${{q{n - 1}}} != ''"] for n in range(1, 1000)]
    assert codes(a_file(survey=survey, choices=YES_NO, settings=SETTINGS)) == []


def test_no_control_character_and_no_lone_surrogate_reaches_an_edition() -> None:
    csv = "survey\n,type,name,label\n,text,q,bell\x07 and \x00 null\nsettings\n,form_id\n,f\n"
    workbook = read_workbook("x.csv", csv.encode())
    assert workbook.document["body"][0]["label"] == {"und": "bell and  null"}


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_damaged_workbook_never_crashes_the_reader(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(GOOD) - 1))
    noise = data.draw(st.binary(min_size=1, max_size=40))
    read_workbook("x.xlsx", GOOD[:start] + noise + GOOD[start + len(noise) :])


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                [
                    "survey",
                    "choices",
                    "settings",
                    "type",
                    "name",
                    "label",
                    "list_name",
                    "begin_group",
                    "end_group",
                    "select_one",
                    "yes_no",
                    "text",
                    "calculate",
                    "relevant",
                    "${a}",
                    "${a}='b'",
                    "weight",
                    "-1",
                    "1.5",
                    "or_other",
                    "a",
                    "b",
                    "label::fr",
                    "points",
                    "",
                    "(((",
                    "“",
                    "regex(., '(a')",
                ]
            )
            | st.text(max_size=5),
            max_size=6,
        ),
        max_size=12,
    )
)
def test_any_table_is_read_to_the_end(rows: list[list[str]]) -> None:
    text = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    workbook = read_workbook("x.csv", text.encode("utf-8", "ignore"))
    assert workbook.problems or workbook.edition


def test_an_old_workbook_with_noise_in_it_never_crashes_the_reader() -> None:
    good = (WORKBOOKS / "xlsforms" / "XLSForm__pyxform" / "widgets.xls").read_bytes()
    for offset in range(512, len(good), len(good) // 60):
        read_workbook("x.xls", good[:offset] + struct.pack("<Q", 2**64 - 1) + good[offset + 8 :])


def test_ten_thousand_mistakes_are_told_in_bounded_time_and_number() -> None:
    survey = [["type", "name", "label", "relevant"]]
    survey += [["text", f"question_{n}", "Q", f"${{qestion_{n}}} = 1"] for n in range(9_990)]
    content = a_file(survey=survey, choices=YES_NO, settings=SETTINGS)
    begun = time.process_time()
    found = codes(content)
    assert time.process_time() - begun < 10
    assert len(found) == 2_001
    assert "more-problems" in found
