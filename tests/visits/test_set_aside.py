"""What was set aside is kept, shown to headquarters, and taken in when she says so."""

import base64
import hashlib
import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from audits.journal.models import Entry
from audits.visits.models import Revision, Visit
from tests.cast import Cast, an_assignment, another_edition
from tests.envelopes import API, Phone, Sealed, phone_of, photo_bytes, sashas, seal

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def sasha(cast: Cast) -> Phone:
    return phone_of(cast, "sasha")


@pytest.fixture
def hana(cast: Cast) -> Phone:
    return phone_of(cast, "hana")


def lines(phone: Phone) -> list[dict[str, Any]]:
    return phone.get("set-aside").json()["results"]


def test_only_the_brands_headquarters_sees_what_was_set_aside(cast: Cast, sasha: Phone, hana: Phone) -> None:
    sasha.put(seal(assignment=uuid4(), edition=cast.edition.sha256, photos=[photo_bytes()]))
    (line,) = lines(hana)
    assert (line["reason"], line["standing"], line["photos"]) == ("assignment_unknown", "quarantined", 1)
    assert line["shopper"]["name"] == "Sasha"
    assert line["answers"]["greeting"] == "yes"
    assert lines(phone_of(cast, "zoe")) == []
    for name in ("sasha", "rita", "mona", "stella"):
        assert phone_of(cast, name).get("set-aside").status_code == 403
    cast.hana.posts.update(schedules=False)
    assert lines(hana)[0]["shopper"] == {"alias": cast.sasha.alias}


def test_what_her_phone_said_of_her_is_read_by_schedulers_alone(
    cast: Cast, sasha: Phone, hana: Phone
) -> None:
    body = [{"kind": "question", "type": "username", "name": "who"}]
    edition = another_edition(cast.checklist, json.dumps({"v": 1, "body": body, "lists": {}}).encode())
    told = {"greeting": "yes", "who": str(cast.sasha.pk), "deviceid": "a-phone"}
    for named in (edition.sha256, "0" * 64):
        sasha.put(seal(assignment=uuid4(), edition=named, answers=told))
    assert [line["answers"] for line in lines(hana)] == [told, told]
    cast.hana.posts.update(schedules=False)
    unknown, known = (line["answers"] for line in lines(hana))
    assert known == {"greeting": "yes"}
    assert "deviceid" not in unknown


def test_a_quarantined_visit_is_accepted_onto_an_assignment_and_its_photos_follow(
    cast: Cast, sasha: Phone, hana: Phone
) -> None:
    sealed = seal(assignment=uuid4(), edition=cast.edition.sha256, photos=[photo_bytes()])
    (sha256,) = sealed.photos
    assert sasha.put(sealed).json()["state"] == "quarantined"
    assert sasha.put_blob(sealed, sha256).status_code == 404
    (line,) = lines(hana)
    without = hana.post(f"set-aside/{line['id']}/accept", {})
    assert (without.status_code, without.json()["reason"]) == (409, "assignment_unknown")
    taken = hana.post(f"set-aside/{line['id']}/accept", {"assignment": str(cast.assignment.pk)})
    assert taken.status_code == 200, taken.content
    assert lines(hana) == []
    assert sasha.put(sealed).json()["state"] == "awaiting_blobs"
    assert sasha.put_blob(sealed, sha256).json()["state"] == "complete"
    visit = Visit.objects.get()
    assert (visit.shopper, visit.store, visit.marks) == (cast.sasha, cast.lille, ["assignment_unknown"])
    assert Entry.objects.filter(verb="visit.completed").count() == 1


def test_of_two_contents_headquarters_may_choose_the_other(cast: Cast, sasha: Phone, hana: Phone) -> None:
    one = sashas(cast)
    other = sashas(cast, visit=one.visit, answers={"greeting": "no"}, photos=[photo_bytes()])
    sasha.put(one)
    sasha.put(other)
    (line,) = lines(hana)
    assert hana.post(f"set-aside/{line['id']}/accept", {}).status_code == 200
    visit = Visit.objects.get()
    assert (visit.current.answers, visit.completed_at) == ({"greeting": "no"}, None)
    assert [(row["reason"], row["sha256"]) for row in lines(hana)] == [("replaced", one.sha256)]
    (sha256,) = other.photos
    assert sasha.put_blob(other, sha256).json()["state"] == "complete"
    assert sasha.put(one).status_code == 409


def test_a_revision_of_a_released_visit_opens_it_again_when_accepted(
    cast: Cast, sasha: Phone, hana: Phone
) -> None:
    one = sashas(cast)
    sasha.put(one)
    Visit.objects.update(state="released", released_at=datetime.now(UTC))
    sasha.put(sashas(cast, visit=one.visit, revision=2, answers={}))
    (line,) = lines(hana)
    assert line["reason"] == "revision_conflict"
    assert hana.post(f"set-aside/{line['id']}/accept", {}).status_code == 200
    visit = Visit.objects.get()
    assert (visit.state, visit.released_at, visit.current.number) == ("received", None, 2)
    verbs = list(Entry.objects.order_by("id").values_list("verb", flat=True))
    assert verbs[-3:] == ["visit.reopened", "visit.completed", "visit.accepted"]


