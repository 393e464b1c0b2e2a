"""A page of the list of stores, each with its figures, its change and its last five waves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from audits.people.models import Person
from audits.places.models import Brand
from audits.scorecards.lists import page
from audits.scorecards.many import LEVEL, corrected
from audits.scorecards.models import Scorecard
from audits.scorecards.network import Network
from audits.scorecards.queries import moments_of, series_of
from audits.scorecards.reading import Standing
from audits.scorecards.subjects import last_waves
from audits.scorecards.whole import point
from audits.waves.models import Wave


def lines(
    person: Person,
    *,
    brand: Brand,
    wave: Wave,
    waves: Sequence[Wave],
    region: UUID | None,
    q: str,
    sort: str,
    cursor: str,
    limit: int,
) -> dict[str, Any]:
    """`{results, next}`; a fixed number of queries whatever the page and its length."""
    cards, after = page(person, wave=wave, region=region, q=q, sort=sort, cursor=cursor, limit=limit)
    recent = last_waves(waves, wave)
    moments = moments_of(brand.pk, recent)
    network = Network.of(moments.get(wave.pk), list(moments.values()))
    series = series_of([card.subject for card in cards], recent)
    results = [
        _line(card, brand, network)
        | {
            "series": [
                point(one.number, series.get((card.subject, one.pk)), "store", network) for one in recent
            ]
        }
        for card in cards
    ]
    for line, change in zip(results, corrected_changes([line["change"] for line in results]), strict=True):
        line["change"] = change
    return {"results": results, "next": after}


def corrected_changes(changes: Sequence[dict[str, Any] | None]) -> list[dict[str, Any] | None]:
    """Of many stores on one screen some seem to change by chance: there a change is real by its corrected p, `q`."""
    qs = corrected([change["p"] if change else None for change in changes])
    return [
        change and change | {"q": q, "is_real": q is not None and q < LEVEL}
        for change, q in zip(changes, qs, strict=True)
    ]


def _line(card: Scorecard, brand: Brand, network: Network) -> dict[str, Any]:
    standing = Standing("store", card.moments, {}, network)
    store, region = card.store, card.region
    assert store is not None and region is not None  # a store's line has both
    return {
        "store": {"id": store.pk, "name": store.name, "city": store.city},
        "region": {"id": region.pk, "name": region.name},
        "n": card.n,
        "score": standing.score(brand.bands),
        "surplus": standing.surplus(),
        "change": standing.changes()["score"],
        "shrunken": standing.shrunken(),
        "critical": card.critical,
        "is_stale": card.stale_at is not None,
    }
