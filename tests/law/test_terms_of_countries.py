"""A country of the brand may have terms of its own: everything that goes, goes by those of its store's country."""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from audits.actions.models import Action
from audits.journal.models import Entry
from audits.pay.models import Expense, Pay, PayFile
from audits.places.models import Brand, Store
from audits.retention.countries import set_country
from audits.retention.policy import Policy, Terms
from audits.retention.services import retain, would_go
from audits.visits.models import Blob, Revision
from tests.cast import Cast, an_assignment
from tests.envelopes import Phone, Sealed, phone_of, photo_bytes, sashas
from tests.making import follow

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NOTHING = {"places": 0, "receipts": 0, "photos": 0, "answers": 0}
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> None:
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": storage}


@pytest.fixture(autouse=True)
def abroad(cast: Cast) -> None:
    """Nice, the south, is Monaco's for these tests; Rouen has no country at all."""
    Store.objects.filter(pk=cast.nice.pk).update(country="MC")
    Store.objects.filter(pk=cast.rouen.pk).update(country="")


def says(cast: Cast, country: str, **policy: int) -> Brand:
    set_country(cast.brand, country=country, policy=policy, by=cast.hana)
    return Brand.objects.get(pk=cast.brand.pk)


def visited(cast: Cast, store: Store, *, days: int, photo: bytes | None = None) -> Sealed:
    """Sasha's visit there, so many days ago, with at most one photo."""
    assignment, sasha = an_assignment(cast.wave, store, cast.sasha), phone_of(cast, "sasha")
    answers = {"shop_window": ["shop_window-1.jpg"]} if photo else {}
    sealed = sashas(cast, assignment=assignment.pk, answers=answers, photos=[photo] if photo else [])
    assert sasha.put(sealed).status_code == 201
    for sha256 in sealed.photos:
        assert sasha.put_blob(sealed, sha256).status_code in (200, 201)  # 200: the bytes are here already
    then = timezone.now() - days * DAY
    Revision.objects.filter(visit=sealed.visit).update(received_at=then)
    Blob.objects.filter(photos__revision__visit=sealed.visit).update(made_at=then)
    return sealed


def put(phone: Phone, path: str, document: object) -> Any:
    address = f"/api/v1/{path}"
    return phone.client.put(address, document, content_type="application/json", headers=phone.headers)


def test_a_trace_and_answers_go_by_the_terms_of_their_stores_country(cast: Cast) -> None:
    """Shorter in Monaco, longer in France; a store without a country keeps to the brand's."""
    visited(cast, cast.nice, days=10)
    lille, rouen = visited(cast, cast.lille, days=40), visited(cast, cast.rouen, days=40)
    assert would_go(cast.brand) == NOTHING | {"places": 2}
    says(cast, "FR", place_days=60)
    brand = says(cast, "MC", place_days=7, answer_days=9)
    assert would_go(brand) == NOTHING | {"places": 2, "answers": 1}
    assert retain(brand) == NOTHING | {"places": 2, "answers": 1}
    kept = Revision.objects.filter(trace_gone_at=None)
    assert [row.visit for row in kept] == [lille.visit]
    assert Revision.objects.get(visit=rouen.visit).answers_gone_at is None
    assert retain(brand) == NOTHING


def test_a_store_that_changes_its_country_goes_by_the_new_one_from_then_on(cast: Cast) -> None:
    brand = says(cast, "MC", place_days=7)
    visited(cast, cast.lille, days=10)
    assert would_go(brand)["places"] == 0
    Store.objects.filter(pk=cast.lille.pk).update(country="MC")
    assert retain(brand)["places"] == 1