def test_a_released_visit_stays_so_when_what_is_accepted_changes_nothing_that_counts(
    cast: Cast, sasha: Phone, hana: Phone
) -> None:
    one = sashas(cast)
    for revision in (1, 2):
        sasha.put(sashas(cast, visit=one.visit, revision=revision))
    Visit.objects.update(state="released", released_at=datetime.now(UTC))
    # an older revision's other content, and a newer one whose forerunner isn't here
    for revision in (1, 4):
        sasha.put(sashas(cast, visit=one.visit, revision=revision, answers={"greeting": "no"}))
    for line in lines(hana):
        assert hana.post(f"set-aside/{line['id']}/accept", {}).status_code == 200
    visit = Visit.objects.get()
    assert (visit.state, visit.current.number) == ("released", 2)
    assert not Entry.objects.filter(verb="visit.reopened").exists()
    sasha.put(sashas(cast, visit=one.visit, revision=3))
    (third,) = (line for line in lines(hana) if line["revision"] == 3)
    assert hana.post(f"set-aside/{third['id']}/accept", {}).status_code == 200
    visit.refresh_from_db()
    assert (visit.state, visit.current.number) == ("received", 4)


def test_what_cannot_count_is_said_to_be_so(cast: Cast, sasha: Phone, hana: Phone) -> None:
    mine = sashas(cast)
    sasha.put(mine)
    theirs = an_assignment(cast.wave, cast.nice, cast.sam)
    phone_of(cast, "sam").put(sashas(cast, visit=mine.visit, assignment=theirs.pk))
    sasha.put(sashas(cast, edition="0" * 64))
    for line in lines(hana):
        answer = hana.post(f"set-aside/{line['id']}/accept", {"assignment": str(theirs.pk)})
        assert (answer.status_code, answer.json()["code"]) == (409, "cannot_accept")
        elsewhere = hana.post(f"set-aside/{line['id']}/accept", {"assignment": str(cast.other_assignment.pk)})
        assert elsewhere.status_code == 409
        assert phone_of(cast, "zoe").post(f"set-aside/{line['id']}/accept", {}).status_code == 404
    assert Revision.objects.filter(standing="quarantined").count() == 2


def rescue_of(cast: Cast, *sealed: Sealed) -> dict[str, Any]:
    def packed(content: bytes) -> str:
        return base64.b64encode(content).decode()

    return {
        "encore_rescue": 1,
        "person": str(cast.sasha.pk),
        "made_at": datetime.now(UTC).isoformat(),
        "visits": [
            {
                "visit": str(one.visit),
                "revision": one.revision,
                "sha256": one.sha256,
                "sealed_base64": packed(one.content),
                "blobs": [
                    {"sha256": sha256, "mime": "image/jpeg", "base64": packed(photo)}
                    for sha256, photo in one.photos.items()
                ],
            }
            for one in sealed
        ],
        "drafts": [{"visit": {"id": str(uuid4())}, "answers": {}}],
    }


def send_rescue(phone: Phone, document: Any) -> Any:
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    upload = SimpleUploadedFile("rescue.json", content, content_type="application/json")
    return phone.client.post(f"{API}/rescue", {"file": upload}, headers=phone.headers)


def test_a_rescue_file_goes_the_same_way_and_one_bad_visit_blocks_no_other(
    cast: Cast, sasha: Phone, hana: Phone
) -> None:
    good, bad = sashas(cast, photos=[photo_bytes(3)]), sashas(cast)
    document = rescue_of(cast, bad, good)
    document["visits"][0]["sha256"] = "0" * 64
    document["visits"] += [7, {"visit": "x"}]
    for expected in ("new", "again"):
        told = send_rescue(hana, document)
        assert told.status_code == 200, told.content
        refused, taken, *none = told.json()["visits"]
        assert (refused["outcome"], refused["code"]) == ("refused", "digest_mismatch")
        assert (taken["outcome"], taken["receipt"]["state"]) == (expected, "complete")
        assert [one["outcome"] for one in taken["blobs"]] == [expected]
        assert [one["code"] for one in none] == ["rescue_unreadable"] * 2
    assert told.json()["drafts"] == 1
    visit = Visit.objects.get()
    assert visit.shopper == cast.sasha
    assert Entry.objects.get(verb="visit.completed").by == cast.hana
    assert sasha.put(good).status_code == 200
    assert hashlib.sha256(good.content).hexdigest() == visit.current.sha256


def test_a_rescue_file_is_taken_from_the_brands_own_headquarters_alone(cast: Cast, hana: Phone) -> None:
    document = rescue_of(cast, sashas(cast))
    assert send_rescue(phone_of(cast, "zoe"), document).status_code == 404
    assert send_rescue(phone_of(cast, "rita"), document).status_code == 403
    for broken in (
        b"",
        b"{",
        b"[]",
        {"encore_rescue": 2},
        document | {"visits": {}},
        b'{"encore_rescue": NaN}',
    ):
        answer = send_rescue(hana, broken)
        assert (answer.status_code, answer.json()["code"]) in ((422, "rescue_unreadable"), (422, "invalid"))
    assert send_rescue(hana, document | {"person": "nobody"}).status_code == 404
    assert hana.client.post(f"{API}/rescue", {}, headers=hana.headers).status_code == 422
    assert Revision.objects.count() == 0
