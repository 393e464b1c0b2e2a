"""All that is kept about one person, for herself: a zip of one JSON document and her pictures."""

import zipfile
from collections.abc import Iterable
from typing import IO, Any

import orjson
from django.db.models import Model, QuerySet
from django.forms.models import model_to_dict

from audits.journal.models import Entry
from audits.messages.models import Message
from audits.pay.models import Expense, Pay
from audits.people.models import Person, Token
from audits.people.shoppers import Bar, Companion, Consent, PushSubscription, ShopperProfile
from audits.visits.drawing import raw
from audits.visits.models import Blob, PhoneReport, Revision
from audits.waves.models import Assignment, Invitation, QuizPass

MOST_LINES = 100_000
# What is hers in rows, without what would open a door and without who else is named there
ROWS: dict[str, tuple[Any, str, tuple[str, ...]]] = {
    "profile": (ShopperProfile, "person", ()),
    "bars": (Bar, "person", ()),
    "consents": (Consent, "person", ()),
    "push_subscriptions": (PushSubscription, "person", ("p256dh", "auth")),
    "tokens": (Token, "person", ("digest",)),
    "quiz_tries": (QuizPass, "person", ()),
    "invitations": (Invitation, "person", ()),
    "phone_reports": (PhoneReport, "person", ()),
    "messages": (Message, "person", ()),
    "assignments": (Assignment, "shopper", ("brief",)),
    "pay": (Pay, "shopper", ("decided_by",)),
    "expenses": (Expense, "pay__shopper", ()),
}


def write_everything(person: Person, file: IO[bytes]) -> int:
    """Write the zip; the number of pictures in it. Photos that are no longer here are named in the document."""
    pictures = 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("everything.json", orjson.dumps(everything(person), option=orjson.OPT_INDENT_2))
        for name, blob in blobs_of(person):
            archive.writestr(name, raw(blob))
            pictures += 1
    return pictures


def everything(person: Person) -> dict[str, Any]:
    """The document: who she is to us, what she sent, what she was told, owed and asked, what she did."""
    told: dict[str, Any] = {
        "person": _row(person, ("password",)) | {"joined_at": person.joined_at},
        "posts": list(person.posts.values("role", "brand__name", "region__name", "store__name")),
        "companions": Companion.objects.filter(person=person).count(),
        "visits": [_sent(revision) for revision in sent_by(person)],
        "acts": list(
            Entry.objects.filter(by=person)
            .order_by("id")
            .values("at", "verb", "subject", "detail")[:MOST_LINES]
        ),
    }
    for name, (model, path, hidden) in ROWS.items():
        rows = model.objects.filter(**{path: person}).order_by("pk")
        told[name] = [_row(row, hidden) for row in rows]
    document: dict[str, Any] = _plain(told)
    return document


def sent_by(person: Person) -> QuerySet[Revision]:
    """Every revision that she sent."""
    return Revision.objects.filter(person=person).order_by("received_at", "id")


def blobs_of(person: Person) -> Iterable[tuple[str, Blob]]:
    """Her photos and receipts whose bytes are here, with names for an archive."""
    sent = Blob.objects.filter(photos__revision__person=person, stored_at__isnull=False)
    receipts = Blob.objects.filter(
        pk__in=Expense.objects.filter(pay__shopper=person).values("receipt"), stored_at__isnull=False
    )
    for blob in (sent | receipts).distinct().order_by("id"):
        ending = "jpg" if blob.mime == "image/jpeg" else "bin"
        yield f"pictures/{blob.sha256}.{ending}", blob


def _sent(revision: Revision) -> dict[str, Any]:
    return {
        "visit": revision.visit,
        "revision": revision.number,
        "received_at": revision.received_at,
        "standing": revision.standing,
        "sealed": orjson.loads(bytes(revision.sealed)),
    }


def _row(row: Model, hidden: Iterable[str]) -> dict[str, Any]:
    # editable=False hides ids from forms, and nothing else: they are told too
    return {"id": row.pk, **model_to_dict(row, exclude=[*hidden])}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
