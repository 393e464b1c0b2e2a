"""The ground of a long run: the demonstration brand, with a year of visits, in place of one thing of each kind."""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.db.models import Model, QuerySet
from django.utils import timezone

from audits.actions.models import Action, Alert, AlertRule
from audits.checklists.models import Checklist, Edition
from audits.exports.models import Export
from audits.insights.models import Insight, Study
from audits.messages.models import Message, Webhook
from audits.pay.models import Expense, Pay, PayFile
from audits.people.models import Person, Post, Role, Token
from audits.people.shoppers import Bar, Consent
from audits.places.models import Brand, Region, Store, StoreImport
from audits.reviews.models import Adjustment, Appeal, Note
from audits.visits.models import Blob, Revision, Visit
from audits.waves.models import Assignment, BriefPicture, Draw, Scenario, Wave
from tests.cast import a_token

VAUDREY = "maison-vaudrey"
SOME = 12  # of each kind
# what an address calls it → its model and the way to its brand
KINDS: dict[str, tuple[type[Model], str]] = {
    "visit": (Visit, "brand"), "wave": (Wave, "brand"), "assignment": (Assignment, "brand"),
    "checklist": (Checklist, "brand"), "webhook": (Webhook, "brand"), "action": (Action, "brand"),
    "store": (Store, "brand"), "store_import": (StoreImport, "brand"), "export": (Export, "brand"),
    "alert_rule": (AlertRule, "brand"), "study": (Study, "brand"), "pay_file": (PayFile, "brand"),
    "expense": (Expense, "pay__brand"), "scenario": (Scenario, "brand"), "post": (Post, "brand"),
    "appeal": (Appeal, "visit__brand"), "set_aside": (Revision, "brand"), "pay": (Pay, "brand"),
    "note": (Note, "visit__brand"), "message": (Message, "brand"), "draw": (Draw, "wave__brand"),
    "consent": (Consent, "brand"), "bar": (Bar, "brand"), "alert": (Alert, "brand"),
    "adjustment": (Adjustment, "visit__brand"), "region": (Region, "brand"),
}  # fmt: skip # a table
WORDS: dict[str, tuple[type[Model], str, str]] = {
    "photo": (Blob, "brand", "sha256"),
    "edition": (Edition, "checklist__brand", "sha256"),
    "picture": (BriefPicture, "brand", "sha256"),
    "kind": (Insight, "brand", "kind"),
}
# the walk's columns → whose post
PEOPLE = {
    "shopper": "sasha", "other": "sam", "reviewer": "rita", "store": "stella", "region": "mona", "south": "otto",
    "schedules": "hana", "zoe": "zoe",
}  # fmt: skip # a table


def demonstrated() -> tuple[dict[str, dict[str, str]], dict[str, list[Any]]]:
    """Make the demonstration; who comes (headers) and what there is (some of each kind, by its name in addresses)."""
    call_command("demo", stdout=StringIO())
    brand = Brand.objects.get(slug=VAUDREY)
    people = {role: Person.objects.get(email=f"{name}@demo.example") for role, name in PEOPLE.items()}
    return _headers(people, brand), _things(people, brand)


def _headers(people: dict[str, Person], brand: Brand) -> dict[str, dict[str, str]]:
    hugo = Person.objects.create(email="hugo@demo.example", name="Hugo", alias="HU-hugo")
    Post.objects.create(person=hugo, brand=brand, role=Role.HQ)
    late = timezone.now() - timedelta(days=1)
    ended = Token.objects.create(person=hugo, digest=secrets.token_hex(32), expires_at=late)
    known = {
        role: {"Authorization": f"Bearer {a_token(one)}"} for role, one in (people | {"hq": hugo}).items()
    }
    return {"nobody": {}, "expired": {"Authorization": f"Bearer {ended.digest}"}} | known


def _things(people: dict[str, Person], brand: Brand) -> dict[str, list[Any]]:
    found = {name: _some(model.objects.filter(**{to: brand}), "pk") for name, (model, to) in KINDS.items()}
    found |= {
        name: _some(model.objects.filter(**{to: brand}), field) for name, (model, to, field) in WORDS.items()
    }
    shoppers = Post.objects.filter(brand=brand, role=Role.SHOPPER)
    found["shopper"] = [people["shopper"].pk, *_some(shoppers, "person")]
    found["companion"] = [people["other"].pk]
    found["token"] = _some(people["schedules"].tokens.all(), "pk")
    absent = {"brand": [VAUDREY], "one": [1, 2], "pulse": ["k" * 32]}
    return {name: some or ["0" * 32] for name, some in (found | absent).items()}


def _some(rows: QuerySet[Any], field: str) -> list[Any]:
    """Some of these, spread over all of them."""
    every: Iterable[Any] = rows.order_by("pk").values_list(field, flat=True)
    known = list(every)
    return known[:: max(1, len(known) // SOME)]
