"""One of everything that an address can name, all of one brand; and everybody who might come for it."""

import io
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.utils import timezone
from PIL import Image

from audits.actions.models import Action, ActionNote, Alert, AlertRule
from audits.exports.models import Export
from audits.insights.models import Pulse, PulseLink, Study
from audits.messages.models import Message, Webhook
from audits.pay.models import Expense, Pay, PayFile
from audits.people.models import Post, Role, Token
from audits.people.shoppers import Bar, Consent
from audits.places.models import StoreImport
from audits.retention.countries import set_country
from audits.reviews.models import Adjustment, Appeal, Note
from audits.visits.models import Revision, Visit
from audits.waves.models import BriefPicture, Draw, Quiz, Scenario
from tests.cast import Cast, a_person, another_edition
from tests.envelopes import phone_of, sashas
from tests.making import follow

ROLES = (
    "nobody",
    "expired",
    "shopper",
    "other",
    "reviewer",
    "store",
    "region",
    "south",
    "hq",
    "schedules",
    "zoe",
)


@dataclass
class Stage:
    """Who comes (headers by column of the table) and what is there (by the name in an address)."""

    cast: Cast
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)


def set_stage(cast: Cast) -> Stage:
    """Everybody at the doors, and one of everything of the first brand behind them."""
    stage = Stage(cast)
    hugo = a_person("hugo", cast.brand, Role.HQ)
    people = (cast.sasha, cast.sam, cast.rita, cast.stella, cast.mona, cast.otto, hugo, cast.hana, cast.zoe)
    expired = Token.objects.create(
        person=cast.hana, digest=secrets.token_hex(32), expires_at=timezone.now() - timedelta(days=1)
    )
    stage.headers = {"nobody": {}, "expired": {"Authorization": f"Bearer {expired.digest}"}}
    stage.headers |= dict(zip(ROLES[2:], map(cast.bearer, people), strict=True))
    visit, photo = _visit(cast)
    set_country(cast.brand, country="FR", policy={"photo_days": 90}, by=cast.hana)
    stage.things = (
        _programme(cast)
        | _around(cast, visit)
        | _figures(cast, visit)
        | {
            "visit": visit.pk,
            "photo": photo,
            "post": Post.objects.get(person=cast.mona).pk,
            "one": 1,
            "kind": "ratchet",
            "country": "FR",
        }
    )
    return stage


def _visit(cast: Cast) -> tuple[Visit, str]:
    """Sasha's visit of Lille with a photo, graded, in review; and other bytes of it, set aside."""
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(drawn, "JPEG")
    sealed, sasha = sashas(cast, photos=[drawn.getvalue()]), phone_of(cast, "sasha")
    (photo,) = sealed.photos
    assert sasha.put(sealed).status_code == 201
    assert sasha.put_blob(sealed, photo).status_code == 201
    assert sasha.put(sashas(cast, visit=sealed.visit, answers={"tab": 2})).status_code == 409
    follow()
    return Visit.objects.get(pk=sealed.visit), photo


def _programme(cast: Cast) -> dict[str, Any]:
    brand, hana, wave = cast.brand, cast.hana, cast.wave
    picture = BriefPicture.objects.create(
        brand=brand, sha256="b" * 64, content=b"drawn", width=1, height=1, by=hana
    )
    asks = {"asks": {"en": "Whom do you tell?"}, "choices": [{"en": "Nobody"}, {"en": "All"}], "right": 0}
    Quiz.objects.create(checklist=cast.checklist, questions=[asks])
    return {
        "token": Token.objects.get(person=hana, expires_at__gt=timezone.now()).pk,
        "store": cast.lille.pk,
        "store_import": StoreImport.objects.create(brand=brand, by=hana, filename="s.csv", content=b"a").pk,
        "checklist": cast.checklist.pk,
        "edition": another_edition(cast.checklist, b"{}").sha256,
        "wave": wave.pk,
        "draw": Draw.objects.create(wave=wave, seed=1, by=hana).pk,
        "assignment": cast.assignment.pk,
        "scenario": Scenario.objects.create(brand=brand, name="Gift").pk,
        "picture": picture.sha256,
        "shopper": cast.sasha.pk,
        "companion": cast.sam.pk,
        "consent": Consent.objects.create(person=cast.sasha, brand=brand, kind="photos", words="Yes").pk,
        "bar": Bar.objects.create(brand=brand, person=cast.sam, store=cast.nice, reason="known").pk,
    }


def _around(cast: Cast, visit: Visit) -> dict[str, Any]:
    brand, hana = cast.brand, cast.hana
    beside = {"visit": visit, "question": "recognised", "by": cast.rita}
    adjusted = Adjustment.objects.create(**beside, revision=visit.current, old="no", new="yes", why="seen")
    soon = timezone.now() + timedelta(days=3)
    appealed = Appeal.objects.create(
        visit=visit, question="window", ground="facts", words="No.", by=cast.stella, due=soon
    )
    hook = Webhook.objects.create(brand=brand, url="https://hooks.example/x", secret="s", by=hana)
    told = Message.objects.create(
        brand=brand, channel="webhook", webhook=hook, kind="visit.released", cause="1"
    )
    file = PayFile.objects.create(brand=brand, number=1, by=hana)
    pay, _ = Pay.objects.get_or_create(
        visit=visit, defaults={"brand": brand, "shopper": cast.sasha, "currency": "EUR", "fee": "45"}
    )
    return {
        "note": Note.objects.create(**beside, words="Look.").pk,
        "adjustment": adjusted.pk,
        "appeal": appealed.pk,
        "set_aside": Revision.objects.get(visit=visit.pk, standing="conflict").pk,
        "webhook": hook.pk,
        "message": told.pk,
        "pay": pay.pk,
        "pay_file": file.pk,
        "expense": Expense.objects.create(pay=pay, amount="9.90", what="Tea").pk,
    }


def _figures(cast: Cast, visit: Visit) -> dict[str, Any]:
    brand, lille, hana = cast.brand, cast.lille, cast.hana
    drawn_up = Action.objects.create(
        brand=brand,
        store=lille,
        wave=cast.wave,
        question="greeting",
        words="Greet",
        points="1",
        owner=cast.stella,
    )
    ActionNote.objects.create(action=drawn_up, words="Yes", by=cast.stella)
    pulse = Pulse.objects.create(store=lille, wave=cast.wave, closes=timezone.now().date())
    key = "k" * 32
    PulseLink.objects.create(pulse=pulse, digest=sha256(key.encode()).hexdigest())
    wanted = {"content": "visits", "shape": "wide", "file_format": "csv"}
    return {
        "export": Export.objects.create(brand=brand, by=hana, **wanted).pk,
        "study": Study.objects.create(brand=brand, name="Looks", attribute="age", by=hana).pk,
        "pulse": key,
        "alert": Alert.objects.create(brand=brand, store=lille, visit=visit, kind="critical").pk,
        "alert_rule": AlertRule.objects.create(brand=brand, kind="critical").pk,
        "action": drawn_up.pk,
    }