def test_a_photo_goes_by_its_stores_country_and_stays_while_another_country_needs_it(cast: Cast) -> None:
    shared, own = photo_bytes(1), photo_bytes(2)
    brand = says(cast, "MC", photo_days=30)
    visited(cast, cast.nice, days=40, photo=own)
    visited(cast, cast.nice, days=40, photo=shared)
    seen = visited(cast, cast.lille, days=40, photo=shared)
    assert retain(brand)["photos"] == 1
    assert Blob.objects.get(sha256=hashlib.sha256(own).hexdigest()).stored_at is None
    assert Blob.objects.get(sha256=hashlib.sha256(shared).hexdigest()).stored_at is not None
    Revision.objects.filter(visit=seen.visit).update(received_at=timezone.now() - 181 * DAY)
    Blob.objects.update(made_at=timezone.now() - 181 * DAY)
    assert retain(brand)["photos"] == 1


def test_longer_terms_of_a_country_keep_its_photos_and_proofs(cast: Cast) -> None:
    brand = says(cast, "MC", photo_days=365)
    visited(cast, cast.nice, days=200, photo=photo_bytes(1))
    then = timezone.now() - 200 * DAY
    stored = {"brand": brand, "bytes": 1, "offset": 1, "stored_at": then, "made_at": then}
    for store in (cast.nice, cast.lille):
        proof = Blob.objects.create(sha256=store.number.ljust(64, "0"), **stored)
        of = {"brand": brand, "store": store, "wave": cast.wave, "question": "tab", "points": 1}
        action = Action.objects.create(**of, words="Polish it", proof=proof)
        Action.objects.filter(pk=action.pk).update(made_at=then)
    assert retain(brand)["photos"] == 1  # the proof of Lille alone
    assert Blob.objects.get(sha256=cast.nice.number.ljust(64, "0")).stored_at is not None


def test_a_receipt_goes_by_its_stores_country(cast: Cast) -> None:
    brand = says(cast, "MC", receipt_days=10)
    paid = PayFile.objects.create(brand=brand, number=1, by=cast.hana, paid_at=timezone.now() - 20 * DAY)
    for store, state in ((cast.nice, "paid"), (cast.lille, "paid"), (cast.nice, "due")):
        sealed = visited(cast, store, days=1)
        follow()
        pay = Pay.objects.get(visit=sealed.visit)
        Pay.objects.filter(pk=pay.pk).update(state=state, file=paid if state == "paid" else None)
        name = hashlib.sha256(f"{store.pk} {state}".encode()).hexdigest()
        blob = Blob.objects.create(brand=brand, sha256=name, bytes=1, offset=1, stored_at=timezone.now())
        Expense.objects.create(pay=pay, amount=3, receipt=blob)
    assert would_go(brand) == NOTHING | {"receipts": 1}
    assert retain(brand)["receipts"] == 1
    assert Expense.objects.filter(receipt__stored_at=None).get().pay.visit.store_id == cast.nice.pk


def test_headquarters_sets_changes_and_takes_away_the_terms_of_a_country(cast: Cast) -> None:
    hana = phone_of(cast, "hana")
    put(hana, "retention", {"policy": {"place_days": 20}})
    told = put(hana, "retention/countries/mc", {"policy": {"photo_days": 90, "place_days": 20}}).json()
    monaco = {"country": "MC", "stores": 1, "own": {"photo_days": 90, "place_days": 20}}
    assert told["countries"] == [
        {"country": "FR", "stores": 1, "own": {}, "policy": Policy(place_days=20).as_json()},
        monaco | {"policy": Policy(place_days=20, photo_days=90).as_json()},
    ]
    assert {"MC", "FR", "JP"} <= set(told["all_countries"])
    put(hana, "retention", {"policy": {"place_days": 25, "answer_days": 400}})
    told = put(hana, "retention/countries/MC", {"policy": {"photo_days": 60}}).json()
    assert told["countries"][1]["policy"] == Policy(25, 60, 60, 400).as_json()  # the rest is the brand's
    before_stores = put(hana, "retention/countries/JP", {"policy": {"photo_days": 60}})
    assert before_stores.json()["countries"][1] | {"policy": 0} == {
        "country": "JP",
        "stores": 0,
        "own": {"photo_days": 60},
        "policy": 0,
    }
    address = "/api/v1/retention/countries/MC"
    assert hana.client.delete(address, headers=hana.headers).status_code == 204
    assert hana.get("retention").json()["countries"][2]["own"] == {}
    assert hana.client.delete(address, headers=hana.headers).json()["code"] == "not_found"
    lines = Entry.objects.filter(verb__startswith="retention.country_", by=cast.hana).order_by("id")
    told_lines = [(line.verb.rpartition("_")[2], line.detail) for line in lines]
    assert told_lines == [
        ("set", {"country": "MC", "photo_days": 90, "place_days": 20}),
        ("set", {"country": "MC", "photo_days": 60}),
        ("set", {"country": "JP", "photo_days": 60}),
        ("removed", {"country": "MC", "photo_days": 60}),
    ]


