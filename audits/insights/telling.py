"""Insights as they are told to somebody: from stored rows, a store's from its own facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from audits.insights.catalogue import CHEAP, FACTS, KINDS, Kind
from audits.insights.grouping import Group
from audits.insights.models import Insight
from audits.insights.queries import (
    facts_of,
    forecasts_in,
    network_rates,
    newest_forecast,
    progress_of,
    setting_of,
    stored,
    tags_of,
    waves_of_year,
    words_of,
)
from audits.insights.shapes import Json, Told
from audits.people.models import Person
from audits.people.queries import may
from audits.people.roles import May
from audits.reviews.services import outline_of
from audits.scorecards.queries import week_of
from audits.scorecards.subjects import Subject, waves_of
from audits.visits.models import Visit
from audits.waves.models import Wave

NOT_YET = {"withheld": {"why": "not_computed", "n": 0, "wants": None}, "figures": None}
NO_FORECAST = {"withheld": {"why": "no_forecast", "n": 0, "wants": 1}, "figures": None}


def kinds_for(person: Person, level: str) -> list[Kind]:
    """The insights that this person may see of a subject at this level."""
    return [kind for kind in KINDS.values() if level in kind.levels and may(person, May(kind.act))]


@dataclass(slots=True)
class Telling:
    """One subject as it is told: over the last year, or in one wave."""

    subject: Subject
    wave: Wave | None
    year: list[Wave]
    counted: dict[str, int] | None = None

    @classmethod
    def of(cls, subject: Subject, wave: Any) -> Telling | None:
        """None where the wave asked for is none of the brand's that has begun."""
        chosen = None
        if wave is not None:
            chosen = next((one for one in waves_of(subject.brand) if one.pk == wave), None)
            if chosen is None:
                return None
        return cls(subject, chosen, waves_of_year(subject.brand))

    @property
    def waves(self) -> list[Wave]:
        """The waves that are added up."""
        return [self.wave] if self.wave else self.year

    def heading(self) -> Json:
        """Whose, of which wave, and the words of everything that is named."""
        newest = self.waves[-1] if self.waves else None
        return {
            "level": self.subject.level,
            "subject": {"id": str(self.subject.id), "name": self.subject.name},
            "wave": _named(self.wave) if self.wave else None,
            "waves": [_named(wave) for wave in self.year],
            "progress": self.progress(),
            "labels": words_of(newest.edition_id, newest.edition.sha256) if newest else {},
        }

    def progress(self) -> dict[str, int]:
        """How far the computation is; asked once a telling."""
        if self.counted is None:
            self.counted = progress_of(self.waves)
        return self.counted

    def envelopes(self, kinds: Sequence[Kind]) -> list[Json]:
        """Each kind with its figures, or with the reason why there are none."""
        if not self.waves:
            return [self._envelope(kind, None, None, NOT_YET, 0) for kind in kinds]
        own = self._own(kinds) if self.subject.level == "store" else self._stored(kinds)
        waiting = bool(self.progress()["waiting"])
        return [self._finished(kind, own.get(kind.name)) | {"is_stale": waiting} for kind in kinds]

    def _stored(self, kinds: Sequence[Kind]) -> dict[str, Found]:
        """What was computed of a region or brand: by wave for those that are, else over the year."""
        by_wave = [kind.name for kind in kinds if kind.by_wave and kind.name != "perception"]
        rest = [kind.name for kind in kinds if not kind.by_wave]
        wave = self.wave.pk if self.wave else None
        rows = stored(self.subject.id, wave, by_wave) | stored(self.subject.id, None, rest)
        if any(kind.name == "perception" for kind in kinds):
            asked = wave or newest_forecast(self.subject.id, self.year)
            rows |= stored(self.subject.id, asked, ["perception"]) if asked else {}
        return {
            name: Found(row.n, row.figures, row.computed_at, self._wave(row.wave_id))
            for name, row in rows.items()
        }

    def _own(self, kinds: Sequence[Kind]) -> dict[str, Found]:
        """A store's, reckoned from its few stored facts."""
        group = Group("store", setting_of(self.subject.brand, self.waves[-1]))
        for _, by_wave in facts_of(self.waves, [self.subject.id]):
            group.add([visit for _, visits in by_wave for visit in visits])
        group.close()
        at = _last(self.subject, self.waves)
        names = [kind.name for kind in kinds]
        found = {name: _found(group.told(name), at, self.wave) for name in names if name in CHEAP}
        if "perception" in names:
            found["perception"] = self._perceived(at)
        return found

    def _perceived(self, at: datetime | None) -> Found:
        key = self.wave.pk if self.wave else newest_forecast(self.subject.id, self.year)
        wave = self._wave(key)
        forecast = forecasts_in(wave).get(self.subject.id) if wave else None
        if wave is None or forecast is None:
            return _found(Told(0, why="no_forecast", wants=1), at, wave)
        group = Group("store", setting_of(self.subject.brand, wave))
        for _, by_wave in facts_of([wave], [self.subject.id]):
            group.add([visit for _, visits in by_wave for visit in visits])
        rates = network_rates(self.subject.brand, wave)
        return _found(group.close().perception(forecast, rates), at, wave)

    def _wave(self, key: Any) -> Wave | None:
        return next((one for one in [*self.waves, *self.year] if one.pk == key), None)

    def _finished(self, kind: Kind, found: Found | None) -> Json:
        if found is None:
            return self._envelope(kind, None, None, NO_FORECAST if kind.name == "perception" else NOT_YET, 0)
        told = found.told
        if told["figures"] is not None and kind.name == "hollow":
            told = told | {"figures": told["figures"] | {"visits": self._hollow(told["figures"]["visits"])}}
        if told["figures"] is not None and kind.name == "questions":
            told = told | {"figures": self._coded(told["figures"])}
        return self._envelope(kind, found.wave, found.at, told, found.n)

    def _envelope(self, kind: Kind, wave: Wave | None, at: datetime | None, told: Json, n: int) -> Json:
        return {
            "kind": kind.name,
            "wave": _named(wave) if wave else None,
            "n": n,
            "unit": kind.unit,
            "minimum": kind.wants(self.subject.level),
            "computed_at": at,
            "is_stale": False,
            "withheld": told["withheld"],
            "figures": told["figures"],
        }

    def _hollow(self, visits: Sequence[str]) -> list[Json]:
        """The visits in the hollow corner in their shoppers' own words, by week."""
        newest = self.waves[-1]
        tags = tags_of(newest.edition_id, newest.edition.sha256)
        rows = Visit.objects.filter(
            pk__in=[key for key in visits if key], state=Visit.State.RELEASED
        ).order_by("-local_day", "pk")
        columns = ("pk", "local_day", "store", "store__name", "current__answers")
        return [
            {
                "id": str(key),
                "week": week_of(day),
                "store": {"id": str(store), "name": name},
                "feeling": (answers or {}).get(tags.feeling),
                "words": (answers or {}).get(tags.words),
            }
            for key, day, store, name, answers in rows.values_list(*columns)
        ]

    def _coded(self, figures: Json) -> Json:
        """Questions with the numbers that are printed on the checklist."""
        newest = self.waves[-1]
        places = outline_of(newest.edition_id, newest.edition.sha256).places
        codes = {name: place.node.get("code", "") for name, place in places.items()}
        return figures | {
            "questions": [one | {"code": codes.get(one["question"], "")} for one in figures["questions"]]
        }


@dataclass(frozen=True, slots=True)
class Found:
    """An insight with the moment that it was computed."""

    n: int
    told: Json
    at: datetime | None
    wave: Wave | None


def _found(told: Told, at: datetime | None, wave: Wave | None) -> Found:
    return Found(told.n, told.as_json(), at, wave)


def _last(subject: Subject, waves: Sequence[Wave]) -> datetime | None:
    rows = Insight.objects.filter(kind=FACTS, subject=subject.id, wave__in=[wave.pk for wave in waves])
    return max(rows.values_list("computed_at", flat=True), default=None)


def _named(wave: Wave) -> Json:
    return {"id": str(wave.pk), "number": wave.number, "name": wave.name}
