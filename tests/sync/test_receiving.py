"""A sealed visit is received once, whatever the network does."""

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from audits.journal.models import Entry
from audits.people.models import Role
from audits.people.services import post
from audits.places.models import Brand
from audits.visits.models import Photo, Revision, Visit
from audits.visits.receipts import is_our_word
from audits.waves.models import Assignment
from tests.cast import Cast, a_wave, an_assignment, another_edition
from tests.envelopes import Phone, content_digest, phone_of, photo_bytes, sashas, seal

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def sasha(cast: Cast) -> Phone:
    return phone_of(cast, "sasha")


def test_a_visit_is_received_and_its_assignment_visited(cast: Cast, sasha: Phone) -> None:
    sealed = sashas(cast)
    answer = sasha.put(sealed)
    assert answer.status_code == 201
    receipt = answer.json()
    assert receipt["visit"] == str(sealed.visit)
    assert (receipt["revision"], receipt["sha256"]) == (1, sealed.sha256)
    assert (receipt["state"], receipt["missing"], receipt["blobs"]) == ("complete", [], {})
    visit = Visit.objects.get(pk=sealed.visit)
    assert bytes(visit.current.sealed) == sealed.content
    assert visit.current.answers["minutes_waited"] == 4
    assert (visit.shopper, visit.store, visit.marks) == (cast.sasha, cast.lille, [])
    assert Assignment.objects.get(pk=cast.assignment.pk).state == "visited"


def test_the_answer_is_lost_after_commit_and_the_same_visit_is_sent_five_times(
    cast: Cast, sasha: Phone
) -> None:
    sealed = sashas(cast, photos=[photo_bytes()])
    first, *others = [sasha.put(sealed) for _ in range(5)]
    assert first.status_code == 201
    assert {again.status_code for again in others} == {200}
    assert {again.content for again in others} == {first.content}
    assert Visit.objects.count() == Revision.objects.count() == Photo.objects.count() == 1
    assert Entry.objects.filter(verb="visit.received").count() == 1


def test_a_receipt_is_the_servers_own_word(cast: Cast, sasha: Phone) -> None:
    receipt = sasha.put(sashas(cast)).json()
    assert is_our_word(receipt)
    assert is_our_word(json.loads(json.dumps(receipt)))
    assert not is_our_word(receipt | {"state": "withdrawn"})
    assert not is_our_word({name: receipt[name] for name in receipt if name != "signature"})


def test_every_answer_carries_the_servers_time_and_epoch(cast: Cast, sasha: Phone) -> None:
    for answer in (sasha.put(sashas(cast)), sasha.get("sync"), sasha.receipt(uuid4())):
        assert datetime.fromisoformat(answer["Server-Time"]).tzinfo is not None
        assert answer["Server-Epoch"]


def test_the_same_id_with_other_content_is_a_conflict_and_both_are_kept(cast: Cast, sasha: Phone) -> None:
    one = sashas(cast)
    other = sashas(cast, visit=one.visit, answers={"greeting": "no"})
    receipt = sasha.put(one).json()
    for _ in range(2):
        answer = sasha.put(other)
        assert answer.status_code == 409
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["code"] == "content_conflict"
        assert answer.json()["receipt"] == receipt
    kept = Revision.objects.filter(visit=one.visit).order_by("id")
    assert [(row.standing, bytes(row.sealed)) for row in kept] == [
        ("accepted", one.content),
        ("conflict", other.content),
    ]
    assert Visit.objects.get().current.answers["greeting"] == "yes"
    assert sasha.receipt(one.visit).json() == receipt


def test_after_a_conflict_the_shopper_chooses_by_sealing_the_next_revision(cast: Cast, sasha: Phone) -> None:
    one = sashas(cast)
    sasha.put(one)
    sasha.put(sashas(cast, visit=one.visit, answers={"greeting": "no"}))
    chosen = sashas(cast, visit=one.visit, revision=2, answers={"greeting": "no"})
    assert sasha.put(chosen).status_code == 201
    visit = Visit.objects.get()
    assert (visit.current.number, visit.current.answers) == (2, {"greeting": "no"})


