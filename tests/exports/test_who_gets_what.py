"""A file holds what its asker may see, and never who the shopper is."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from audits.exports import queries
from audits.exports.files import path_of
from audits.exports.filters import visits_asked
from audits.refusals import Refused
from audits.visits.models import Visit
from tests.cast import Cast
from tests.exports.stage import SEALED, a_visit, an_export, rows_in, rows_of, worked

pytestmark = pytest.mark.django_db


def stores_in(rows: list[dict[str, str]]) -> set[str]:
    return {row["store/name"] for row in rows}


def test_mona_exports_the_north_alone_and_zoe_nothing_of_vaudrey(cast: Cast) -> None:
    for store in (cast.lille, cast.rouen, cast.nice):
        a_visit(cast, worked(), store=store)
    assert stores_in(rows_of(an_export(cast.mona))) == {"Lille", "Rouen"}
    assert stores_in(rows_of(an_export(cast.otto))) == {"Nice"}
    assert stores_in(rows_of(an_export(cast.hana))) == {"Lille", "Rouen", "Nice"}
    assert rows_of(an_export(cast.zoe)) == []
    with pytest.raises(Refused, match="not_found"):
        an_export(cast.zoe, filters={"brand": cast.brand.slug})
    asked = {"filters": {"region": str(cast.south.pk)}}
    assert rows_of(an_export(cast.mona, **asked)) == []


def test_nobody_reads_who_the_shopper_is(cast: Cast) -> None:
    a_visit(cast, worked() | {"username": "sasha@demo.example", "deviceid": "phone-of-sasha"})
    for person in (cast.mona, cast.hana):
        for asked in ({}, {"content": "answers"}, {"file_format": "xlsx"}):
            content = path_of(an_export(person, **asked)).read_bytes()
            assert b"sasha@" not in content
            assert b"Sasha" not in content
    assert cast.sasha.alias in path_of(an_export(cast.hana)).read_text("utf-8")
    assert cast.sasha.alias not in path_of(an_export(cast.mona)).read_text("utf-8")


def test_a_region_learns_the_week_and_never_the_day(cast: Cast) -> None:
    a_visit(cast, worked())
    for asked in ({}, {"content": "answers"}):
        text = path_of(an_export(cast.mona, **asked)).read_text("utf-8")
        assert "2026-03-11" not in text
        assert "2026-W11" in text
    (row,) = rows_of(an_export(cast.mona))
    assert row["stepped_in_at"].startswith("2026-W11 ")
    assert "2026-03-11" in path_of(an_export(cast.hana)).read_text("utf-8")


def test_a_region_can_not_find_the_day_by_asking_for_single_days(cast: Cast) -> None:
    a_visit(cast, worked())
    for day in range(9, 16):  # Monday to Sunday of that week
        asked = {"from": f"2026-03-{day:02d}", "to": f"2026-03-{day:02d}"}
        assert len(rows_of(an_export(cast.mona, filters=asked))) == 1
        assert len(rows_of(an_export(cast.hana, filters=asked))) == (day == 11)


def test_only_released_visits_unless_headquarters_asks_for_others(cast: Cast) -> None:
    released = a_visit(cast, worked())
    waiting = a_visit(cast, worked(), released=False)

    def ids(person: Any, **filters: Any) -> set[str]:
        return {row["visit/id"] for row in rows_of(an_export(person, filters=filters))}

    assert ids(cast.hana) == {str(released.pk)}
    assert ids(cast.hana, state="in_review") == {str(waiting.pk)}
    assert ids(cast.hana, state=["in_review", "released"]) == {str(released.pk), str(waiting.pk)}
    assert ids(cast.mona, state="in_review") == set()


def test_what_is_opened_again_while_the_file_is_written_is_not_in_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = a_visit(cast, worked()), a_visit(cast, worked())
    monkeypatch.setattr(queries, "CHUNK", 1)
    asked = queries.visits_of(cast.mona, cast.brand.pk, visits_asked({}, sees_days=False))
    read = queries.chunks(asked, whole_lines=True)
    assert next(read)[0][0] in (first.pk, second.pk)
    Visit.objects.filter(brand=cast.brand).update(state=Visit.State.IN_REVIEW)
    assert list(read) == [[]]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"band": "red"}, {"Nice"}),
        ({"critical": "true"}, {"Nice"}),
        ({"critical": "false"}, {"Lille", "Rouen"}),
        ({"q": "rou"}, {"Rouen"}),
        ({"q": "N03"}, {"Nice"}),
        ({"from": "2026-03-20"}, {"Rouen"}),
        ({"to": "2026-03-20"}, {"Lille", "Nice"}),
        ({"from": "2026-04-20"}, set()),
    ],
)
def test_the_filters_of_the_screen_are_those_of_the_file(
    cast: Cast, filters: dict[str, str], found: set[str]
) -> None:
    a_visit(cast, worked("X_superb_but_data_taken") | {"contact_details": "asked_and_told"})
    a_visit(cast, worked(), store=cast.rouen, sealed_at=SEALED + timedelta(days=20))
    a_visit(cast, worked("S_scanning_look"), store=cast.nice)
    assert stores_in(rows_of(an_export(cast.hana, filters=filters))) == found
    for row in rows_of(an_export(cast.hana, filters={"store": [str(cast.lille.pk), str(cast.nice.pk)]})):
        assert row["store/name"] != "Rouen"


@pytest.mark.parametrize(
    "asked",
    [
        {"content": "people"},
        {"shape": 3},
        {"file_format": "exe"},
        {"filters": {"wave": "1 OR 1=1"}},
        {"filters": {"state": "secret"}},
        {"filters": {"from": "yesterday"}},
        {"filters": {"critical": "perhaps"}},
        {"filters": {"shopper": "sasha"}},
        {"filters": {"q": "\0"}},
        {"filters": [1]},
    ],
)
def test_a_wish_that_can_not_be_is_refused_and_leaves_nothing(
    client: Client, cast: Cast, asked: dict[str, Any]
) -> None:
    headers = cast.bearer(cast.hana)
    told = client.post("/api/v1/exports", asked, content_type="application/json", headers=headers)
    assert (told.status_code, told.json()["code"]) == (422, "invalid")
    assert client.get("/api/v1/exports", headers=headers).json() == []


def test_who_may_not_export_is_told_so(client: Client, cast: Cast) -> None:
    for person in (cast.sasha, cast.rita, cast.stella):
        for address in ("exports", "exports/stream"):
            assert client.get(f"/api/v1/{address}", headers=cast.bearer(person)).status_code == 403


def test_another_persons_export_does_not_exist(client: Client, cast: Cast) -> None:
    export = an_export(cast.hana)
    for person in (cast.mona, cast.zoe):
        for part in ("", "/file", "/codebook"):
            address = f"/api/v1/exports/{export.pk}{part}"
            assert client.get(address, headers=cast.bearer(person)).status_code == 404
        assert client.delete(f"/api/v1/exports/{export.pk}", headers=cast.bearer(person)).status_code == 404


def test_the_stream_says_the_same_as_the_file(client: Client, cast: Cast) -> None:
    a_visit(cast, worked())
    a_visit(cast, worked("P_polished_but_cold"), store=cast.nice)
    for person in (cast.mona, cast.hana):
        answer = client.get("/api/v1/exports/stream?q=lille", headers=cast.bearer(person))
        content = b"".join(answer.streaming_content)
        assert rows_in(content) == rows_of(an_export(person, filters={"q": "lille"}))
        assert answer["X-Content-Type-Options"] == "nosniff"
