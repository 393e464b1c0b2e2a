"""What its policy keeps no longer goes, and every receipt ever given still holds."""

import hashlib
import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone
from PIL import Image

from audits.exports.files import path_of
from audits.exports.models import Export
from audits.journal.models import Entry
from audits.journal.services import note
from audits.people.shoppers import PushSubscription
from audits.places.models import Brand
from audits.refusals import Refused
from audits.retention.policy import Policy
from audits.retention.services import ask_for_night, retain, retain_all, would_go
from audits.reviews.models import Grade
from audits.reviews.services import regrade, release
from audits.scorecards.models import Scorecard
from audits.scorecards.services import refresh
from audits.visits.keeping import blob_name
from audits.visits.models import Blob, Photo, Revision, Visit
from tests.cast import Cast, an_assignment
from tests.envelopes import Phone, Sealed, phone_of, sashas
from tests.making import arrives, follow, probed, worked

pytestmark = pytest.mark.django_db
NOTHING = {"places": 0, "receipts": 0, "photos": 0, "answers": 0}


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Iterator[None]:
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }
    yield


def picture(colour: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(file, "JPEG")
    return file.getvalue()


def seen(cast: Cast, phone: Phone, *photos: bytes, assignment: Any = None) -> Sealed:
    """A visit with photos, whole and graded; released by hand."""
    answers = {"shop_window": ["shop_window-1.jpg"]}
    sealed = sashas(cast, assignment=(assignment or cast.assignment).pk, answers=answers, photos=photos)
    assert phone.put(sealed).status_code == 201
    for sha256 in sealed.photos:
        phone.put_blob(sealed, sha256)
    return sealed


def aged(sealed: Sealed, days: int) -> None:
    then = timezone.now() - timedelta(days=days)
    Revision.objects.filter(visit=sealed.visit).update(received_at=then)
    Blob.objects.filter(photos__revision__visit=sealed.visit).update(made_at=then)


def in_short(receipt: dict[str, Any]) -> dict[str, Any]:
    return {name: receipt[name] for name in ("receipt", "state", "sha256", "blobs", "missing")}


def test_a_trace_goes_after_thirty_days_and_its_receipt_stays(cast: Cast) -> None:
    sasha = phone_of(cast, "sasha")
    sealed = sashas(cast)
    sasha.put(sealed)
    before = in_short(sasha.receipt(sealed.visit).json())
    aged(sealed, 29)
    assert retain(cast.brand) == NOTHING
    aged(sealed, 31)
    assert would_go(cast.brand) == NOTHING | {"places": 1}
    assert retain(cast.brand)["places"] == 1
    left = orjson.loads(bytes(Revision.objects.get(visit=sealed.visit).sealed))
    assert (left["places"], left["trail"], left["gone"]) == ([], [], ["places", "trail"])
    assert left["answers"] == orjson.loads(sealed.content)["answers"]
    assert in_short(sasha.receipt(sealed.visit).json()) | {"receipt": before["receipt"]} == before
    again = sasha.put(sealed)
    assert (again.status_code, in_short(again.json())) == (200, before)
    assert retain(cast.brand) == NOTHING


def test_photos_go_after_six_months_and_their_receipt_still_says_stored(cast: Cast) -> None:
    sasha, content = phone_of(cast, "sasha"), picture("teal")
    sealed = seen(cast, sasha, content)
    before = in_short(sasha.receipt(sealed.visit).json())
    assert before["state"] == "complete"
    name = blob_name(cast.brand.pk, hashlib.sha256(content).hexdigest())
    assert default_storage.exists(name)
    photo = f"visits/{sealed.visit}/photos/{hashlib.sha256(content).hexdigest()}?size=thumb"
    assert phone_of(cast, "hana").get(photo).status_code == 200
    aged(sealed, 181)
    assert retain(cast.brand)["photos"] == 1
    assert not default_storage.exists(name)
    assert [file for folder in ("blobs", "pictures") for file in files_in(folder)] == []
    assert in_short(sasha.receipt(sealed.visit).json()) == before
    assert phone_of(cast, "hana").get(photo).status_code == 404
    assert retain(cast.brand)["photos"] == 0


def files_in(folder: str) -> list[str]:
    return [str(path) for path in Path(default_storage.path(folder)).rglob("*") if path.is_file()]


def test_a_photo_that_a_younger_visit_shows_stays(cast: Cast) -> None:
    sasha, content = phone_of(cast, "sasha"), picture("plum")
    old = seen(cast, sasha, content)
    aged(old, 200)
    young = seen(cast, sasha, content, assignment=an_assignment(cast.wave, cast.nice, cast.sasha))
    assert retain(cast.brand)["photos"] == 0
    aged(young, 200)
    assert retain(cast.brand)["photos"] == 1


def takes_back(phone: Phone, kind: str) -> None:
    given = phone.post("me/consents", {"kind": kind, "words": "I agree."}).json()["id"]
    assert phone.post(f"me/consents/{given}/withdraw", {}).status_code == 204


def test_whoever_takes_her_consent_back_has_no_photo_left_the_night_after_the_verdict(cast: Cast) -> None:
    sasha, sam, shared = phone_of(cast, "sasha"), phone_of(cast, "sam"), picture("gold")
    hers = seen(cast, sasha, picture("pink"), shared)
    seen(cast, sam, shared, assignment=an_assignment(cast.wave, cast.nice, cast.sam))
    takes_back(sasha, "photos")
    assert retain(cast.brand)["photos"] == 0  # a reviewer still needs them
    follow()
    release(hers.visit, by=cast.rita)
    assert would_go(cast.brand)["photos"] == 1  # the other one is Sam’s, too
    assert retain(cast.brand)["photos"] == 1
    assert sasha.receipt(hers.visit).json()["state"] == "complete"
    assert retain(cast.brand)["photos"] == 0
    assert Photo.objects.filter(gone_at=None).count() == 2


def test_a_consent_that_is_given_again_keeps_what_there_is(cast: Cast) -> None:
    sasha = phone_of(cast, "sasha")
    hers = seen(cast, sasha, picture("pink"))
    follow()
    release(hers.visit, by=cast.rita)
    takes_back(sasha, "photos")
    assert sasha.get("sync").json()["person"]["taken_back"] == ["photos"]
    sasha.post("me/consents", {"kind": "photos", "words": "I agree again."})
    assert sasha.get("sync").json()["person"]["taken_back"] == []
    assert retain(cast.brand)["photos"] == 0


def test_whoever_takes_her_consent_back_leaves_no_trace_of_where_she_was(cast: Cast) -> None:
    sasha, sam = phone_of(cast, "sasha"), phone_of(cast, "sam")
    hers = sashas(cast)
    sasha.put(hers)
    seen(cast, sam, picture("pink"), assignment=an_assignment(cast.wave, cast.nice, cast.sam))
    takes_back(sasha, "place")
    assert retain(cast.brand)["places"] == 1
    assert orjson.loads(bytes(Revision.objects.get(visit=hers.visit).sealed))["places"] == []


def test_whoever_takes_her_consent_back_is_woken_no_more(cast: Cast) -> None:
    keys = {"endpoint": "https://push.example/1", "p256dh": "p", "auth": "a"}
    for person in (cast.sasha, cast.sam):
        PushSubscription.objects.create(
            person=person, **(keys | {"endpoint": f"https://push.example/{person.name}"})
        )
    takes_back(phone_of(cast, "sasha"), "push")
    assert [one.person for one in PushSubscription.objects.all()] == [cast.sam]


def test_content_that_went_and_is_promised_again_is_asked_for_anew(cast: Cast) -> None:
    sasha, content = phone_of(cast, "sasha"), picture("navy")
    old = seen(cast, sasha, content)
    aged(old, 200)
    retain(cast.brand)
    other = an_assignment(cast.wave, cast.nice, cast.sasha)
    fresh = sashas(cast, assignment=other.pk, photos=[content])
    (sha256,) = fresh.photos
    assert sasha.put(fresh).json()["state"] == "awaiting_blobs"
    assert sasha.receipt(old.visit).json()["state"] == "complete"
    assert sasha.put_blob(fresh, sha256).status_code in (200, 201, 204)
    assert sasha.receipt(fresh.visit).json()["state"] == "complete"
    assert Photo.objects.filter(gone_at=None).count() == 1


def test_answers_go_after_two_years_and_every_figure_stays(cast: Cast) -> None:
    visit = arrives(probed(cast.assignment), worked("P_")["answers"])
    follow()
    Visit.objects.filter(pk=visit.pk).update(state="released", released_at=timezone.now())
    card = Scorecard.objects.create(
        brand=cast.brand, wave=cast.wave, level="store", subject=cast.lille.pk, store=cast.lille
    )
    Scorecard.objects.filter(pk=card.pk).update(stale_at=timezone.now())
    refresh(card.pk)
    card.refresh_from_db()
    figures = (card.n, card.score, card.surplus, card.sums)
    assert card.n == 1
    Revision.objects.update(received_at=timezone.now() - timedelta(days=731))
    assert retain(cast.brand)["answers"] == 1
    revision = Revision.objects.get(visit=visit.pk)
    assert revision.answers == {}
    left = bytes(revision.sealed).decode()
    said = [str(value) for value in worked("P_")["answers"].values() if len(str(value)) > 8]
    assert said
    assert [value for value in said if value in left] == []
    assert "calculated" not in Grade.objects.get(visit=visit.pk).figures
    assert Visit.objects.get(pk=visit.pk).shopper.name == "—"
    Scorecard.objects.filter(pk=card.pk).update(stale_at=timezone.now())
    refresh(card.pk)
    card.refresh_from_db()
    assert (card.n, card.score, card.surplus, card.sums) == figures
    assert phone_of(cast, "hana").get(f"visits/{visit.pk}").status_code == 200
    with pytest.raises(Refused, match="answers_gone"):
        regrade(visit.pk, by=cast.hana, reason="again")
    assert phone_of(cast, "sasha").receipt(visit.pk).json()["state"] == "complete"


def test_the_last_file_of_an_export_goes_even_if_nobody_exports_again(
    cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.EXPORT_DIR = tmp_path
    asked = {"brand": cast.brand, "by": cast.hana, "content": "visits", "shape": "wide", "file_format": "csv"}
    now = timezone.now()
    ages = {days: {"state": "done", "finished_at": now - timedelta(days=days)} for days in (3, 8)}
    young, old = (Export.objects.create(**asked, **ages[days], file="x") for days in (3, 8))
    for export in (young, old):
        path_of(export).write_text("alias,words\r\n")
    retain_all()
    assert (path_of(young).exists(), path_of(old).exists()) == (True, False)


def test_each_brand_has_its_own_terms(cast: Cast) -> None:
    hana = phone_of(cast, "hana")
    address, headers = "/api/v1/retention", hana.headers
    answer = hana.client.put(
        address, {"policy": {"place_days": 7}}, content_type="application/json", headers=headers
    )
    assert answer.json()["policy"] == Policy(place_days=7).as_json()
    sealed = sashas(cast)
    phone_of(cast, "sasha").put(sealed)
    aged(sealed, 8)
    assert hana.get("retention").json()["would_go"]["places"] == 1
    assert retain(cast.other_brand) == NOTHING
    assert retain(Brand.objects.get(pk=cast.brand.pk))["places"] == 1
    broken = hana.client.put(
        address, {"policy": {"no_such_days": 7}}, content_type="application/json", headers=headers
    )
    assert broken.status_code == 422
    for name in ("mona", "stella", "sasha", "rita"):
        assert phone_of(cast, name).get("retention").status_code == 403


def test_a_dry_run_says_what_would_go_and_touches_nothing(cast: Cast, capsys: Any) -> None:
    sealed = sashas(cast)
    phone_of(cast, "sasha").put(sealed)
    aged(sealed, 40)
    call_command("retain", "--dry-run", "--brand", cast.brand.slug)
    assert "would go\tplaces=1 receipts=0 photos=0 answers=0" in capsys.readouterr().out
    assert bytes(Revision.objects.get().sealed) == sealed.content
    call_command("retain")
    assert Revision.objects.get().trace_gone_at is not None
    assert Entry.objects.filter(verb="retention.done", brand_id=cast.brand.pk).count() == 1


def test_it_follows_once_a_night(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audits.retention.services.NIGHT", timezone.now().time().replace(hour=0, minute=0))
    assert ask_for_night() is True
    assert ask_for_night() is False
    sealed = sashas(cast)
    phone_of(cast, "sasha").put(sealed)
    aged(sealed, 40)
    follow()
    assert Revision.objects.get().trace_gone_at is not None


def test_what_went_and_when_is_read_where_the_terms_are_kept(cast: Cast) -> None:
    told = phone_of(cast, "hana").get("retention").json()
    assert (told["runs"], told["last_night"]) == ([], None)
    seen(cast, phone_of(cast, "sasha"), picture("red"))
    follow()
    note("retention.due", "2026-11-20")
    later = timezone.now() + timedelta(days=4000)
    gone = retain(cast.brand, now=later)
    told = phone_of(cast, "hana").get("retention").json()
    assert [one["gone"] for one in told["runs"]] == [gone]
    assert told["last_night"] is not None
