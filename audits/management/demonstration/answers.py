"""What a shopper of the demonstration finds: answers to the boutique visit that fit the house and the day."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from audits.management.demonstration import words

TOUCHPOINTS = {
    "welcome": "welcome",
    "listening": "discovery",
    "presentation": "presentation",
    "advice": "trial",
    "closing": "closing",
    "farewell": "farewell",
}
ACTS = [
    "seat",
    "drink",
    "private_room",
    "small_gift",
    "gloves_or_tray",
    "story",
    "fair_comparison",
    "walked_to_door",
]
PERSONAL = ["listening", "taste_and_advice", "remembered_detail", "own_initiative", "follow_up"]
TANGIBLE = ["drink", "gift", "room", "decor"]
TOPICS = ["materials", "making", "house_or_designer", "care_and_service"]


@dataclass(slots=True)
class Finding:
    """One visit as it went. `kept` is the chance that a point is kept, `warmth` from -1 to 1."""

    chance: Random
    kept: float
    warmth: float
    stepped_in: datetime  # with the zone of the store
    scenario: dict[str, str]
    critical: bool = False
    recognised: bool = False

    def well(self, ease: float = 0.0) -> bool:
        """Whether one point was kept; `ease` makes it likelier."""
        return self.chance.random() < min(0.99, self.kept + ease)

    def yes(self, ease: float = 0.0) -> str:
        """The same as an answer."""
        return "yes" if self.well(ease) else "no"

    def pick(self, well: str, *less: str) -> str:
        """The best choice where the point was kept, else one of the others, the nearest likeliest."""
        if self.well():
            return well
        return self.chance.choices(less, weights=[3**-n for n in range(len(less))])[0]


def answers_of(visit: Finding) -> dict[str, Any]:
    """All answers of one visit that could take place; photographs are added where they are taken."""
    parts = (_before, _welcome, _discovery, _presentation, _advice, _request, _closing, _farewell, _after)
    answers: dict[str, Any] = dict(visit.scenario)
    for part in parts:
        answers |= part(visit)
    return answers


def _expectation(visit: Finding, name: str) -> dict[str, Any]:
    beyond, below = max(0.03, 0.2 + 0.55 * visit.warmth), max(0.03, 0.16 - 0.4 * visit.warmth)
    beyond, below = (beyond * 0.5, below * 2) if name == "closing" else (beyond, below)
    said = visit.chance.choices(["exceeded", "below", "met"], [beyond, below, max(0.1, 1 - beyond - below)])[
        0
    ]
    answers: dict[str, Any] = {f"{name}_expectation": said}
    if said != "met":
        answers[f"{name}_causes"] = _causes(visit)
        if visit.chance.random() < 0.4:
            lines = words.GIVEN if said == "exceeded" else words.MISSING
            answers[f"{name}_line"] = visit.chance.choice(lines)
    return answers


def _causes(visit: Finding) -> list[str]:
    pool = PERSONAL if visit.chance.random() < 0.7 else TANGIBLE
    return visit.chance.sample(pool, visit.chance.choice([1, 1, 2]))


def _at(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")


def _before(visit: Finding) -> dict[str, Any]:
    return {
        "visit_outcome": "going_in",
        "expected_acts": sorted(visit.chance.sample(ACTS, visit.chance.randint(2, 5))),
        "expectation_level": visit.chance.randint(5, 9),
        "stepped_in_at": _at(visit.stepped_in),
        "window_faultless": visit.yes(0.1),
    }


def _welcome(visit: Finding) -> dict[str, Any]:
    wait = visit.chance.randint(5, 28) if visit.well() else visit.chance.randint(35, 110)
    distrusted = visit.critical and visit.chance.random() < 0.3
    return {
        "acknowledged_at": _at(visit.stepped_in + timedelta(seconds=wait)),
        "first_look": visit.pick("warm_and_open", "polite_but_forced", "no_look", "looked_up_and_down"),
        "distrusted": "yes" if distrusted else "no",
        **({"distrust_facts": words.DISTRUST} if distrusted else {}),
        "help_opened_conversation": visit.yes(-0.15),
        **_expectation(visit, "welcome"),
    }


def _discovery(visit: Finding) -> dict[str, Any]:
    return {
        "open_questions": visit.chance.randint(2, 5) if visit.well() else visit.chance.randint(0, 1),
        "for_whom_or_occasion": visit.yes(0.05),
        "used_what_you_told": visit.yes(-0.05),
        **_expectation(visit, "listening"),
    }


def _presentation(visit: Finding) -> dict[str, Any]:
    topics = [topic for topic in TOPICS if visit.well(-0.05)]
    answers: dict[str, Any] = {
        "presented_with_ceremony": visit.yes(),
        "explained_unasked": topics or ["none"],
        "story_linked_to_you": visit.yes(-0.1),
        "fact_answer": visit.pick("right", "checked", "vague", "wrong"),
        "pieces_shown": visit.chance.randint(1, 5),
    }
    if visit.scenario["scenario_competitor"] == "true":
        answers["fair_comparison"] = visit.pick("yes", "no", "not_applicable")
    return {**answers, **_expectation(visit, "presentation")}


def _advice(visit: Finding) -> dict[str, Any]:
    acts = [act for act in ("seat", "drink", "private_room", "small_gift") if visit.chance.random() < 0.45]
    return {
        "invited_to_try": visit.yes(0.05),
        "personal_recommendation": visit.yes(),
        "given_acts": acts or ["none"],
        **_expectation(visit, "advice"),
    }


def _request(visit: Finding) -> dict[str, Any]:
    if visit.scenario["scenario_probe"] != "true":
        return {}
    outcome = visit.pick("own_solution", "alternative", "refused")
    if outcome == "refused":
        return {"request_outcome": outcome}
    who = visit.chance.choice(["advisor_alone", "asked_colleague", "asked_colleague", "somebody_else"])
    return {"request_outcome": outcome, "request_settled_by": who}


def _closing(visit: Finding) -> dict[str, Any]:
    ending = visit.chance.choices(["bought", "set_aside", "left"], [2, 3, 7])[0]
    rest = (
        {"payment_and_wrapping": visit.yes(0.05)}
        if ending == "bought"
        else {"warmth_stayed": visit.yes(-0.1)}
    )
    contact = "taken" if visit.critical else visit.pick("asked_and_told", "asked_only", "not_taken")
    return {
        "pressure": visit.pick("none", "light"),
        "ending": ending,
        **rest,
        "contact_details": contact,
        **_expectation(visit, "closing"),
    }


def _farewell(visit: Finding) -> dict[str, Any]:
    out = visit.stepped_in + timedelta(
        minutes=visit.chance.randint(18, 48), seconds=visit.chance.randint(0, 59)
    )
    return {
        "thanked_and_seen_out": visit.yes(-0.05),
        "stepped_out_at": _at(out),
        **_expectation(visit, "farewell"),
    }


def _after(visit: Finding) -> dict[str, Any]:
    mood = visit.kept - 0.85 + visit.warmth / 2 + visit.chance.gauss(0, 0.15)
    whole = _of(mood, ["much_less", "less", "as_expected", "more", "much_more"], [-0.35, -0.12, 0.15, 0.4])
    answers: dict[str, Any] = {
        "feeling": _of(
            mood, ["uneasy", "relieved", "indifferent", "at_ease", "valued"], [-0.4, -0.25, -0.1, 0.1]
        ),
        "special_and_unique": max(1, min(10, round(7.5 + 6 * mood))),
        "whole_visit_expectation": whole,
        "recommend": max(0, min(10, round(8 + 6 * mood))),
        "would_buy": _of(mood, ["no", "unsure", "probably", "definitely"], [-0.3, -0.05, 0.2]),
        "tell_a_friend": visit.chance.choice(
            words.WARM if mood > 0.12 else words.EVEN if mood > -0.2 else words.COLD
        ),
        "recognised": "yes" if visit.recognised else "no",
    }
    if whole != "as_expected":
        answers["whole_visit_causes"] = _causes(visit)
    return answers


def _of(mood: float, choices: list[str], steps: list[float]) -> str:
    return choices[sum(mood > step for step in steps)]
