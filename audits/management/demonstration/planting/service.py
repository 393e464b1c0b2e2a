"""How people were received: who was seen at once, where the standard is kept, who may decide, how clients leave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import product
from random import Random

from audits.management.demonstration import words
from audits.management.demonstration.answers import TOPICS
from audits.management.demonstration.planting.cells import ACCENT, AGE, DOWN, UP, Answers, Cell
from audits.management.demonstration.planting.exactly import Owing, apart, choose, deal
from audits.management.demonstration.planting.sizes import Sizes

LOST, WELL = ("relieved", "judged", "uneasy"), ("valued", "inspired", "at_ease")
BOTH_LOST, ONLY_OTHER, EVEN = 4, 2, 5  # pairs
KEPT = {  # the standard, question by question
    "window_faultless": "yes",
    "help_opened_conversation": "yes",
    "for_whom_or_occasion": "yes",
    "presented_with_ceremony": "yes",
    "invited_to_try": "yes",
    "payment_and_wrapping": "yes",
    "contact_details": "asked_and_told",
    "thanked_and_seen_out": "yes",
}
FREE = {  # all that costs nothing, as it should be
    "window_faultless": "yes",
    "first_look": "warm_and_open",
    "distrusted": "no",
    "help_opened_conversation": "yes",
    "used_what_you_told": "yes",
    "invited_to_try": "yes",
    "request_outcome": "own_solution",
    "pressure": "none",
    "payment_and_wrapping": "yes",
    "warmth_stayed": "yes",
    "thanked_and_seen_out": "yes",
    "special_and_unique": 10,
}
AT_ONCE = timedelta(seconds=30)
DECIDED = ("used_what_you_told", "story_linked_to_you", "personal_recommendation", "fair_comparison")
HALF = {"request_outcome": {"own_solution": 1.0, "alternative": 0.5, "refused": 0.0}}
Weights = Mapping[str, float]  # question → its points


def told_service(cells: Sequence[Cell], sizes: Sizes, weights: Weights, chance: Random) -> None:
    """Lay over the answers how people were received."""
    by_store = {number: [c for c in cells if c.house.number == number] for number in _special(sizes)}
    for number in sizes.stores.kept:
        _keep_the_standard(by_store[number], chance)
    for cell in by_store[sizes.stores.crafted]:
        _lay(cell.answers, FREE)
        if "request_outcome" in cell.answers:
            cell.answers.setdefault("request_settled_by", "advisor_alone")
        if cell.answers["whole_visit_expectation"] in ("less", "much_less"):
            cell.answers |= {"whole_visit_expectation": "as_expected"}
            cell.answers.pop("whole_visit_causes", None)
    _looks(cells, sizes, chance)
    for study in (ACCENT, AGE):
        _even_waits(pairs_of(cells, study, sizes))
    _decide(by_store[sizes.stores.trained], sizes.untrusted, weights, chance)
    _decide(by_store[sizes.stores.balanced], 0.0, weights, chance)
    _leave(cells, by_store, sizes, chance)


def _special(sizes: Sizes) -> tuple[str, ...]:
    return (*sizes.stores.kept, sizes.stores.careless, sizes.stores.crafted)


def _lay(answers: Answers, over: Mapping[str, object]) -> None:
    """Only what this visit asks."""
    answers.update({name: said for name, said in over.items() if name in answers})


def _keep_the_standard(cells: Sequence[Cell], chance: Random) -> None:
    """Of all that makes the foundation, at most one explanation is forgotten."""
    for cell in cells:
        _lay(cell.answers, KEPT)
        cell.answers["open_questions"] = chance.randint(2, 5)
        cell.answers["explained_unasked"] = chance.sample(TOPICS, chance.choice([3, 4, 4]))
        cell.answers["fact_answer"] = chance.choice(["right", "right", "checked"])


def _looks(cells: Sequence[Cell], sizes: Sizes, chance: Random) -> None:
    """Acknowledged within 30 s: exactly so many of each region's visits, dressed up and dressed down."""
    for region in {cell.region for cell in cells}:
        has_gap = region == sizes.look_region
        rates = {UP: sizes.look_up, DOWN: sizes.look_up - sizes.look_gap}
        for look, rate in rates.items():
            arm = [cell for cell in cells if (cell.region, cell.look) == (region, look)]
            count = round((rate if has_gap else sizes.look_even) * len(arm))
            soon = set(choose(chance, arm, count, lambda cell: _is_seen(cell, sizes)))
            for cell in arm:
                _wait(cell, is_soon=cell in soon, sizes=sizes, chance=chance)


def _is_seen(cell: Cell, sizes: Sizes) -> float:
    return 1e9 if cell.house.number == sizes.stores.crafted else cell.house.standard**3


def _wait(cell: Cell, *, is_soon: bool, sizes: Sizes, chance: Random) -> None:
    longest = 58 if cell.house.number in sizes.stores.kept else 110
    seconds = chance.randint(5, 28) if is_soon else chance.randint(35, longest)
    met = cell.stepped_in + timedelta(seconds=seconds)
    cell.answers["acknowledged_at"] = met.isoformat(timespec="milliseconds")


