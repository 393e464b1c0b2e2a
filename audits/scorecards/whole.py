"""One scorecard as it is read: every figure with its n and its interval, every lost point with its visits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import fsum
from typing import Any

from audits.reviews.services import outline_of
from audits.scorecards.models import Scorecard
from audits.scorecards.network import Network
from audits.scorecards.queries import critical_visits, lines_of, released_visits
from audits.scorecards.ranks import rank_of
from audits.scorecards.reading import Standing
from audits.scorecards.shapes import lost_of
from audits.scorecards.subjects import Subject, last_waves
from audits.scorecards.words import EditionWords
from audits.waves.models import Wave

MINIMUM = 6  # visits of a store from which its own spread is used, and its surplus shown


def whole_scorecard(subject: Subject, wave: Wave, waves: Sequence[Wave]) -> dict[str, Any]:
    """The scorecard of a subject in a wave; `waves` are all that she may choose from.

    A fixed number of queries: lines of the last waves, the store's visits, the critical visits.
    """
    recent = last_waves(waves, wave)
    lines = lines_of([subject.id, subject.brand.pk], recent)
    whole = lines.get((subject.brand.pk, wave.pk), _NOTHING)
    network = Network.of(
        whole.moments,
        [card.moments for (owner, _), card in lines.items() if owner == subject.brand.pk],
        whole.sums,
    )
    card = lines.get((subject.id, wave.pk), _NOTHING)
    standing = Standing(subject.level, card.moments, card.sums, network)
    words = EditionWords(outline_of(wave.edition_id, wave.edition.sha256))
    return {
        **_heading(subject, wave, waves, card),
        "checklist": _checklist(wave, words),
        **_figures(subject, standing, card),
        "rank": rank_in(wave, standing, whole.computed_at),
        **parts_of(standing, words, Standing("brand", whole.moments, whole.sums, network)),
        **_visits(subject, wave, standing, words),
        "series": [
            point(one.number, _kept_spread(lines.get((subject.id, one.pk))), subject.level, network)
            for one in recent
        ],
    }


_NOTHING = Scorecard()


def wave_name(wave: Wave) -> dict[str, Any]:
    """A wave as lists and headings name it."""
    named = {"id": wave.pk, "number": wave.number, "name": wave.name}
    return named | {"opens": wave.opens, "closes": wave.closes}


def point(number: int, score: Any, level: str, network: Network) -> dict[str, Any]:
    """One wave of a series with its interval, from what a scorecard keeps of its score; without visits no score."""
    told = Standing(level, {"score": score}, {}, network).score({})
    return {"wave": number, "score": told["value"], "low": told["low"], "high": told["high"], "n": told["n"]}


def _kept_spread(card: Scorecard | None) -> Any:
    return card.moments.get("score") if card else None


def _heading(subject: Subject, wave: Wave, waves: Sequence[Wave], card: Scorecard) -> dict[str, Any]:
    alike = [one for one in waves if one.checklist_id == wave.checklist_id]
    return {
        "level": subject.level,
        "subject": subject.as_json(),
        "wave": wave_name(wave),
        "waves": [wave_name(one) for one in alike],
        "computed_at": card.computed_at,
        "is_stale": card.stale_at is not None,
    }


def _checklist(wave: Wave, words: EditionWords) -> dict[str, Any]:
    scoring = words.edition.get("scoring", "points")
    return {"title": wave.checklist.title, "edition": wave.edition.number, "scoring": scoring}


def _figures(subject: Subject, standing: Standing, card: Scorecard) -> dict[str, Any]:
    return {
        "target": float(subject.brand.target),
        "minimum": MINIMUM,
        "n": card.n,
        "stores": card.stores,
        "score": standing.score(subject.brand.bands),
        "surplus": standing.surplus(),
        "change": standing.changes(),
        "gap": standing.gap(float(subject.brand.target)),
        "on_target": standing.on_target(),
        "next_client": standing.next_client(),
        "benchmark": standing.benchmark(),
        "shrunken": standing.shrunken(),
        "critical_count": card.critical,
    }


def parts_of(standing: Standing, words: EditionWords, brand: Standing) -> dict[str, Any]:
    """Sections, touchpoints and pillars of a standing; `brand` is its brand's in the same wave."""
    lost = {part: _lost_by(standing, words, part) for part in ("section", "pillar")}
    whole = {part: _weights(brand, words, part) for part in ("section", "pillar")}

    def losing(part: str, name: str, share: Mapping[str, Any]) -> dict[str, Any]:
        return {**share, "lost": lost_of(lost[part].get(name, 0.0), share, whole[part].get(name))}

    sections = [
        {"name": name, "label": words.label(name), **losing("section", name, share)}
        for name, share in _in_order(standing.shares("sections"), words.order)
    ]
    touchpoints = [
        {"name": name, "label": words.touchpoints.get(name, {"und": name}), **touch}
        for name, touch in _in_order(standing.touchpoints(), words.ceremony)
    ]
    pillars = [
        {"name": name, **losing("pillar", name, share)}
        for name, share in standing.shares("pillars").items()
        if share["n"]
    ]
    return {"sections": sections, "pillars": pillars, "touchpoints": touchpoints}


