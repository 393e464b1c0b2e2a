"""Compute what is cheap, of regions and brand: for one wave, and over the waves of a year. Idempotent."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from audits.insights.catalogue import CHEAP, FACTS
from audits.insights.grouping import Group, Setting
from audits.insights.kinds.perception import of_brand
from audits.insights.models import Insight
from audits.insights.queries import facts_of, forecasts_in, network_rates, setting_of, waves_of_year
from audits.insights.seen import Fact
from audits.insights.services.keeping import freshen_facts
from audits.insights.shapes import Json, Told
from audits.journal.services import NotYet
from audits.places.models import Brand, Region, Store
from audits.waves.models import Wave

Progress = Callable[[str, int], None]  # what is at work, and how many stores are done
EVERY = 500  # stores between two words of progress
AT_ONCE = timedelta(seconds=2)  # what takes no longer is computed at every change
RESTS = 10  # times as long as a wave's figures took, they rest
AT_MOST = timedelta(minutes=10)


def silent(what: str, done: int) -> None:
    """Progress that nobody watches."""


def wave_changed(wave_id: UUID) -> None:
    """Some stores of a wave have changed: their facts, then its regions' and the brand's figures of that wave.

    Raises NotYet where that took long a moment ago.
    """
    wave = Wave.objects.select_related("brand", "edition").filter(pk=wave_id).first()
    if wave is None:
        return
    if rests := cache.get(f"insights-rest-{wave_id}"):
        raise NotYet(rests)
    began = time.monotonic()
    if freshen_facts(wave) or _is_behind(wave):
        compute_wave(wave)
    _rest(wave, timedelta(seconds=time.monotonic() - began))


def _rest(wave: Wave, took: timedelta) -> None:
    """A wave whose figures took long is left alone for a while, so that in a rush of visits, each of which changes
    them, the workers have most of their time for grading."""
    if took > AT_ONCE:
        rest = min(RESTS * took, AT_MOST)
        cache.set(f"insights-rest-{wave.pk}", timezone.now() + rest, timeout=rest.total_seconds())


def _is_behind(wave: Wave) -> bool:
    """Whether facts are newer than the brand's figures: also after a computation that failed or was killed."""
    rows = Insight.objects.filter(brand=wave.brand_id, wave=wave)
    facts = rows.filter(kind=FACTS).aggregate(at=Max("computed_at"))["at"]
    figures = rows.filter(level="brand", kind=CHEAP[0]).values_list("computed_at", flat=True).first()
    return facts is not None and (figures is None or figures < facts)


def compute_wave(wave: Wave, *, progress: Progress = silent) -> int:
    """The cheap insights of a wave's regions and brand; the number of rows written."""
    return Network(wave.brand, [wave], wave).computed(progress)


def compute_year(brand: Brand, *, progress: Progress = silent) -> int:
    """The same over the waves of the last year."""
    waves = waves_of_year(brand)
    return Network(brand, waves, None).computed(progress) if waves else 0


class Network:
    """A brand's stores in some waves, gathered in one pass into its regions and itself."""

    def __init__(self, brand: Brand, waves: Sequence[Wave], wave: Wave | None) -> None:
        self.brand, self.waves, self.wave = brand, waves, wave
        self.began = timezone.now()  # facts that are newer are not in it for sure
        self.setting: Setting = setting_of(brand, waves[-1])
        self.whole = Group("brand", self.setting)
        self.regions: dict[UUID, Group] = {}
        self.forecasts = forecasts_in(wave) if wave else {}
        self.stores: dict[UUID, Group] = {}  # those whose manager has made a forecast
        self.names = dict(Region.objects.filter(brand=brand).values_list("pk", "name"))

    def computed(self, progress: Progress = silent) -> int:
        """Read, reckon, and put the rows in place of those that were there."""
        self._read(progress)
        return self._write([*self._cheap(), *self._perceived()])

    @transaction.atomic
    def _write(self, rows: Sequence[Insight]) -> int:
        """One computation of a brand's after the other; what somebody else has begun to read later stays."""
        Brand.objects.select_for_update(no_key=True).only("pk").get(pk=self.brand.pk)
        kinds = {row.kind for row in rows}
        old = Insight.objects.filter(brand=self.brand, wave=self.wave, kind__in=kinds).exclude(level="store")
        if old.filter(level="brand", computed_at__gt=self.began).exists():
            return 0
        old.delete()
        Insight.objects.bulk_create(rows, batch_size=200)
        return len(rows)

    def _read(self, progress: Progress) -> None:
        places = {
            store: (region, name)
            for store, region, name in Store.objects.filter(brand=self.brand).values_list(
                "pk", "region", "name"
            )
        }
        for done, (store, by_wave) in enumerate(facts_of(self.waves), 1):
            if store in places:
                self._add(store, *places[store], list(chain.from_iterable(visits for _, visits in by_wave)))
            if done % EVERY == 0:
                progress("facts", done)
        self.whole.close()
        for key, region in self.regions.items():
            point = region.close().point({"level": "region", "id": str(key), "name": self.names[key]})
            self.whole.points += [point] if point else []

    def _add(self, store: UUID, region: UUID, name: str, visits: list[Fact]) -> None:
        self.whole.add(visits)
        above = self.regions.setdefault(region, Group("region", self.setting))
        above.add(visits)
        if len(visits) < 6 and store not in self.forecasts:
            return
        own = Group("store", self.setting)
        own.add(visits)
        point = own.close().point({"level": "store", "id": str(store), "name": name})
        above.points += [point] if point else []
        if store in self.forecasts:
            self.stores[store] = own

    def _cheap(self) -> list[Insight]:
        subjects = [("brand", self.brand.pk, self.whole)]
        subjects += [("region", key, group) for key, group in self.regions.items()]
        return [
            self._row(kind, level, subject, group.told(kind))
            for level, subject, group in subjects
            for kind in CHEAP
        ]

    def _perceived(self) -> list[Insight]:
        """Forecasts are of one wave: over several there is nothing to write."""
        if self.wave is None:
            return []
        rates = network_rates(self.brand, self.wave)
        regions = {
            key: group.perception(self.forecasts.get(key), rates) for key, group in self.regions.items()
        }
        stores = {key: group.perception(self.forecasts[key], rates) for key, group in self.stores.items()}
        names = dict(Store.objects.filter(pk__in=stores).values_list("pk", "name"))
        managers = [(_named("region", key, self.names[key]), told) for key, told in regions.items()]
        managers += [(_named("store", key, names[key]), told) for key, told in stores.items()]
        rows = [self._row("perception", "region", key, told) for key, told in regions.items()]
        return [*rows, self._row("perception", "brand", self.brand.pk, of_brand(managers))]

    def _row(self, kind: str, level: str, subject: UUID, told: Told) -> Insight:
        return row_of(self.brand, kind, level, subject, told, wave=self.wave, at=self.began)


def row_of(
    brand: Brand,
    kind: str,
    level: str,
    subject: UUID,
    told: Told,
    *,
    wave: Wave | None = None,
    at: datetime | None = None,
) -> Insight:
    """An insight ready to be stored, as of `at`, else of now."""
    figures: dict[str, Any] = told.as_json()
    return Insight(
        brand=brand,
        kind=kind,
        level=level,
        subject=subject,
        wave=wave,
        n=told.n,
        figures=figures,
        computed_at=at or timezone.now(),
    )


def _named(level: str, key: UUID, name: str) -> Json:
    return {"level": level, "id": str(key), "name": name}