def _even_waits(pairs: Sequence[tuple[Cell, Cell]]) -> None:
    """Of the pairs in which one alone was seen at once, it is the bearer in every other: neither study finds more.

    Both came dressed alike to one store in one wave, so what was planted of the look stays as it is.
    """
    turn = 0
    for bearer, other in pairs:
        waits = [_waited(cell) for cell in (bearer, other)]
        if (waits[0] <= AT_ONCE) == (waits[1] <= AT_ONCE):
            continue
        if (waits[0] <= AT_ONCE) == bool(turn % 2):
            for cell, wait in zip((bearer, other), reversed(waits), strict=True):
                cell.answers["acknowledged_at"] = (cell.stepped_in + wait).isoformat(timespec="milliseconds")
        turn += 1


def _waited(cell: Cell) -> timedelta:
    return datetime.fromisoformat(str(cell.answers["acknowledged_at"])) - cell.stepped_in


def _decide(cells: Sequence[Cell], gap: float, weights: Weights, chance: Random) -> None:
    """Empowerment `gap` points below foundation, visit by visit as near as its few questions come to it."""
    owing = Owing()
    for cell, stray in zip(cells, apart(chance, len(cells), 8.0 if gap else 0.0), strict=True):
        wanted = _foundation(cell, weights) - gap + stray
        options = list(_freedoms(cell, weights))
        chance.shuffle(options)
        cell.answers |= owing.nearest(wanted, options)
        if cell.answers.get("request_outcome") == "refused":
            cell.answers.pop("request_settled_by", None)
        elif "request_outcome" in cell.answers:
            cell.answers.setdefault("request_settled_by", "advisor_alone" if not gap else "asked_colleague")


def _foundation(cell: Cell, weights: Weights) -> float:
    """Its per cent where the standard is kept: what is not explained and a late first look are all that is lost."""
    asked = [*KEPT, "open_questions", "explained_unasked", "fact_answer", "acknowledged_at"]
    possible = sum(weights[name] for name in asked if name in cell.answers)
    lost = weights["explained_unasked"] * (1 - len(cell.answers["explained_unasked"]) / len(TOPICS))
    met = cell.answers["acknowledged_at"]
    late = met > (cell.stepped_in + timedelta(seconds=30)).isoformat(timespec="milliseconds")
    return 100 * (1 - (lost + weights["acknowledged_at"] * 0.25 * late) / possible)


def _freedoms(cell: Cell, weights: Weights) -> Iterator[tuple[float, Answers]]:
    """Every way to answer the questions of empowerment, with its per cent."""
    asked = [name for name in DECIDED if name in cell.answers]
    if cell.values["scenario_probe"] == "true":
        asked.append("request_outcome")
    whole = sum(weights[name] for name in asked)
    shares = [HALF.get(name, {"yes": 1.0, "no": 0.0}) for name in asked]
    for said in product(*shares):
        earned = sum(weights[n] * share[one] for n, share, one in zip(asked, shares, said, strict=True))
        yield 100 * earned / whole, dict(zip(asked, said, strict=True))


def _leave(
    cells: Sequence[Cell], by_store: Mapping[str, Sequence[Cell]], sizes: Sizes, chance: Random
) -> None:
    """With which feeling clients leave: the hollow store, its control, and the pairs of both studies."""
    stores = sizes.stores
    hollow = set(choose(chance, by_store[stores.hollow], round(sizes.hollow * len(by_store[stores.hollow]))))
    for number in _unpaired(sizes):
        for cell in by_store[number]:
            _feel(cell, is_lost=cell in hollow, chance=chance)
    for study, net in ((ACCENT, sizes.inequity), (AGE, 0.0)):
        pairs = pairs_of(cells, study, sizes)
        more = round(net * len(pairs))
        only_bearer, only_other = (more + ONLY_OTHER, ONLY_OTHER) if net else (EVEN, EVEN)
        shares = [count / len(pairs) for count in (only_bearer, only_other, BOTH_LOST)]
        for pile, lost in zip(deal(chance, pairs, shares), ((1, 0), (0, 1), (1, 1), (0, 0)), strict=True):
            for pair in pile:
                for cell, is_lost in zip(pair, lost, strict=True):
                    _feel(cell, is_lost=bool(is_lost), chance=chance)


def _unpaired(sizes: Sizes) -> tuple[str, str, str]:
    """Stores whose visitors' feelings are planted, so no part of any study."""
    return sizes.stores.hollow, sizes.stores.full, sizes.stores.crafted


def pairs_of(cells: Sequence[Cell], study: str, sizes: Sizes) -> list[tuple[Cell, Cell]]:
    """`(bearer, other)` of every pair of a study."""
    sides: dict[tuple[str, int], dict[bool, Cell]] = {}
    for cell in cells:
        if cell.study == study and cell.house.number not in _unpaired(sizes):
            sides.setdefault((cell.house.number, cell.wave), {})[cell.is_bearer] = cell
    return [(found[True], found[False]) for found in sides.values()]


def _feel(cell: Cell, *, is_lost: bool, chance: Random) -> None:
    cell.answers["feeling"] = chance.choice(LOST if is_lost else WELL)
    cell.answers["tell_a_friend"] = chance.choice(words.COLD if is_lost else words.WARM)