def _weights(brand: Standing, words: EditionWords, part: str) -> dict[str, float]:
    """What a part weighs: the points of the score that are lost with each per cent of it, over the brand."""
    shares = brand.shares(f"{part}s")
    lost = _lost_by(brand, words, part)
    return {
        name: lost.get(name, 0.0) / (100 - share["score"])
        for name, share in shares.items()
        if share["score"] is not None and share["score"] < 100
    }


def rank_in(wave: Wave, standing: Standing, version: datetime | None) -> dict[str, int] | None:
    """A store's rank in a wave, None where its visits are too few for one; `version` as `rank_of` wants it."""
    shrunken, drawn = standing.shrunken(), standing.drawn()
    if shrunken is None or drawn is None or not shrunken["can_rank"]:
        return None
    return rank_of(drawn, wave, standing.network, version)


def _lost_by(standing: Standing, words: EditionWords, part: str) -> dict[str, float]:
    """Points lost a visit by section or by pillar."""
    found: dict[str, list[float]] = {}
    for name, line in standing.losses().items():
        found.setdefault(words.question(name)[part], []).append(line["points"])
    return {name: fsum(points) for name, points in found.items()}


def _in_order(table: Mapping[str, Any], order: Mapping[str, int]) -> list[tuple[str, Any]]:
    return sorted(table.items(), key=lambda part: (order.get(part[0], len(order)), part[0]))


def _visits(subject: Subject, wave: Wave, standing: Standing, words: EditionWords) -> dict[str, Any]:
    visits = released_visits(wave, subject.id) if subject.level == "store" else []
    lost_in: dict[str, list[dict[str, Any]]] = {}
    for visit in visits:
        for name in visit.pop("lost_on"):
            lost_in.setdefault(name, []).append({"id": visit["id"], "week": visit["week"]})
    lost = [
        {**words.question(name), **line, "visits": lost_in.get(name, [])}
        for name, line in standing.losses().items()
    ]
    return {"lost": lost, "visits": visits, "critical": _critical(subject, wave, words)}


def every_question(subject: Subject, wave: Wave) -> dict[str, Any]:
    """Every question that counted, in the order of the checklist, with the share of visits that kept it whole."""
    lines = lines_of([subject.id, subject.brand.pk], [wave])
    card, whole = (lines.get((key, wave.pk), _NOTHING) for key in (subject.id, subject.brand.pk))
    network = Network.of(whole.moments, [whole.moments], whole.sums)
    standing = Standing(subject.level, card.moments, card.sums, network)
    words = EditionWords(outline_of(wave.edition_id, wave.edition.sha256))
    told = _in_order(standing.questions(), words.order)
    return {"n": card.n, "questions": [{**words.question(name), **line} for name, line in told]}


def _critical(subject: Subject, wave: Wave, words: EditionWords) -> list[dict[str, Any]]:
    def told(name: str) -> dict[str, Any]:
        question = words.question(name)
        return {"name": name, "code": question["code"], "label": question["label"]}

    visits = critical_visits(wave, subject.level, subject.id)
    return [visit | {"questions": [told(name) for name in visit["questions"]]} for visit in visits]
