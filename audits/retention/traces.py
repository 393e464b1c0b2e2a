"""Places, photos and receipts: what goes soonest."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from audits.actions.models import Action
from audits.pay.models import Expense, Pay
from audits.people.queries import who_took_back
from audits.places.models import Brand
from audits.retention.bytes_left import without_trace
from audits.retention.edges import country_of, edge
from audits.retention.policy import Terms
from audits.visits.drawing import drawn_names
from audits.visits.keeping import blob_name, forget
from audits.visits.models import Blob, Photo, Revision, Visit

AT_ONCE = 200
DECIDED = (Visit.State.RELEASED, Visit.State.WITHDRAWN)


def places_due(brand: Brand, terms: Terms, now: datetime) -> QuerySet[Revision]:
    """Sealed bytes that still say where she was, though their time is over or she agrees no longer."""
    over = Q(received_at__lt=edge(terms, "place_days", now, "country"))
    taken_back = Q(person__in=who_took_back("place", brand.pk))
    rows = Revision.objects.filter(brand=brand, trace_gone_at=None).alias(country=country_of("visit"))
    return rows.filter(over | taken_back)


def forget_places(due: QuerySet[Revision], now: datetime) -> int:
    """Take places and trail out of these sealed bytes; their number."""
    return sum(_forget_place(key, now) for key in keys_of(due))


@transaction.atomic
def _forget_place(key: int, now: datetime) -> int:
    row = Revision.objects.select_for_update().only("id", "sealed").filter(pk=key, trace_gone_at=None).first()
    if row is None:
        return 0  # another run was here
    return Revision.objects.filter(pk=key).update(sealed=without_trace(bytes(row.sealed)), trace_gone_at=now)


def photos_due(brand: Brand, terms: Terms, now: datetime) -> QuerySet[Blob]:
    """Stored blobs that no younger visit, no unpaid expense and no younger action needs.

    A visit that is decided needs the photos no more whose shopper agrees no longer that they are kept.
    """
    photos = Photo.objects.filter(blob=OuterRef("pk"))
    actions = Action.objects.filter(proof=OuterRef("pk"))
    old = Exists(photos) | Exists(actions)
    let_go = photos.filter(
        revision__person__in=who_took_back("photos", brand.pk),
        revision__visit__in=Visit.objects.filter(brand=brand, state__in=DECIDED).values("pk"),
    )
    needed = _young_photos(photos, terms, now).exclude(pk__in=let_go.values("pk"))
    young = Exists(needed) | Exists(_young_actions(actions, terms, now))
    receipts = Exists(Expense.objects.filter(receipt=OuterRef("pk")))
    stored = Blob.objects.filter(
        Q(made_at__lt=terms.soonest("photo_days", now)) | Exists(let_go), brand=brand
    )
    return stored.exclude(stored_at=None, offset=0).filter(old).exclude(young).exclude(receipts)


def _young_photos(photos: QuerySet[Photo], terms: Terms, now: datetime) -> QuerySet[Photo]:
    """Photos whose visit arrived, or whose bytes came, within the term of the store's country."""
    known = photos.alias(country=country_of("revision__visit"))
    return known.alias(edge=edge(terms, "photo_days", now, "country")).filter(
        Q(revision__received_at__gte=F("edge")) | Q(blob__made_at__gte=F("edge"))
    )


def _young_actions(actions: QuerySet[Action], terms: Terms, now: datetime) -> QuerySet[Action]:
    """Actions that were drawn up, or whose proof came, within the term of the store's country."""
    return actions.alias(edge=edge(terms, "photo_days", now, "store__country")).filter(
        Q(made_at__gte=F("edge")) | Q(proof__made_at__gte=F("edge"))
    )


def receipts_due(brand: Brand, terms: Terms, now: datetime) -> QuerySet[Blob]:
    """Pictures of receipts whose pay is settled for so long, and that no visit shows."""
    over = edge(terms, "receipt_days", now, "pay__visit__store__country")
    expenses = Expense.objects.filter(receipt=OuterRef("pk"))
    settled = Q(pay__file__paid_at__lt=over) | Q(pay__state=Pay.State.REFUSED, pay__decided_at__lt=over)
    needed = Photo.objects.filter(blob=OuterRef("pk"), gone_at=None)
    rows = Blob.objects.filter(brand=brand, stored_at__isnull=False).filter(Exists(expenses))
    return rows.exclude(Exists(expenses.exclude(settled))).exclude(Exists(needed))


def forget_blobs(due: QuerySet[Blob], now: datetime) -> int:
    """The bytes of these blobs and all that was drawn from them; their rows and hashes stay. Their number."""
    return sum(forget_blob(key, now) for key in keys_of(due))


@transaction.atomic
def forget_blob(key: int, now: datetime) -> int:
    """One blob. The file goes first: if this dies in between, the next night finds the row and does it again.

    Whoever promises the same content later sends it anew; receipts of what was here still say so.
    """
    blob = Blob.objects.select_for_update().get(pk=key)
    for name in (blob_name(blob.brand_id, blob.sha256), *drawn_names(blob)):
        forget(name)
    blob.chunks.all().delete()
    if blob.stored_at is not None:
        Photo.objects.filter(blob=blob, gone_at=None).update(gone_at=now)
    return Blob.objects.filter(pk=key).update(stored_at=None, offset=0)


def keys_of(rows: QuerySet[Revision] | QuerySet[Blob]) -> Iterator[int]:
    """The keys of rows that leave the query as they are dealt with, some at a time."""
    last = 0
    while keys := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        yield from keys
        last = keys[-1]
