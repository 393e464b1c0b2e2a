"""What a phone is told, and that it isn't told twice."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from audits.journal.models import Entry
from audits.reviews.models import SendBack
from audits.visits.models import Epoch, Revision, Visit
from audits.visits.services import withdraw_visit
from tests.cast import Cast, an_assignment
from tests.envelopes import Phone, phone_of, photo_bytes, sashas

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def sasha(cast: Cast) -> Phone:
    return phone_of(cast, "sasha")


def make_old() -> None:
    """Let everything written so far be older than the overlap of cursors."""
    Entry.objects.update(at=datetime.now(UTC) - timedelta(minutes=10))


def test_the_news_hold_all_that_a_visit_without_a_network_needs(cast: Cast, sasha: Phone) -> None:
    news = sasha.get("sync").json()
    assert set(news) == {
        *("server_time", "server_epoch", "cursor", "person", "policy", "assignments", "editions"),
        *("send_backs", "recalled", "receipts", "withdrawn", "offers", "brief_pictures"),
    }
    (assignment,) = news["assignments"]
    assert assignment["store"]["name"] == "Lille"
    assert assignment["store"]["timezone"] == "Europe/Paris"
    assert assignment["checklist"] == cast.checklist.title
    assert assignment["scenario"] == {"scenario_competitor": "true"}
    assert assignment["brief"] == "Ask for the small bag."
    assert assignment["languages"] == ["en", "fr", "ar"]
    assert assignment["fee"] == "45.00"
    assert news["editions"] == [assignment["edition"]] == [cast.edition.sha256]
    assert news["policy"]["retention_days"] == 30
    sasha_told = {"id": str(cast.sasha.pk), "name": "Sasha", "language": "en", "taken_back": []}
    assert news["person"] == sasha_told
    edition = sasha.get(f"editions/{cast.edition.sha256}")
    assert edition.status_code == 200


def test_the_brief_is_in_her_language_and_the_policy_her_brands(cast: Cast, sasha: Phone) -> None:
    cast.sasha.language = "fr"
    cast.sasha.save()
    cast.brand.policy = {"retention_days": 90, "photo_budget_bytes": "nonsense", "far_metres": 10}
    cast.brand.save()
    news = sasha.get("sync").json()
    assert news["assignments"][0]["brief"] == "Demandez le petit sac."
    assert news["policy"]["retention_days"] == 90
    assert news["policy"]["photo_budget_bytes"] == 60_000_000
    assert "far_metres" not in news["policy"]


def test_news_that_have_not_changed_are_not_told_again(cast: Cast, sasha: Phone) -> None:
    first = sasha.get("sync")
    assert sasha.get("sync", If_None_Match=first["ETag"]).status_code == 304
    an_assignment(cast.wave, cast.rouen, cast.sasha)
    changed = sasha.get("sync", If_None_Match=first["ETag"])
    assert changed.status_code == 200
    assert len(changed.json()["assignments"]) == 2


def test_news_travel_packed(cast: Cast, sasha: Phone) -> None:
    packed = sasha.get("sync", Accept_Encoding="gzip, br")
    assert packed["Content-Encoding"] == "gzip"
    plain = json.loads(gzip.decompress(packed.content))
    assert plain["assignments"] == sasha.get("sync").json()["assignments"]


def test_receipts_come_once_and_again_when_they_say_something_else(cast: Cast, sasha: Phone) -> None:
    sealed = sashas(cast, photos=[photo_bytes()])
    (sha256,) = sealed.photos
    receipt = sasha.put(sealed).json()
    news = sasha.get("sync").json()
    assert news["receipts"] == [receipt]
    assert news["assignments"] == []
    make_old()
    later = sasha.get(f"sync?cursor={news['cursor']}").json()
    assert (later["receipts"], later["cursor"]) == ([], news["cursor"])
    sasha.put_blob(sealed, sha256)
    make_old()
    complete = sasha.get(f"sync?cursor={news['cursor']}").json()
    assert [one["state"] for one in complete["receipts"]] == ["complete"]
    assert complete["receipts"][0]["received_at"] == receipt["received_at"]
    assert sasha.get(f"sync?cursor={complete['cursor']}").json()["receipts"] == []


def test_a_line_that_was_committed_late_is_not_passed_over(cast: Cast, sasha: Phone) -> None:
    sasha.put(sashas(cast))
    cursor = sasha.get("sync").json()["cursor"]
    assert len(sasha.get(f"sync?cursor={cursor}").json()["receipts"]) == 1


@pytest.mark.parametrize("cursor", ["", "nonsense", "00000000.5", "x.y", "9" * 400, "é.1"])
def test_a_cursor_of_nobodys_gets_everything(cast: Cast, sasha: Phone, cursor: str) -> None:
    sasha.put(sashas(cast))
    make_old()
    assert len(sasha.get(f"sync?cursor={cursor}").json()["receipts"]) == 1


def test_another_epoch_makes_the_phone_offer_again_and_old_cursors_worthless(
    cast: Cast, sasha: Phone
) -> None:
    receipt = sasha.put(sashas(cast)).json()
    news = sasha.get("sync").json()
    make_old()
    Epoch.objects.update(value=uuid4())
    again = sasha.get(f"sync?cursor={news['cursor']}").json()
    assert again["server_epoch"] != news["server_epoch"] == receipt["server_epoch"]
    assert len(again["receipts"]) == 1


def test_after_a_restored_backup_a_receipt_shown_back_is_known_and_the_visit_offered_again(
    cast: Cast, sasha: Phone
) -> None:
    sealed = sashas(cast)
    receipt = sasha.put(sealed).json()
    Visit.objects.update(current=None)
    Visit.objects.all().delete()
    Revision.objects.all().delete()
    forged = receipt | {"revision": 2}
    told = sasha.post("receipts/query", {"receipts": [receipt, forged]}).json()
    assert told["receipts"] == []
    assert [(one["revision"], one["vouched"]) for one in told["unknown"]] == [(1, True), (2, False)]
    assert sasha.put(sealed).status_code == 201


def test_receipts_are_asked_for_by_visit_revision_and_hash(cast: Cast, sasha: Phone) -> None:
    sealed = sashas(cast)
    receipt = sasha.put(sealed).json()
    asked = {"visit": str(sealed.visit), "revision": 1, "sha256": sealed.sha256}
    other = asked | {"sha256": "0" * 64}
    for document in ([asked, other], {"receipts": [asked, other, asked]}):
        told = sasha.post("receipts/query", json.dumps(document)).json()
        assert told["receipts"] == [receipt]
        assert told["unknown"][0]["sha256"] == "0" * 64
    assert phone_of(cast, "sam").post("receipts/query", [asked]).json()["receipts"] == []
    many = sasha.post("receipts/query", [asked] * 201)
    assert (many.status_code, many.json()["code"]) == (422, "receipt_query_too_long")
    for broken in ({}, [7], [{"visit": "x"}], [asked | {"revision": "1"}], [asked | {"sha256": None}]):
        assert sasha.post("receipts/query", json.dumps(broken)).status_code == 400


def test_a_conflict_gets_no_receipt_that_would_unpark_it(cast: Cast, sasha: Phone) -> None:
    one = sashas(cast)
    sasha.put(one)
    other = sashas(cast, visit=one.visit, answers={})
    sasha.put(other)
    assert [receipt["sha256"] for receipt in sasha.get("sync").json()["receipts"]] == [one.sha256]


def test_a_send_back_is_told_until_it_is_mended(cast: Cast, sasha: Phone) -> None:
    sealed = sashas(cast)
    sasha.put(sealed)
    Visit.objects.update(state="sent_back")
    SendBack.objects.create(
        visit_id=sealed.visit,
        revision=1,
        reason="The window is blurred.",
        due=datetime.now(UTC) + timedelta(days=1),
        answers=[{"name": "shop_window", "note": "again, please"}],
        by=cast.rita,
    )
    news = sasha.get("sync").json()
    (back,) = news["send_backs"]
    assert (back["visit"], back["revision"]) == (str(sealed.visit), 1)
    assert back["answers"] == [{"name": "shop_window", "note": "again, please"}]
    assert cast.edition.sha256 in news["editions"]
    assert phone_of(cast, "sam").get("sync").json()["send_backs"] == []
    SendBack.objects.update(mended_at=datetime.now(UTC))
    assert sasha.get("sync").json()["send_backs"] == []


def test_a_withdrawn_visit_is_told(cast: Cast, sasha: Phone) -> None:
    sealed = sashas(cast)
    sasha.put(sealed)
    withdraw_visit(visit=sealed.visit, by=cast.hana, reason="a test")
    news = sasha.get("sync").json()
    assert news["withdrawn"] == [str(sealed.visit)]
    assert [receipt["state"] for receipt in news["receipts"]] == ["withdrawn"]


def test_nobody_hears_of_anybody_elses_visits(cast: Cast, sasha: Phone) -> None:
    sasha.put(sashas(cast))
    for name in ("sam", "hana", "rita", "zoe"):
        news = phone_of(cast, name).get("sync").json()
        assert (news["assignments"], news["receipts"], news["editions"]) == ([], [], [])
