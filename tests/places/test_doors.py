"""Who sees which places, and Hana's upload of a spreadsheet."""

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from audits.places.models import Store, StoreImport
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SHEET = """Number,Name,City,Street,Region
A1,Arras,Arras,Rue A,North
A2,Amiens,,Rue B,North
A3,=cmd,Laon,Rue C,East
A4,,=1+1,Rue D,East
"""


@pytest.fixture
def client() -> Client:
    return Client()


def upload(client: Client, cast: Cast, text: str = SHEET, by: str = "hana") -> Any:
    file = SimpleUploadedFile("stores.csv", text.encode(), "text/csv")
    person = getattr(cast, by)
    return client.post("/api/v1/store-imports", {"file": file}, headers=cast.bearer(person))


def names(client: Client, cast: Cast, person: Any, query: str = "") -> list[str]:
    answer = client.get(f"/api/v1/stores{query}", headers=cast.bearer(person))
    assert answer.status_code == 200
    return [store["name"] for store in answer.json()["results"]]


def test_everybody_sees_her_own_stores_and_no_others(client: Client, cast: Cast) -> None:
    assert names(client, cast, cast.hana) == ["Lille", "Nice", "Rouen"]
    assert names(client, cast, cast.mona) == ["Lille", "Rouen"]
    assert names(client, cast, cast.otto) == ["Nice"]
    assert names(client, cast, cast.stella) == ["Lille"]
    assert names(client, cast, cast.zoe) == ["Genève"]


def test_a_store_that_is_not_yours_does_not_exist(client: Client, cast: Cast) -> None:
    mine = client.get(f"/api/v1/stores/{cast.lille.pk}", headers=cast.bearer(cast.mona))
    hers = client.get(f"/api/v1/stores/{cast.nice.pk}", headers=cast.bearer(cast.mona))
    assert (mine.status_code, hers.status_code) == (200, 404)
    assert hers.json()["code"] == "not_found"


def test_shoppers_have_no_list_of_stores(client: Client, cast: Cast) -> None:
    answer = client.get("/api/v1/stores", headers=cast.bearer(cast.sasha))
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


def test_pages_follow_each_other_without_a_gap(client: Client, cast: Cast) -> None:
    Store.objects.bulk_create(
        Store(brand=cast.brand, region=cast.north, number=f"T{n}", name="Twin") for n in range(7)
    )
    seen: list[str] = []
    cursor = ""
    while True:
        page = client.get(f"/api/v1/stores?limit=3&cursor={cursor}", headers=cast.bearer(cast.hana)).json()
        seen += [store["number"] for store in page["results"]]
        if page["next"] is None:
            break
        cursor = page["next"]
    assert len(seen) == len(set(seen)) == 10


@pytest.mark.parametrize(
    "query", ["?cursor=rubbish", "?cursor=W10", "?region=north", "?limit=0", "?limit=9999", "?limit=²"]
)
def test_a_question_that_makes_no_sense_is_refused(client: Client, cast: Cast, query: str) -> None:
    answer = client.get(f"/api/v1/stores{query}", headers=cast.bearer(cast.hana))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


def test_stores_are_found_by_all_words(client: Client, cast: Cast) -> None:
    assert names(client, cast, cast.hana, "?q=l01") == ["Lille"]
    assert names(client, cast, cast.hana, "?q=lille nice") == []


def test_regions_are_those_one_may_see(client: Client, cast: Cast) -> None:
    def regions(person: Any) -> list[str]:
        answer = client.get("/api/v1/regions", headers=cast.bearer(person))
        return [region["name"] for region in answer.json()]

    assert regions(cast.hana) == ["North", "South"]
    assert regions(cast.mona) == ["North"]
    assert regions(cast.stella) == ["North"]


def test_hana_sees_a_preview_and_takes_it_once(client: Client, cast: Cast) -> None:
    preview = upload(client, cast)
    assert preview.status_code == 201
    shown = preview.json()
    assert shown["counts"] == {"rows": 4, "taken": 2, "refused": 2, "doubtful": 0}
    assert [(p["row"], p["column"], p["code"]) for p in shown["problems"]] == [
        (3, "City", "city_missing"),
        (5, "Name", "name_missing"),
    ]
    assert Store.objects.filter(number="A1").count() == 0
    take = client.post(f"/api/v1/store-imports/{shown['id']}/take", headers=cast.bearer(cast.hana))
    assert take.json() == {"taken": 2, "updated": 0, "refused": 2}
    assert Store.objects.get(number="A3").region.name == "East"
    again = client.post(f"/api/v1/store-imports/{shown['id']}/take", headers=cast.bearer(cast.hana))
    assert (again.status_code, again.json()["code"]) == (409, "import_taken")


def test_a_mapping_of_ones_own_changes_the_preview(client: Client, cast: Cast) -> None:
    address = f"/api/v1/store-imports/{upload(client, cast).json()['id']}"
    wish = {"mapping": {"number": "Number", "name": "City"}, "answers": {"may_be_missing": ["city"]}}
    shown = client.patch(address, wish, "application/json", headers=cast.bearer(cast.hana)).json()
    assert shown["mapping"] == {"number": "Number", "name": "City"}
    assert shown["counts"]["taken"] == 3
    short = client.patch(
        address, {"mapping": {"name": "Name"}}, "application/json", headers=cast.bearer(cast.hana)
    )
    assert short.json()["missing"] == ["number"]
    take = client.post(f"{address}/take", headers=cast.bearer(cast.hana))
    assert (take.status_code, take.json()["code"]) == (422, "mapping_incomplete")
    assert StoreImport.objects.get().taken_at is None


def test_the_report_names_every_row_and_disarms_formulas(client: Client, cast: Cast) -> None:
    address = f"/api/v1/store-imports/{upload(client, cast).json()['id']}"
    answers = {"answers": {"may_be_missing": []}, "mapping": {"number": "City", "name": "Name"}}
    client.patch(address, answers, "application/json", headers=cast.bearer(cast.hana))
    report = client.get(f"{address}/report.csv", headers=cast.bearer(cast.hana))
    text = b"".join(report.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["row"], row["code"]) for row in rows] == [("3", "number_missing"), ("5", "name_missing")]
    assert not any(cell.startswith("=") for row in rows for cell in row.values())


def test_only_headquarters_keeps_places(client: Client, cast: Cast) -> None:
    for by in ("sasha", "rita", "stella", "mona"):
        assert upload(client, cast, by=by).status_code == 403
    mine = upload(client, cast).json()["id"]
    other = client.get(f"/api/v1/store-imports/{mine}", headers=cast.bearer(cast.zoe))
    assert other.status_code == 404


@pytest.mark.parametrize("text", ["", "\x00\x01", "number\n"])
def test_a_file_that_cannot_be_read_changes_nothing(client: Client, cast: Cast, text: str) -> None:
    answer = upload(client, cast, text)
    assert answer.status_code in (415, 422)
    assert StoreImport.objects.count() == 0