def test_a_database_error_that_is_no_duplicate_is_a_5xx_and_nothing_is_receipted(
    cast: Cast, sasha: Phone
) -> None:
    # A constraint that none of the code knows: these bytes may not be stored under a second visit.
    with connection.cursor() as cursor:
        cursor.execute("CREATE UNIQUE INDEX somebody_elses ON audits_revision (number)")
    assert sasha.put(sashas(cast)).status_code == 201
    other = an_assignment(cast.wave, cast.rouen, cast.sasha)
    sasha.client.raise_request_exception = False
    answer = sasha.put(sashas(cast, assignment=other.pk))
    assert answer.status_code == 500
    assert answer.json()["code"] == "server_error"
    assert Visit.objects.count() == Revision.objects.count() == 1


def test_a_replaced_edition_and_a_withdrawn_assignment_are_accepted_and_marked(
    cast: Cast, sasha: Phone
) -> None:
    newer = another_edition(cast.checklist, cast.edition.printed[:-1] + b" }")
    Assignment.objects.filter(pk=cast.assignment.pk).update(edition=newer, state="withdrawn")
    answer = sasha.put(sashas(cast))
    assert answer.status_code == 201
    assert answer.json()["findings"] == ["edition_replaced", "assignment_withdrawn"]
    visit = Visit.objects.get()
    assert (visit.edition, visit.marks) == (cast.edition, ["edition_replaced", "assignment_withdrawn"])
    assert Assignment.objects.get(pk=cast.assignment.pk).state == "withdrawn"


def test_a_visit_far_away_and_too_late_is_accepted_and_marked_and_she_is_not_told_how_far(
    cast: Cast, sasha: Phone
) -> None:
    past = datetime.now(UTC) - timedelta(days=3)
    Assignment.objects.filter(pk=cast.assignment.pk).update(window_to=past)
    place = {"at": past.isoformat(), "lat": 48.85, "lon": 2.35, "accuracy": 30}
    answer = sasha.put(sashas(cast, places=[place]))
    assert answer.status_code == 201
    assert answer.json()["findings"] == ["late"]
    assert Visit.objects.get().marks == ["late", "far"]


def test_a_clock_that_is_days_off_is_corrected_and_marked(cast: Cast, sasha: Phone) -> None:
    zone = "+02:00"
    opened = (datetime.now(UTC) - timedelta(days=3, hours=1)).replace(microsecond=0)
    times = {
        "opened": opened.isoformat(),
        "sealed": (opened + timedelta(minutes=40)).isoformat().replace("+00:00", zone),
        "clock_offset_ms": timedelta(days=3).total_seconds() * 1000,
    }
    assert sasha.put(sashas(cast, times=times)).status_code == 201
    visit = Visit.objects.get()
    assert visit.opened_at == opened + timedelta(days=3)
    assert "clock_off" in visit.marks


@pytest.mark.parametrize(
    "times", [{}, {"opened": "yesterday", "sealed": 12}, {"opened": "2026-01-01T00:00:00"}]
)
def test_times_that_cannot_be_read_are_a_fact_and_no_refusal(cast: Cast, sasha: Phone, times: dict) -> None:
    assert sasha.put(sashas(cast, times=times)).status_code == 201
    visit = Visit.objects.get()
    assert visit.opened_at is None
    assert {"times_unread", "clock_unverified"} <= set(visit.marks)


def test_the_day_of_a_visit_is_the_day_at_the_store(cast: Cast, sasha: Phone) -> None:
    cast.lille.timezone = "Pacific/Auckland"
    cast.lille.save()
    times = {"opened": "2026-10-24T23:30:00+02:00", "sealed": "2026-10-25T00:10:00+02:00"}
    sasha.put(sashas(cast, times=times))
    assert Visit.objects.get().local_day.isoformat() == "2026-10-25"


def test_another_shoppers_assignment_is_quarantined(cast: Cast) -> None:
    sam = phone_of(cast, "sam")
    answer = sam.put(sashas(cast))
    assert answer.status_code == 202
    assert answer.json()["state"] == "quarantined"
    assert answer.json()["findings"] == []
    row = Revision.objects.get()
    assert (row.reason, row.brand, row.person) == ("assignment_of_another", cast.brand, cast.sam)
    assert Visit.objects.count() == 0
    assert sam.put(sashas(cast, visit=row.visit, answers={})).status_code == 202


