"""The real spreadsheet goes in: what is wrong with it is found, row by row, and nothing else."""

import gzip
from collections import Counter
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from audits.journal.models import Entry
from audits.places.models import Brand, Region, Store
from audits.places.spreadsheet.reading import read
from audits.places.spreadsheet.verdict import Answers, Verdict, decide, propose
from tests.cast import Cast

FILE = Path(__file__).parent / "stores_25600.csv.gz"


def content() -> bytes:
    return gzip.decompress(FILE.read_bytes())


@cache
def verdict() -> Verdict:
    sheet = read(content())
    return decide(sheet, propose(sheet), Answers())


def rows_with(code: str) -> list[int]:
    return [finding.row for finding in verdict().findings if finding.code == code]


@pytest.fixture
def spreadsheet(tmp_path: Path) -> str:
    path = tmp_path / "stores.csv"
    path.write_bytes(content())
    return str(path)


def test_every_column_is_told_from_its_heading() -> None:
    assert verdict().mapping == {
        "number": "Store Number",
        "name": "Store Name",
        "address": "Street Address",
        "city": "City",
        "state": "State/Province",
        "country": "Country",
        "postcode": "Postcode",
        "phone": "Phone Number",
        "timezone": "Timezone",
        "lat": "lat",
        "lon": "lon",
        "brand": "Brand",
        "region": "Country",
    }


def test_swapped_headings_are_noticed_by_the_column_as_a_whole() -> None:
    swap = verdict().swap
    assert (swap.impossible, swap.nearer_swapped, swap.nearer_labelled, swap.silent) == (15538, 10046, 8, 7)
    assert [(doubt["code"], doubt["answer"]) for doubt in verdict().doubts()] == [("swap_coordinates", True)]
    first = verdict().rows[0]
    assert (first.city, first.lat, first.lon) == ("Andorra la Vella", 42.51, 1.53)


def test_columns_that_are_right_are_left_alone() -> None:
    mended = content().replace(b"Timezone,lat,lon", b"Timezone,lon,lat", 1)
    sheet = read(mended)
    right = decide(sheet, propose(sheet), Answers())
    assert not right.swap.is_likely
    assert not right.swapped
    assert right.doubts() == []
    assert len(right.taken) == 25577


def test_a_person_who_says_no_is_believed() -> None:
    kept = decide(verdict().sheet, verdict().mapping, Answers(swap_coordinates=False))
    assert not kept.swapped
    impossible = [finding for finding in kept.findings if finding.code == "coordinate_impossible"]
    assert len(impossible) == 15538


def test_rows_that_cannot_be_taken_are_named_with_row_column_and_reason() -> None:
    refused = Counter(finding.code for finding in verdict().findings if finding.refuses)
    assert refused == {"city_missing": 15, "address_missing": 7, "coordinates_missing": 1, "number_twice": 1}
    assert rows_with("coordinates_missing") == [8030]
    assert rows_with("number_twice") == [8030]  # of the twins, the whole one is taken
    counts = verdict().preview()["counts"]
    assert (counts["rows"], counts["taken"], counts["refused"]) == (25600, 25577, 23)
    placeholder = next(finding for finding in verdict().findings if finding.row == 9873)
    assert (placeholder.column, placeholder.value) == ("City", "NA")


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("timezone_unknown", 2942),
        ("timezone_placeless", 7),
        ("text_repaired", 6),
        ("text_damaged", 7),
        ("quotation_mark", 23),
        ("phone_has_words", 2),
        ("name_is_brand", 224),
        ("other_brand", 351),
        ("placeholder", 102 + 89 + 7),
    ],
)
def test_doubts_are_counted_as_the_source_says(code: str, count: int) -> None:
    assert len(rows_with(code)) == count


def test_lost_zeros_are_doubts_where_a_country_has_a_fixed_length() -> None:
    country = {row.row: row.country for row in verdict().rows}
    lost = Counter(country[row] for row in rows_with("postcode_short"))
    assert (lost["US"], lost["MX"], lost["CN"]) == (756, 138, 70)


