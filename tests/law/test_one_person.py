"""One person's data is handed out whole, and erased on request; visits stay as facts of nobody's."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from audits.journal.models import Entry
from audits.journal.services import note
from audits.messages.models import Message
from audits.pay.models import Pay
from audits.people.models import Person, Token
from audits.people.shoppers import Companion, Consent, ShopperProfile
from audits.retention.erasing import erase
from audits.visits.models import Revision, Visit
from audits.waves.models import Assignment
from tests.cast import PASSWORD, Cast, an_assignment
from tests.envelopes import phone_of, sashas
from tests.making import follow

pytestmark = pytest.mark.django_db


def rich(cast: Cast) -> Any:
    """Sasha has a profile, a companion, a consent, a visit, pay, and another visit to make."""
    ShopperProfile.objects.create(person=cast.sasha, languages=["fr"], lat=50.6, lon=3.1)
    Companion.objects.create(person=cast.sasha, other=cast.sam)
    sasha = phone_of(cast, "sasha")
    assert sasha.post("me/consents", {"kind": "place", "words": "I agree."}).status_code == 201
    sealed = sashas(cast)
    sasha.put(sealed)
    follow()
    an_assignment(cast.wave, cast.rouen, cast.sasha)
    note("person.invited", cast.sasha, by=cast.hana, brand=cast.brand.pk, detail={"name": "Sasha"})
    return sealed


def settled(cast: Cast) -> None:
    Pay.objects.filter(shopper=cast.sasha).update(state="paid")


def test_she_takes_away_all_that_is_kept_about_her_and_nothing_of_others(cast: Cast, tmp_path: Path) -> None:
    sealed = rich(cast)
    answer = phone_of(cast, "sasha").get("me/everything")
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == 'attachment; filename="everything.zip"'
    sent = b"".join(answer.streaming_content)  # thousands of photos never stand in memory
    assert int(answer["Content-Length"]) == len(sent)
    archive = zipfile.ZipFile(io.BytesIO(sent))
    told = json.loads(archive.read("everything.json"))
    assert told["person"]["email"] == cast.sasha.email
    assert told["visits"][0]["sealed"] == json.loads(sealed.content)
    assert told["pay"][0]["fee"] == "45.00"
    assert (told["companions"], told["profile"][0]["languages"]) == (1, ["fr"])
    assert told["consents"][0]["words"] == "I agree."
    text = json.dumps(told)
    assert "password" not in told["person"]
    for other in (cast.sam, cast.rita, cast.hana):
        assert other.email not in text
        assert other.name not in text
    path = tmp_path / "sasha.zip"
    call_command("person", "export", cast.sasha.email, str(path))
    assert zipfile.is_zipfile(path)
    whole = path.read_bytes()
    with pytest.raises(CommandError, match="File exists"):
        call_command("person", "export", cast.sasha.email, str(path))
    assert path.read_bytes() == whole


def test_erased_she_is_nowhere_and_what_she_found_stays(cast: Cast) -> None:
    sealed = rich(cast)
    settled(cast)
    hana = phone_of(cast, "hana")
    assert phone_of(cast, "sasha").post("me/erasure", {}).status_code == 201
    address = f"shoppers/{cast.sasha.pk}/erase"
    assert hana.post(address, {"really": "somebody else"}).status_code == 422
    assert hana.post(address, {"really": cast.sasha.alias}).status_code == 204
    gone = Person.objects.get(pk=cast.sasha.pk)
    assert (gone.name, gone.is_active, gone.has_usable_password()) == ("—", False, False)
    assert not gone.posts.exists()
    for model in (ShopperProfile, Companion, Token):
        assert not model.objects.filter(person=gone).exists()
    assert Consent.objects.get().withdrawn_at is not None
    assert Visit.objects.get(pk=sealed.visit).state == "in_review"
    assert json.loads(bytes(Revision.objects.get(visit=sealed.visit).sealed))["places"] == []
    assert Assignment.objects.get(store=cast.rouen).state == "open"
    assert Entry.objects.filter(by=gone).exists()
    for line in Entry.objects.all():
        assert "Sasha" not in json.dumps(line.detail)
    assert hers_in_every_table(cast) == []
    login = {"email": cast.sasha.email, "password": PASSWORD}
    signing = Client().post("/_allauth/browser/v1/auth/login", login, content_type="application/json")
    assert signing.status_code == 400
    assert phone_of(cast, "sasha") and hana.get(f"visits/{sealed.visit}").status_code == 200


def hers_in_every_table(cast: Cast) -> list[str]:
    """Tables in which her address, name or alias still stands."""
    from django.apps import apps

    found = []
    for model in apps.get_models():
        for row in model._default_manager.values_list():
            text = " ".join(str(cell) for cell in row)
            if any(word in text for word in (cast.sasha.email, cast.sasha.alias, "Sasha")):
                found.append(f"{model.__name__}: {text[:120]}")
    return found


def test_whoever_is_owed_money_is_not_erased_before_she_is_paid(cast: Cast) -> None:
    rich(cast)
    answer = phone_of(cast, "hana").post(f"shoppers/{cast.sasha.pk}/erase", {"really": cast.sasha.alias})
    assert (answer.status_code, answer.json()["code"]) == (409, "pay_unsettled")
    with pytest.raises(CommandError, match="owed money"):
        call_command("person", "erase", cast.sasha.email)
    call_command("person", "erase", cast.sasha.email, "--unpaid")
    assert not Person.objects.get(pk=cast.sasha.pk).is_active


def test_only_schedulers_of_her_only_brand_may_ask_about_her(cast: Cast) -> None:
    for name in ("mona", "stella", "rita", "sam"):
        assert phone_of(cast, name).get(f"shoppers/{cast.sasha.pk}/everything").status_code == 403
    assert phone_of(cast, "zoe").get(f"shoppers/{cast.sasha.pk}/everything").status_code == 404
    assert phone_of(cast, "hana").get(f"shoppers/{cast.rita.pk}/everything").status_code == 404
    cast.sasha.posts.create(brand=cast.other_brand, role="shopper")
    assert phone_of(cast, "hana").get(f"shoppers/{cast.sasha.pk}/everything").status_code == 404
    cast.hana.posts.update(schedules=False)
    cast.sam.posts.filter(brand=cast.other_brand).delete()
    assert phone_of(cast, "hana").get(f"shoppers/{cast.sam.pk}/everything").status_code == 404


def test_erasing_twice_is_harmless(cast: Cast) -> None:
    erase(cast.sasha, by=None)
    erase(Person.objects.get(pk=cast.sasha.pk), by=None)


def test_a_consent_is_kept_in_the_words_she_read_and_can_be_taken_back(cast: Cast) -> None:
    sasha = phone_of(cast, "sasha")
    wish = {"kind": "study", "words": "I take part.", "brand": str(cast.brand.pk)}
    first, again = (sasha.post("me/consents", wish).json() for _ in range(2))
    assert first == again
    assert sasha.post("me/consents", wish | {"brand": str(cast.other_brand.pk)}).status_code == 422
    assert phone_of(cast, "sam").post(f"me/consents/{first['id']}/withdraw", {}).status_code == 404
    assert sasha.post(f"me/consents/{first['id']}/withdraw", {}).status_code == 204
    assert sasha.get("me/consents").json()[0]["withdrawn_at"] is not None


def test_she_asks_to_be_erased_and_headquarters_schedulers_are_told_once(cast: Cast) -> None:
    sasha = phone_of(cast, "sasha")
    assert sasha.get("me/erasure").json() == {"asked_at": None}
    asked = [sasha.post("me/erasure", {}) for _ in range(2)]
    assert [answer.status_code for answer in asked] == [201, 201]
    assert (
        asked[0].json()["asked_at"]
        == asked[1].json()["asked_at"]
        == sasha.get("me/erasure").json()["asked_at"]
    )
    told = Message.objects.filter(kind="erasure")
    assert {(one.person_id, one.content["alias"]) for one in told} == {(cast.hana.pk, cast.sasha.alias)}
    assert phone_of(cast, "sam").get("me/erasure").json() == {"asked_at": None}
    assert sasha.client.delete("/api/v1/me/erasure", headers=sasha.headers).status_code == 204
    assert sasha.get("me/erasure").json() == {"asked_at": None}
