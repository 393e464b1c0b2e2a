"""Why a shopper may or may not make a visit: every rule, yes or no, and the fact behind it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from audits.waves.drawing.eligibility import (
    Rule,
    distance_km,
    fits,
    has_all,
    is_below,
    most_km,
    speaks,
)
from audits.waves.drawing.facts import Facts, Place, Shopper, Stay


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one rule says. `fact` never names another brand, and never the companion."""

    rule: Rule
    allows: bool
    fact: dict[str, Any] = field(default_factory=dict)


def rulings(facts: Facts, shopper: Shopper, place: Place, wants: Mapping[str, str]) -> list[Ruling]:
    """All rules for this shopper at this place, in the order of `Rule`."""
    return [
        Ruling(Rule.AVAILABLE, shopper.is_available, {"is_available": shopper.is_available}),
        _barred(facts, shopper, place),
        *_lockouts(facts, shopper, place),
        *_profile(facts, shopper, wants),
        _distance(facts, shopper, place),
        *_standing(facts, shopper),
    ]


def _barred(facts: Facts, shopper: Shopper, place: Place) -> Ruling:
    for bar in facts.bars:
        if bar.shopper == shopper.id and bar.store in (None, place.id):
            return Ruling(Rule.BARRED, False, {"reason": bar.reason, "at": bar.at.isoformat()})
    return Ruling(Rule.BARRED, True)


def _lockouts(facts: Facts, shopper: Shopper, place: Place) -> Iterator[Ruling]:
    rules = facts.rules
    hers = [stay for stay in facts.stays if stay.shopper == shopper.id]
    own = [stay for stay in hers if stay.store is not None]
    yield _lockout(Rule.STORE, facts, [s for s in own if s.store == place.id], max(1, rules.store_days))
    yield _lockout(Rule.BRAND, facts, own, rules.brand_days)
    competitors = [stay for stay in hers if stay.store is None]
    ruling = _lockout(Rule.COMPETITOR, facts, competitors, rules.competitor_days)
    # a date would tell a brand when its competitor was visited
    yield Ruling(ruling.rule, ruling.allows, {"days": rules.competitor_days})
    yield _lockout(Rule.COMPANION, facts, list(_of_companions(facts, shopper, place)), rules.companion_days)


def _of_companions(facts: Facts, shopper: Shopper, place: Place) -> Iterator[Stay]:
    others = shopper.companions | {one.id for one in facts.shoppers if shopper.id in one.companions}
    return (stay for stay in facts.stays if stay.store == place.id and stay.shopper in others)


def _lockout(rule: Rule, facts: Facts, stays: list[Stay], days: int) -> Ruling:
    locking = [stay for stay in stays if facts.gap(stay) < days]
    if not locking:
        return Ruling(rule, True, {"days": days})
    until = max(stay.last for stay in locking) + timedelta(days=days)
    return Ruling(rule, False, {"days": days, "until": until.isoformat()})


def _profile(facts: Facts, shopper: Shopper, wants: Mapping[str, str]) -> Iterator[Ruling]:
    rules = facts.rules
    asked = {trait: list(values) for trait, values in rules.traits.items()}
    yield Ruling(Rule.TRAITS, fits(shopper, rules.traits), {"asked": asked, "hers": _of(shopper, asked)})
    hers = _of(shopper, wants)
    yield Ruling(Rule.QUOTA, has_all(shopper, wants), {"asked": dict(wants), "hers": hers})
    spoken = {"asked": list(rules.languages), "hers": list(shopper.languages)}
    yield Ruling(Rule.LANGUAGE, speaks(shopper, rules.languages), spoken)


def _of(shopper: Shopper, traits: Mapping[str, object]) -> dict[str, str]:
    return {trait: shopper.traits[trait] for trait in traits if trait in shopper.traits}


def _distance(facts: Facts, shopper: Shopper, place: Place) -> Ruling:
    km, most = distance_km(shopper, place.lat, place.lon), most_km(shopper, facts)
    told = {"km": None if km is None else round(km, 1), "most_km": None if most > 20_100 else most}
    return Ruling(Rule.DISTANCE, km is None or km <= most, told)


def _standing(facts: Facts, shopper: Shopper) -> Iterator[Ruling]:
    rules = facts.rules
    rated = {"rating": shopper.rating, "least": rules.least_rating}
    yield Ruling(Rule.RATING, not is_below(shopper, rules.least_rating), rated)
    quiz = {"needed": rules.needs_quiz, "passed": shopper.passed}
    yield Ruling(Rule.QUIZ, shopper.passed or not rules.needs_quiz, quiz)
    has = {"has": shopper.has, "most": rules.most_visits}
    yield Ruling(Rule.MOST, rules.most_visits is None or shopper.has < rules.most_visits, has)