@pytest.mark.parametrize(
    ("country", "policy", "field"),
    [
        ("XX", {"photo_days": 90}, "country"),
        ("FRA", {"photo_days": 90}, "country"),
        ("MC", {}, "policy"),
        ("MC", {"photo_days": 0}, "policy"),
        ("MC", {"photo_days": 3651}, "policy"),
        ("MC", {"photo_days": 90, "no_such_days": 9}, "policy"),
        ("MC", None, "policy"),
    ],
)
def test_what_is_no_country_or_no_term_is_refused_and_nothing_changes(
    cast: Cast, country: str, policy: object, field: str
) -> None:
    answer = put(phone_of(cast, "hana"), f"retention/countries/{country}", {"policy": policy})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert list(answer.json()["errors"]) == [field]
    assert Brand.objects.get(pk=cast.brand.pk).policy == {}
    assert not Entry.objects.filter(verb__startswith="retention.country_").exists()


def test_one_brands_terms_are_no_other_brands_and_its_own_people_alone_keep_them(cast: Cast) -> None:
    says(cast, "FR", place_days=7)
    visited(cast, cast.lille, days=10)
    zoe = phone_of(cast, "zoe")
    wish = {"brand": str(cast.brand.pk), "policy": {"place_days": 3000}}
    assert put(zoe, "retention/countries/FR", wish).status_code == 404
    address = f"/api/v1/retention/countries/FR?brand={cast.brand.slug}"
    assert zoe.client.delete(address, headers=zoe.headers).status_code == 404
    assert [one["own"] for one in zoe.get("retention").json()["countries"]] == [{}]
    assert zoe.get("me/terms").json()[0]["countries"] == []
    assert retain(cast.other_brand) == NOTHING
    for name in ("mona", "stella", "sasha", "rita"):
        assert put(phone_of(cast, name), "retention/countries/FR", wish).status_code == 403


def test_a_shopper_is_told_how_long_what_is_kept_in_which_country(cast: Cast) -> None:
    says(cast, "MC", photo_days=90)
    says(cast, "FR", photo_days=180)  # said, and the same as the brand's
    assert phone_of(cast, "sasha").get("me/terms").json() == [
        {
            "brand": str(cast.brand.pk),
            "name": cast.brand.name,
            "policy": Policy().as_json(),
            "countries": [{"country": "MC", "policy": Policy(photo_days=90).as_json()}],
        }
    ]


def test_terms_that_were_written_badly_count_as_not_said() -> None:
    said = {"FR": {"photo_days": True, "place_days": 9}, "MC": "soon", "ES": {"answer_days": 0}}
    terms = Terms.of({"retention_by_country": said})
    assert dict(terms.own) == {"FR": {"place_days": 9}}
    assert terms.of_country("MC") == terms.brand == Policy()
    assert Terms.of({"retention_by_country": ["FR"]}).own == {}


def test_the_command_says_each_countrys_terms(cast: Cast, capsys: Any) -> None:
    says(cast, "MC", photo_days=90)
    call_command("retain", "--dry-run", "--brand", cast.brand.slug)
    assert "answer_days=730 · MC photo_days=90\twould go\tplaces=0" in capsys.readouterr().out
