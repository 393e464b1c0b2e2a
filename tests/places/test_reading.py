"""Spreadsheets come in many clothes: delimiters, encodings, languages, workbooks."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from audits.places.spreadsheet.headings import guess
from audits.places.spreadsheet.reading import Sheet, Unreadable, read
from audits.places.spreadsheet.verdict import Answers, decide, propose

ROWS = (
    "Numéro;Nom du magasin;Ville;Code postal;Latitude;Longitude\n101;Café Été;Orléans;45000;47,9029;1,9039\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_usual_encoding_reads_the_same(encoding: str) -> None:
    sheet = read(ROWS.encode(encoding))
    assert sheet.headings[1] == "Nom du magasin"
    assert sheet.rows == [(2, ["101", "Café Été", "Orléans", "45000", "47,9029", "1,9039"])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "cp1252"])
def test_lines_that_end_as_on_old_macs_are_lines(encoding: str) -> None:
    assert read(ROWS.replace("\n", "\r").encode(encoding)) == read(ROWS.encode())


@pytest.mark.parametrize("where", ["101;Ca\0fé", "10\x001;Café", "\x00101;Café"])
def test_a_nul_that_strayed_into_a_row_costs_no_file(where: str) -> None:
    assert read(ROWS.replace("101;Café", where).encode()) == read(ROWS.encode())


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_every_usual_delimiter_is_found(mark: str) -> None:
    text = mark.join(["id", "name", "city"]) + "\n" + mark.join(["1", '"A; b, c"', "Rome"]) + "\n"
    assert read(text.encode()).rows == [(2, ["1", "A; b, c", "Rome"])]


def test_a_decimal_comma_is_a_number() -> None:
    sheet = read(ROWS.encode())
    row = decide(sheet, propose(sheet), Answers()).rows[0]
    assert (row.lat, row.lon) == (47.9029, 1.9039)


@pytest.mark.parametrize(
    ("headings", "wanted"),
    [
        (["Store_ID", "Shop name", "Town", "ZIP", "Lng"], ["number", "name", "city", "postcode", "lon"]),
        (
            ["Numéro de magasin", "Enseigne", "Ville", "Pays", "Tél."],
            ["number", "name", "city", "country", "phone"],
        ),
        (
            ["رقم المتجر", "اسم المتجر", "المدينة", "البلد", "الهاتف"],
            ["number", "name", "city", "country", "phone"],
        ),
    ],
)
def test_headings_are_understood_in_three_languages(headings: list[str], wanted: list[str]) -> None:
    mapping = guess(Sheet(headings, [(2, ["x"] * 5)]))
    assert {column: mapping.get(column) for column in wanted} == dict(zip(wanted, headings, strict=True))


def test_a_column_without_a_telling_heading_is_told_from_what_stands_in_it() -> None:
    rows = [(n, [f"{n}", f"Shop {n}", "GMT+1:00 Europe/Rome", "IT"]) for n in range(2, 12)]
    mapping = guess(Sheet(["number", "name", "column 3", "column 4"], rows))
    assert (mapping["timezone"], mapping["country"]) == ("column 3", "column 4")


def test_a_workbook_reads_like_the_csv() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Number", "Name", "Postcode", "Latitude"])
    sheet.append([101, "Orléans", 45000, 47.9029])
    kept = io.BytesIO()
    book.save(kept)
    assert read(kept.getvalue()).rows == [(2, ["101", "Orléans", "45000", "47.9029"])]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"only a heading\n",
        b"PK\x03\x04 not a zip",
        b"\x00" * 100,
        b"%PDF-1.7\n" + b"\x00\x01" * 300,
        b"\n\n\n",
    ],
)
def test_what_is_no_spreadsheet_is_unreadable(content: bytes) -> None:
    with pytest.raises(Unreadable):
        read(content)


def test_a_workbook_whose_bytes_were_damaged_on_their_way_is_unreadable() -> None:
    kept = io.BytesIO()
    book = Workbook()
    book.active.append(["Number", "Name"])  # type: ignore[union-attr]  # a new workbook has a sheet
    book.save(kept)
    with zipfile.ZipFile(kept) as archive:
        sheet = archive.getinfo("xl/worksheets/sheet1.xml")
    begins = sheet.header_offset + 30 + len(sheet.filename)
    for at in range(begins, begins + sheet.compress_size):
        damaged = bytearray(kept.getvalue())
        damaged[at] ^= 0xFF
        with pytest.raises(Unreadable):
            read(bytes(damaged))


def test_a_workbook_that_would_fill_the_memory_is_not_opened() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in range(5):
            archive.writestr(f"xl/{part}.xml", bytes(100_000_000))
    with pytest.raises(Unreadable, match="too large"):
        read(kept.getvalue())


def test_twin_headings_and_nameless_ones_can_still_be_chosen() -> None:
    sheet = read(b"id,name,name,\n1,a,b,c\n")
    assert sheet.headings == ["id", "name", "name (2)", "(4)"]
