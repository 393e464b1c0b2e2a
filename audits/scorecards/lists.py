"""The list of stores' scorecards, page by page by key: the last page costs what the first does."""

from __future__ import annotations

import base64
import binascii
from typing import Any
from uuid import UUID

import orjson
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from audits.people.models import Person, Role
from audits.people.queries import posts_that, within
from audits.people.roles import May
from audits.places.models import Store
from audits.places.queries import named
from audits.refusals import refused
from audits.scorecards.models import Scorecard
from audits.waves.models import Wave

READ_WHOLE = frozenset(Role) - {Role.REGION, Role.STORE}
# What a line of the list shows of a scorecard, its store and its region
_SHOWN = (
    *("subject", "n", "critical", "moments", "stale_at", "store", "region"),
    *("store__name", "store__city", "region__name"),
)
SORTS = ("-score", "score", "-surplus", "surplus", "name", "-name")


def visible_to(person: Person) -> QuerySet[Scorecard]:
    """Every scorecard that this person may read."""
    return Scorecard.objects.filter(within(person, May.SEE_STANDING))


def page(
    person: Person, *, wave: Wave, region: UUID | None, q: str, sort: str, cursor: str, limit: int
) -> tuple[list[Scorecard], str | None]:
    """One page of stores with a score, called like `q` where something is asked for, with their stores and regions,
    and the cursor of the next page.

    Two queries whatever the page: the keys from an index, then their rows.
    """
    cards = _readable(person, wave, region).filter(level=Scorecard.Level.STORE, score__isnull=False)
    if q:
        cards = cards.filter(store__in=named(Store.objects.filter(brand=wave.brand_id), q))
    after = _read(cursor, str if sort.endswith("name") else float) if cursor else None
    keys = (_by_name if sort.endswith("name") else _by_figure)(cards, sort, after)[: limit + 1]
    found = [list(key) for key in keys]
    rows = Scorecard.objects.select_related("store", "region").only(*_SHOWN).filter(wave=wave)
    by_store = {card.subject: card for card in rows.filter(subject__in=[key[1] for key in found[:limit]])}
    more = _write(found[limit - 1]) if len(found) > limit else None
    return [by_store[key[1]] for key in found[:limit]], more


def _readable(person: Person, wave: Wave, region: UUID | None) -> QuerySet[Scorecard]:
    """What she may read of a wave, of one region where it is named."""
    posts = posts_that(person, May.SEE_STANDING)
    whole = any(post.role in READ_WHOLE and post.brand_id == wave.brand_id for post in posts)
    if region and whole:
        # The wave is of her brand, so the brand needn't be said; said, it would lure the database into walking
        # the index of the whole brand's scores in search of one region's.
        return Scorecard.objects.filter(wave=wave, region=region)
    cards = visible_to(person).filter(wave=wave)
    return cards.filter(region=region) if region else cards


def _by_figure(cards: QuerySet[Scorecard], sort: str, after: list[Any] | None) -> Any:
    """Keys `(figure, store)` along the index of the figure."""
    name, down = sort.lstrip("-"), sort.startswith("-")
    cards = cards.filter(**{f"{name}__isnull": False})
    if after:
        cards = cards.filter(**{f"{name}__{'lte' if down else 'gte'}": after[0]}).filter(
            ~Q(**{name: after[0]}) | Q(subject__gt=after[1])
        )
    order = F(name).desc() if down else F(name).asc()
    return cards.order_by(order, "subject").values_list(name, "subject")


def _by_name(cards: QuerySet[Scorecard], sort: str, after: list[Any] | None) -> Any:
    """Keys `(name, store)` along the stores' names, each looked up among the scorecards."""
    down = sort.startswith("-")
    stores = Store.objects.filter(Exists(cards.filter(subject=OuterRef("pk"))))
    wave_brand = cards.values("brand")[:1]
    stores = stores.filter(brand=wave_brand)
    if after:
        stores = stores.filter(**{f"name__{'lte' if down else 'gte'}": after[0]}).filter(
            ~Q(name=after[0]) | Q(pk__gt=after[1])
        )
    return stores.order_by("-name" if down else "name", "pk").values_list("name", "pk")


def _write(key: list[Any]) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(key)).decode().rstrip("=")


def _read(cursor: str, kind: type) -> list[Any]:
    try:
        value, store = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(value, kind) or "\0" in str(value):
            raise ValueError
        return [value, UUID(store)]
    except (ValueError, TypeError, AttributeError, binascii.Error):
        raise refused("invalid", errors={"cursor": ["unreadable"]}) from None