@pytest.mark.parametrize("assignment", [None, "nonsense", str(uuid4())])
def test_an_unknown_assignment_is_quarantined(cast: Cast, sasha: Phone, assignment: str | None) -> None:
    sealed = seal(assignment=assignment, edition=cast.edition.sha256)
    answers = [sasha.put(sealed) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [202, 202]
    assert answers[0].content == answers[1].content
    assert Revision.objects.get().reason == "assignment_unknown"


def test_of_several_brands_the_one_whose_edition_it_was_made_with_reads_what_is_quarantined(
    cast: Cast, sasha: Phone
) -> None:
    """She shops for both; the other brand has taken its assignment from her, and then her post."""
    post(person=cast.sasha, brand=cast.other_brand.pk, role=Role.SHOPPER, by=None)
    theirs = another_edition(cast.other_wave.checklist, b'{"v": 1}').sha256
    assert sasha.put(seal(assignment=uuid4(), edition=theirs)).status_code == 202
    cast.sasha.posts.filter(brand=cast.other_brand).delete()
    assert sasha.put(seal(assignment=cast.other_assignment.pk, edition=theirs)).status_code == 202
    assert sasha.put(seal(assignment=uuid4(), edition="0" * 64)).status_code == 202
    brands = [row.brand for row in Revision.objects.order_by("id")]
    assert brands == [cast.other_brand, cast.other_brand, cast.brand]


def test_an_unknown_edition_is_quarantined(cast: Cast, sasha: Phone) -> None:
    assert sasha.put(sashas(cast, edition="0" * 64)).status_code == 202
    assert Revision.objects.get().reason == "edition_unknown"


def test_an_assignment_of_another_brand_says_no_more_than_an_unknown_one(cast: Cast, sasha: Phone) -> None:
    open_elsewhere = seal(assignment=cast.other_assignment.pk, edition=cast.edition.sha256)
    unknown = seal(assignment=uuid4(), edition=cast.edition.sha256)
    told = []
    for sealed in (open_elsewhere, unknown):
        receipt = sasha.put(sealed).json()
        told.append({name: receipt[name] for name in ("state", "blobs", "missing", "findings")})
    assert told[0] == told[1]
    rows = Revision.objects.order_by("id")
    assert [(row.reason, row.brand) for row in rows] == [("assignment_unknown", cast.brand)] * 2


def test_an_open_assignment_is_taken_by_the_shopper_who_visited(cast: Cast, sasha: Phone) -> None:
    offered = an_assignment(cast.wave, cast.nice, None)
    assert sasha.put(sashas(cast, assignment=offered.pk, places=[])).status_code == 201
    offered.refresh_from_db()
    assert (offered.state, offered.shopper) == ("visited", cast.sasha)
    assert Visit.objects.get().marks == ["assignment_unclaimed"]


def test_a_visits_id_that_another_person_uses_is_quarantined_without_telling(
    cast: Cast, sasha: Phone
) -> None:
    mine = sashas(cast)
    sasha.put(mine)
    sam = phone_of(cast, "sam")
    theirs = an_assignment(cast.wave, cast.nice, cast.sam)
    for revision in (1, 2):
        stolen = sashas(cast, visit=mine.visit, assignment=theirs.pk, revision=revision)
        answer = sam.put(stolen)
        assert (answer.status_code, answer.json()["state"]) == (202, "quarantined")
        assert answer.json()["blobs"] == {}
    assert sam.put(mine).status_code == 202
    assert Visit.objects.get().current.person == cast.sasha
    assert sasha.receipt(mine.visit).json()["sha256"] == mine.sha256
    assert sam.receipt(mine.visit).json()["state"] == "quarantined"


def test_a_person_without_any_post_is_still_heard(cast: Cast, sasha: Phone) -> None:
    cast.sasha.posts.all().delete()
    assert sasha.put(sashas(cast)).status_code == 201  # the assignment is hers by name
    assert sasha.put(seal(assignment=None, edition="")).status_code == 202


def test_revision_2_before_1_waits_and_then_counts(cast: Cast, sasha: Phone) -> None:
    one = sashas(cast, photos=[photo_bytes(1)])
    two = sashas(cast, visit=one.visit, revision=2, answers={"greeting": "no"})
    answer = sasha.put(two)
    assert answer.status_code == 201
    assert answer.json()["findings"] == ["revision_waits"]
    assert Visit.objects.get().current is None
    assert not Entry.objects.filter(verb="visit.completed").exists()
    answer = sasha.put(one)
    assert (answer.status_code, answer.json()["state"]) == (201, "awaiting_blobs")
    visit = Visit.objects.get()
    assert visit.current.number == 2
    assert visit.completed_at is not None
    assert [line.detail["revision"] for line in Entry.objects.filter(verb="visit.completed")] == [2]
    assert sasha.put(two).json()["findings"] == []


def test_revision_3_waits_for_2(cast: Cast, sasha: Phone) -> None:
    one = sashas(cast)
    sasha.put(one)
    sasha.put(sashas(cast, visit=one.visit, revision=3))
    assert Visit.objects.get().current.number == 1
    sasha.put(sashas(cast, visit=one.visit, revision=2))
    assert Visit.objects.get().current.number == 3


def test_a_revision_of_a_released_visit_is_a_revision_conflict_and_is_kept(cast: Cast, sasha: Phone) -> None:
    one = sashas(cast)
    receipt = sasha.put(one).json()
    Visit.objects.update(state="released", released_at=datetime.now(UTC))
    answer = sasha.put(sashas(cast, visit=one.visit, revision=2))
    assert answer.status_code == 409
    assert answer.json()["code"] == "revision_conflict"
    assert answer.json()["receipt"] == receipt
    assert Visit.objects.get().current.number == 1
    assert Revision.objects.filter(standing="conflict", reason="revision_conflict").count() == 1


def test_a_withdrawn_visit_that_comes_again_gets_its_tombstone(cast: Cast, sasha: Phone) -> None:
    one = sashas(cast)
    sasha.put(one)
    hana = phone_of(cast, "hana")
    assert hana.post(f"visits/{one.visit}/withdraw", {"reason": "a test"}).status_code == 204
    same, other = sasha.put(one), sasha.put(sashas(cast, visit=one.visit, answers={}))
    assert (same.status_code, same.json()["state"]) == (200, "withdrawn")
    assert (other.status_code, other.json()["state"]) == (200, "withdrawn")
    assert sasha.get("sync").json()["withdrawn"] == [str(one.visit)]
    assert Visit.objects.get().state == "withdrawn"


def test_a_second_visit_on_one_assignment_is_accepted_and_marked(cast: Cast, sasha: Phone) -> None:
    sasha.put(sashas(cast))
    assert sasha.put(sashas(cast)).status_code == 201
    marks = Visit.objects.order_by("received_at").values_list("marks", flat=True)
    assert list(marks) == [[], ["assignment_visited_before"]]


def test_nobody_is_signed_in(cast: Cast) -> None:
    answer = Phone(Client(), {}).put(sashas(cast))
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
    assert Revision.objects.count() == 0


def test_a_session_needs_its_csrf_token(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.sasha)
    assert Phone(browser, {}).put(sashas(cast)).status_code == 403
    browser.get("/")
    token = browser.cookies["csrftoken"].value
    assert Phone(browser, {"X-CSRFToken": token}).put(sashas(cast)).status_code == 201


def test_a_client_that_is_too_old_is_told_and_nothing_it_sent_before_is_taken_back(
    cast: Cast, sasha: Phone, settings
) -> None:
    before = sashas(cast)
    sasha.put(before)
    settings.MINIMUM_APP = "1.2"
    answer = sasha.put(sashas(cast, app="1.1.9+b7"))
    assert (answer.status_code, answer.json()["code"]) == (426, "client_too_old")
    assert sasha.put(before).status_code == 200
    assert sasha.put(sashas(cast, app="1.10.0")).status_code == 201
    assert sasha.put(sashas(cast, app="nightly")).status_code == 201


def test_damage_on_the_way_is_seen(cast: Cast, sasha: Phone) -> None:
    sealed = sashas(cast)
    cut = sasha.put(sealed, digest=content_digest(sealed.content), content=sealed.content[:-1])
    assert (cut.status_code, cut.json()["code"]) == (422, "digest_mismatch")
    for digest in ("sha-256=abc", "md5=:abc=:", "sha-256=:AAAA:"):
        assert sasha.put(sealed, digest=digest).json()["code"] == "digest_missing"
    assert Revision.objects.count() == 0


def test_a_body_that_names_another_address_is_refused(cast: Cast, sasha: Phone) -> None:
    sealed = sashas(cast)
    sealed.visit = uuid4()
    answer = sasha.put(sealed)
    assert (answer.status_code, answer.json()["code"]) == (422, "visit_mismatch")


def test_a_wave_of_another_checklist_does_not_lend_its_editions(cast: Cast, sasha: Phone) -> None:
    from tests.cast import an_edition

    followup = an_edition(cast.brand, "boutique_followup.xlsx")
    other = an_assignment(a_wave(followup, number=1), cast.rouen, cast.sasha)
    assert sasha.put(sashas(cast, assignment=other.pk)).status_code == 202
    assert Brand.objects.count() == 2