def test_a_zone_is_put_right_where_that_is_sure() -> None:
    became = Counter(
        (zones[-1] if (zones := finding.value.split()) else "", finding.became)
        for finding in verdict().findings
        if finding.code in ("timezone_unknown", "timezone_placeless")
    )
    assert became["Asia/Beijing", "Asia/Shanghai"] == 2730
    assert became["Asia/Beijing", "Asia/Taipei"] == 1
    assert became["America/Argentina/Bu", "America/Argentina/Buenos_Aires"] == 108
    assert became["Asia/New_Delhi", "Asia/Kolkata"] == 88
    assert became["Etc/GMT+2", "Europe/Istanbul"] == 7
    assert "" not in {zone for _, zone in became}


def test_a_place_far_from_its_citys_stores_is_a_doubt_and_is_taken() -> None:
    rows = {row.row: row for row in verdict().rows}
    assert 9152 in rows_with("far_from_city")  # Tijuana, with coordinates in Mexico City
    assert rows[9152].is_taken
    assert len(rows_with("far_from_city")) < 25
    assert not {5673, 6036} & set(rows_with("far_from_city"))  # a longitude of 0 is right there
    assert rows[5673].is_taken
    assert rows[6036].is_taken


def test_signs_of_another_encoding_are_put_right() -> None:
    row = next(row for row in verdict().rows if row.row == 115)
    assert row.name == "Borders – Mall of the Emirates"


def test_a_line_break_in_a_cell_does_not_shift_the_rows() -> None:
    number = {row.row: row.number for row in verdict().rows}
    assert number[8030] == number[8161] == "19773-160973"
    assert "\n" not in next(row for row in verdict().rows if row.row == 6089).address


@pytest.mark.django_db
def test_hana_imports_it_from_the_command_line(spreadsheet: str) -> None:
    brand = Brand.objects.create(slug="coffee", name="Coffee")
    said = StringIO()
    call_command("import_stores", spreadsheet, brand="coffee", stdout=said)
    assert Store.objects.filter(brand=brand).count() == 25577
    assert "25577 stores taken, 0 updated, 23 rows not taken." in said.getvalue()
    assert "row 8030, lon: coordinates_missing" in said.getvalue()
    assert "seem to have changed places" in said.getvalue()
    store = Store.objects.get(brand=brand, number="47370-257954")
    assert (store.lat, store.lon, store.timezone) == (42.51, 1.53, "Europe/Andorra")
    assert store.columns == {"Brand": "Starbucks", "Ownership Type": "Licensed"}
    assert Region.objects.get(pk=store.region_id).name == "AD"
    assert Entry.objects.filter(verb="stores.imported", brand_id=brand.pk).count() == 1


@pytest.mark.django_db
def test_the_same_again_updates_by_store_number(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    path.write_text(
        "Store Number;Store Name;Telephone\nL01;Lille, Grand’Place;+33 3 20 00 00 00\nX9;Arras;\n", "utf-8"
    )
    said = StringIO()
    call_command("import_stores", str(path), brand=cast.brand.slug, region="North", stdout=said)
    assert "1 stores taken, 1 updated, 0 rows not taken." in said.getvalue()
    cast.lille.refresh_from_db()
    assert (cast.lille.name, cast.lille.phone) == ("Lille, Grand’Place", "+33 3 20 00 00 00")
    # what the spreadsheet doesn't speak of stays as it was
    assert (cast.lille.lat, cast.lille.city, cast.lille.region_id) == (50.6366, "Lille", cast.north.pk)
    assert Store.objects.get(number="X9").region_id == cast.north.pk


@pytest.mark.django_db
def test_a_dry_run_takes_nothing(cast: Cast, spreadsheet: str) -> None:
    before = Store.objects.count()
    call_command("import_stores", spreadsheet, "--dry-run", brand=cast.brand.slug, stdout=StringIO())
    assert Store.objects.count() == before


@pytest.mark.django_db
def test_a_file_that_is_no_spreadsheet_is_refused_with_a_sentence(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "photo.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(5000))
    with pytest.raises(CommandError, match="can't be read as a spreadsheet"):
        call_command("import_stores", str(path), brand=cast.brand.slug)
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_stores", str(tmp_path / "nowhere.csv"), brand=cast.brand.slug)
