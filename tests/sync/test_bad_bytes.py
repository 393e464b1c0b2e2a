"""What can't be read is refused clearly and changes nothing; it never is a 500."""

import json
from typing import Any

import pytest

from audits.visits.envelope import MOST_BYTES
from audits.visits.models import PhoneReport, Revision
from tests.cast import Cast
from tests.envelopes import Phone, Sealed, phone_of, sashas

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def sasha(cast: Cast) -> Phone:
    return phone_of(cast, "sasha")


def deep(levels: int) -> Any:
    value: Any = "x"
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    "members",
    [
        {"v": 2},
        {"v": "1"},
        {"visit": 7},
        {"visit": "not-a-uuid"},
        {"revision": 0},
        {"revision": -1},
        {"revision": True},
        {"revision": 1.5},
        {"revision": 10**30},
        {"answers": None},
        {"answers": []},
        {"answers": {"a": deep(40)}},
        {"answers": {"a": deep(900)}},
        {"answers": {"a": "NUL \0 in a text"}},
        {"answers": {"NUL \0 in a name": 1}},
        {"answers": {"a": [{"b": "\0"}]}},
        {"edition": 12},
        {"edition": "x" * 65},
        {"app": {}},
        {"times": "now"},
        {"places": {}},
        {"blobs": {}},
        {"blobs": ["photo"]},
        {"blobs": [{"sha256": "A" * 64, "bytes": 1}]},
        {"blobs": [{"sha256": "a" * 63, "bytes": 1}]},
        {"blobs": [{"sha256": "a" * 64, "bytes": -1}]},
        {"blobs": [{"sha256": "a" * 64, "bytes": 2**53 + 1}]},
        {"blobs": [{"sha256": "a" * 64, "bytes": True}]},
        {"blobs": [{"sha256": "a" * 64, "bytes": 1, "name": "x" * 201}]},
        {"blobs": [{"sha256": "a" * 64, "bytes": 1}] * 1001},
    ],
    ids=lambda members: repr(members)[:40],
)
def test_an_envelope_of_wrong_types_is_unreadable(cast: Cast, sasha: Phone, members: dict[str, Any]) -> None:
    sealed = sashas(cast)
    document = json.loads(sealed.content) | members
    answer = sasha.put(sealed, content=json.dumps(document).encode())
    assert answer.status_code == 422, answer.content
    assert answer.json()["code"] == "visit_unreadable"
    assert answer.json()["remedy"]
    assert Revision.objects.count() == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b'"visit"',
        b"{",
        b"\xff\xfe",
        b'{"v": NaN}',
        b'{"v": 1e999}',
        b'{"v": 1, "answers": {"a": "\\ud800"}}',
        b'{"v": 1, "answers": {"a": "\xed\xa0\x80"}}',
        b"[" * 100_000,
        b"<html><body>Welcome to our WiFi</body></html>",
    ],
    ids=lambda content: repr(content)[:30],
)
def test_bytes_that_are_no_json_are_unreadable(cast: Cast, sasha: Phone, content: bytes) -> None:
    answer = sasha.put(sashas(cast), content=content)
    assert (answer.status_code, answer.json()["code"]) == (422, "visit_unreadable")
    assert Revision.objects.count() == 0


def test_text_that_only_looks_like_nul_is_taken(cast: Cast, sasha: Phone) -> None:
    sealed = sashas(cast, answers={"note": "a backslash and u0000: \\u0000"})
    assert b"\\\\u0000" in sealed.content
    assert sasha.put(sealed).status_code == 201
    assert Revision.objects.get().answers == {"note": "a backslash and u0000: \\u0000"}


def test_strange_numbers_and_texts_are_facts(cast: Cast, sasha: Phone) -> None:
    answers = {"n": 1e308, "big": 10**25, "": "no name", "rtl": "مرحبا", "x" * 5000: "y" * 100_000}
    assert sasha.put(sashas(cast, answers=answers)).status_code == 201


@pytest.mark.parametrize(
    "members", [{"width": 10**12, "height": -3}, {"taken_at": "soon"}, {"order": "first"}]
)
def test_a_photos_odd_particulars_are_left_out(cast: Cast, sasha: Phone, members: dict[str, Any]) -> None:
    blob = {"sha256": "a" * 64, "bytes": 10, "name": "p.jpg"} | members
    assert sasha.put(sashas(cast, blobs=[blob, blob])).status_code == 201


def test_sealed_bytes_above_10_mb_are_too_large(cast: Cast, sasha: Phone) -> None:
    sealed = sashas(cast, answers={"note": "x" * MOST_BYTES})
    answer = sasha.put(sealed)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    fits = sashas(cast, answers={"note": "x" * (MOST_BYTES - 5000)})
    assert sasha.put(fits).status_code == 201


def test_an_address_that_is_none_is_not_found(cast: Cast, sasha: Phone) -> None:
    sealed = sashas(cast)
    for revision in ("0x1", "-1", "one"):
        broken = f"/api/v1/visits/{sealed.visit}/revisions/{revision}"
        answer = sasha.client.put(broken, b"{}", content_type="application/json", headers=sasha.headers)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    huge = Sealed(sealed.visit, 10**30, sealed.content)
    assert sasha.put(huge).status_code == 422


@pytest.mark.parametrize(
    "document",
    [
        {"kind": "", "detail": {}},
        {"kind": "x" * 41, "detail": {}},
        {"kind": 3},
        {"kind": "crash", "detail": "text"},
        {"kind": "crash", "detail": {"answers": {"greeting": "yes"}}},
        {"kind": "crash", "detail": {"text": "\0"}},
        [],
        None,
    ],
    ids=repr,
)
def test_a_report_that_is_none_is_refused(cast: Cast, sasha: Phone, document: Any) -> None:
    assert sasha.post("diagnostics", json.dumps(document)).status_code == 400
    assert PhoneReport.objects.count() == 0


def test_a_phones_report_is_kept_and_bounded(cast: Cast, sasha: Phone) -> None:
    assert sasha.post("diagnostics", {"kind": "evicted", "detail": {"quota": 1}}).status_code == 204
    report = PhoneReport.objects.get()
    assert (report.person, report.kind, report.detail) == (cast.sasha, "evicted", {"quota": 1})
    huge = {"kind": "crash", "detail": {"stack": "x" * 40_000}}
    assert sasha.post("diagnostics", huge).status_code == 413


@pytest.mark.parametrize(
    "path", ["visits/not-a-uuid/revisions/1", "visits/1/receipt", "sync?cursor=%00", "nowhere"]
)
def test_an_address_that_is_none_tells_the_servers_time_like_every_answer(sasha: Phone, path: str) -> None:
    answer = sasha.get(path)
    assert answer.status_code in (404, 422)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Server-Time"] and answer["Server-Epoch"]
