"""Each planted effect is found, its interval holding what was planted; where nothing was planted nothing is found."""

from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from audits.insights.kinds.equity import study
from audits.insights.kinds.network import StoreMonth, StorePulse, inside, sales, severity
from audits.insights.kinds.perception import of_brand
from audits.insights.kinds.questions import Asked, questions
from audits.insights.kinds.routine import Counts, ratchet
from audits.insights.statistics.credits import NATURES
from audits.insights.tags import Act
from tests.insights.synthetic import SETTING, a_fact, a_group, touch

ACTS = {
    "drink": Act("drink", "given_acts", True, "tangible", "trial"),
    "seat": Act("seat", "given_acts", True, "tangible", "trial"),
    "story": Act("story", "story_linked_to_you", False, "personal", "welcome"),
}
WAVES = [{"number": number, "name": f"Wave {number}"} for number in range(1, 7)]


@pytest.fixture
def chance() -> np.random.Generator:
    return np.random.default_rng(20_261_121)


def holds(figure: dict[str, Any], truth: float) -> bool:
    return bool(figure["low"] <= truth <= figure["high"])


def test_excellence_at_the_welcome_and_none_at_the_farewell(chance: np.random.Generator) -> None:
    def visit() -> dict[str, Any]:
        touches = {"welcome": touch(chance, 0.5, 0.1), "farewell": touch(chance, 0.2, 0.2)}
        return a_fact(touches=touches, surplus=sum(touches.values()) / 2)

    told = a_group("region", [[visit() for _ in range(4)] for _ in range(30)]).told("surplus").figures
    found = {one["name"]: one for one in told["touchpoints"]}
    assert found["welcome"]["is_excellent"] and holds(found["welcome"]["net"], 0.4)
    assert not found["farewell"]["is_excellent"] and not found["farewell"]["is_short"]
    assert holds(found["farewell"]["net"], 0.0)
    assert holds(told["overall"], 0.2)


def a_year_of_acts(chance: np.random.Generator) -> dict[str, Any]:
    """The drink delights less each wave while more and more expect it; seat and story stay as they are."""
    counts = Counts(ACTS)
    for wave in range(1, 7):
        for visit in range(90):
            given = [act for act in ACTS if chance.random() < 0.7]
            drink_delights = 1 / (1 + np.exp(-(0.4 - 0.5 * (wave - 1))))
            beyond = drink_delights if "drink" in given else 0.3
            touches = {"trial": touch(chance, beyond, 0.1), "welcome": touch(chance, 0.4, 0.1)}
            expects = 0.2 + 0.1 * (wave - 1)
            fact = a_fact(
                given=given,
                missed=[act for act in ACTS if act not in given],
                expected=["drink"] if chance.random() < expects else [],
                touches=touches,
                visit=str(visit),
            )
            counts.add(fact, wave=wave, tenure=wave - 1)
    return ratchet(counts, WAVES).figures


def test_a_decaying_champagne_turns_into_routine(chance: np.random.Generator) -> None:
    told = a_year_of_acts(chance)
    acts = {one["act"]: one for one in told["acts"]}
    drink = acts["drink"]
    assert drink["verdict"] == "turning"
    assert drink["trends"]["delight"]["z"] < 0 < drink["trends"]["expected"]["z"]
    assert holds(drink["decay"]["slope"], -0.5)
    assert drink["decay"]["half_life"]["value"] == pytest.approx(np.log(3.2) / 0.5, abs=1.2)
    assert drink["advice"]
    assert [point["wave"] for point in drink["points"]] == [1, 2, 3, 4, 5, 6]


def test_a_personal_act_stays_what_it_was() -> None:
    years = [a_year_of_acts(np.random.default_rng(seed)) for seed in range(12)]
    stories = [next(one for one in told["acts"] if one["act"] == "story") for told in years]
    assert {one["nature"] for one in stories} == {"personal"}
    assert sum(holds(one["decay"]["slope"], 0.0) for one in stories) >= 11
    assert [one["verdict"] for one in stories].count("steady") >= 11
    assert not any(one["verdict"] == "turning" for one in stories)


def test_perks_wear_off_and_a_personal_touch_does_not() -> None:
    claims = [a_year_of_acts(np.random.default_rng(seed))["claim"] for seed in range(6)]
    assert all(one["difference"]["value"] < 0 for one in claims)
    assert not any(one["verdict"] == "personal_fades_faster" for one in claims)


def test_a_ratchet_wants_four_waves_and_twenty_deliveries(chance: np.random.Generator) -> None:
    counts = Counts(ACTS)
    for wave in (1, 2, 3, 4):
        for _ in range(10):
            counts.add(a_fact(given=["drink"], touches={"trial": 1}), wave=wave, tenure=0)
    three = ratchet(counts, WAVES[:3])
    assert (three.why, three.wants) == ("few_waves", 4)
    four = ratchet(counts, WAVES[:4]).figures["acts"][0]
    assert four["withheld"] == {"why": "few_deliveries", "n": 10, "wants": 20}
    assert four["verdict"] is None and len(four["points"]) == 4


def a_look(chance: np.random.Generator, *, up: float, down: float, longer: float) -> dict[str, Any]:
    def visit(look: str) -> dict[str, Any]:
        rate, slower = (up, 1.0) if look == "dressed_up" else (down, longer)
        wait = float(np.expm1(chance.normal(3.0, 0.5)) * slower)
        return a_fact(look=look, is_acknowledged=bool(chance.random() < rate), wait=wait)

    stores = [[visit(look) for look in ("dressed_up", "dressed_down") * 2] for _ in range(60)]
    return a_group("region", stores).told("look").figures


def test_a_look_gap_is_found(chance: np.random.Generator) -> None:
    told = a_look(chance, up=0.8, down=0.55, longer=1.5)
    first = told["outcomes"][0]
    assert first["name"] == "acknowledged" and first["is_real"]
    assert holds(first["difference"], 0.25)
    assert holds(told["seconds"]["ratio"], 1.5) and told["seconds"]["test"]["q"] < 0.05


def test_no_look_gap_where_none_was_planted(chance: np.random.Generator) -> None:
    told = a_look(chance, up=0.7, down=0.7, longer=1.0)
    assert not any(one["is_real"] for one in told["outcomes"])
    assert holds(told["outcomes"][0]["difference"], 0.0)


def test_looks_that_were_not_drawn_are_no_test() -> None:
    told = a_group("region", [[a_fact(is_acknowledged=True)] * 4 for _ in range(40)]).told("look")
    assert (told.why, told.n, told.wants) == ("few_an_arm", 0, 30)


def some_pairs(chance: np.random.Generator, worse: float) -> list[tuple[str, Any, Any]]:
    def visit(rate: float, percent: float) -> dict[str, Any]:
        at_ease = chance.random() < rate
        return a_fact(feeling="valued" if at_ease else "judged", percent=percent + chance.normal(0, 5))

    return [(f"s{at % 24}", visit(0.85 - worse, 80 - 30 * worse), visit(0.85, 80)) for at in range(120)]


def test_a_planted_inequity_is_shown(chance: np.random.Generator) -> None:
    told = study({"id": "1", "name": "Accent", "attribute": "accent"}, some_pairs(chance, 0.3))
    ease = next(one for one in told["outcomes"] if one["name"] == "at_ease")
    assert ease["verdict"] == "shown" and holds(ease["net"], 0.3)
    assert holds(told["index"]["difference"], 9.0) and told["index"]["test"]["q"] < 0.05


def test_no_inequity_where_none_was_planted(chance: np.random.Generator) -> None:
    told = study({"id": "1", "name": "Accent", "attribute": "accent"}, some_pairs(chance, 0.0))
    assert {one["verdict"] for one in told["outcomes"]} == {"not_shown"}
    assert told["index"]["test"]["q"] > 0.05


def test_thirty_five_pairs_tell_nothing(chance: np.random.Generator) -> None:
    told = study({"id": "1", "name": "Accent", "attribute": "accent"}, some_pairs(chance, 0.5)[:35])
    assert told["withheld"] == {"why": "few_pairs", "n": 35, "wants": 36}
    assert told["outcomes"] == [] and told["index"] is None


def managers(chance: np.random.Generator, flattery: float) -> tuple[dict[str, Any], dict[str, Any]]:
    """One region's manager, and the brand's list with her among honest ones."""

    def region() -> Any:
        def visit() -> dict[str, Any]:
            sections = {"welcome_section": chance.normal(80, 8), "closing_section": chance.normal(70, 8)}
            return a_fact(sections=sections, touches={"welcome": touch(chance, 0.3, 0.2)})

        return a_group("region", [[visit() for _ in range(3)] for _ in range(12)])

    def forecast(more: float) -> dict[str, Any]:
        sections = {"welcome_section": 80 + more, "closing_section": 70.0}
        return {
            "level": "region",
            "sealed_at": "",
            "sections": sections,
            "exceeded": {"welcome": 0.3 + more / 40},
        }

    rates = {"welcome": 0.3}
    flattered = region().perception(forecast(flattery), rates)
    honest = [region().perception(forecast(0.0), rates) for _ in range(6)]
    lines = [
        ({"level": "region", "id": str(at), "name": ""}, told) for at, told in enumerate([flattered, *honest])
    ]
    return flattered.figures, of_brand(lines).figures


def test_a_flattering_manager_is_found_out(chance: np.random.Generator) -> None:
    own, brand = managers(chance, 16.0)
    verdicts = {one["name"]: one["verdict"] for one in own["sections"]}
    assert verdicts == {"welcome_section": "blind_spot", "closing_section": "in_line"}
    assert holds(own["sections"][0]["gap"], 16.0)
    assert own["brier"]["own"]["value"] > own["brier"]["network"]["value"]
    assert brand["subjects"][0]["id"] == "0" and brand["subjects"][0]["verdict"] == "blind_spot"
    assert {one["verdict"] for one in brand["subjects"][1:]} == {"in_line"}


def test_an_honest_manager_is_in_line(chance: np.random.Generator) -> None:
    own, _ = managers(chance, 0.0)
    assert {one["verdict"] for one in own["sections"]} == {"in_line"}


def test_most_of_what_went_beyond_cost_nothing(chance: np.random.Generator) -> None:
    def visit() -> dict[str, Any]:
        cause = "listening" if chance.random() < 0.7 else "drink"
        return a_fact(touches={"welcome": 1}, causes={"welcome": [cause]}, given=["drink"])

    setting = SETTING.__class__(
        **{name: getattr(SETTING, name) for name in SETTING.__slots__} | {"costs": {"drink": Decimal("6")}}
    )
    told = a_group("region", [[visit() for _ in range(5)] for _ in range(30)], setting).told("perk").figures
    assert holds(told["personal"], 0.7)
    assert sum(told[name]["value"] for name in NATURES) == pytest.approx(1.0)
    for one in (told, *told["touchpoints"]):
        assert all(one[name]["low"] <= one[name]["value"] <= one[name]["high"] for name in NATURES)
    assert told["costs"]["total"] == pytest.approx(900.0)
    assert holds(told["costs"]["per_point"], 900 / (150 * 0.3))


def people(chance: np.random.Generator, foundation: float, empowerment: float) -> dict[str, Any]:
    def visit() -> dict[str, Any]:
        pillars = {"foundation": chance.normal(foundation, 3), "empowerment": chance.normal(empowerment, 6)}
        return a_fact(pillars=pillars, is_alone=bool(chance.random() < 0.4), probe=0.5)

    return a_group("store", [[visit() for _ in range(12)]]).told("trained").figures


def test_a_trained_store_without_freedom_needs_a_rule_relaxed(chance: np.random.Generator) -> None:
    told = people(chance, 96.0, 60.0)
    assert told["quadrant"] == {"name": "trained", "is_sure": True}
    assert told["action"] == "relax_a_rule"
    assert holds(told["difference"], 36.0) and holds(told["autonomy"], 0.4)


def test_a_store_on_the_edge_gets_no_advice(chance: np.random.Generator) -> None:
    told = people(chance, 90.0, 90.0)
    assert not told["quadrant"]["is_sure"] and told["action"] is None


def a_hollow_store(chance: np.random.Generator, lost: float) -> dict[str, Any]:
    def visit(at: int) -> dict[str, Any]:
        feeling = "judged" if chance.random() < lost else "valued"
        return a_fact(visit=f"v{at:03}", pillars={"foundation": 97.0}, feeling=feeling, is_bought=at % 2 == 0)

    return a_group("store", [[visit(at) for at in range(40)]]).told("hollow").figures


def test_a_hollow_store_is_found_with_its_visits(chance: np.random.Generator) -> None:
    told = a_hollow_store(chance, 0.4)
    assert holds(told["hollow"], 0.4) and told["hollow"]["low"] > 0.2
    assert told["table"]["kept_lost"] == told["hollow"]["k"]
    assert len(told["visits"]) == min(20, told["hollow"]["k"])


def test_a_sound_store_is_not_hollow(chance: np.random.Generator) -> None:
    told = a_hollow_store(chance, 0.0)
    assert told["hollow"]["high"] < 0.1 and told["visits"] == []


def test_half_of_what_is_lost_is_free(chance: np.random.Generator) -> None:
    def visit() -> dict[str, Any]:
        whole = chance.gamma(3, 5)
        free = whole * chance.beta(5, 5)
        lost = {"attitude": free * 0.8, "rule": free * 0.2, "coaching": whole - free}
        return a_fact(lost=lost, costless={"first_look": free * 0.8})

    told = a_group("region", [[visit() for _ in range(4)] for _ in range(30)]).told("free").figures
    assert holds(told["free"], 0.5) and holds(told["lost"], 15.0)
    assert told["costs"][0]["cost"] == "coaching"
    assert told["questions"][0]["question"] == "first_look"


def test_an_unfair_question_is_to_be_reworded_and_the_others_are_fine() -> None:
    asked = {name: Asked() for name in ("unfair", "fair", "quiet")}
    for one in asked.values():
        for na in (0, 1, 2) * 10:
            one.add_store([10, na, 8.5, 8.0, 10 - na])
    told = questions(asked, {"unfair": (10, 26), "fair": (2, 40)}).figures
    found = {one["question"]: one for one in told["questions"]}
    assert told["questions"][0]["question"] == "unfair"
    assert found["unfair"]["verdict"] == "reword"
    assert found["unfair"]["overturned"]["value"] == pytest.approx(10 / 26)
    assert found["fair"]["verdict"] == "fine"
    assert found["quiet"]["verdict"] is None and found["quiet"]["overturned"]["why"] == "few_appeals"


def months(chance: np.random.Generator, link: float, stores: int = 40) -> list[StoreMonth]:
    return [
        StoreMonth(
            store=f"s{store}",
            month=f"2026-{month:02}",
            growth=link * (score - 85) / 8 + 0.02 * month + chance.normal(0, 0.05),
            found={"score": score, "emotion": chance.normal(80, 9)},
        )
        for store in range(stores)
        for month in range(1, 10)
        for score in [chance.normal(85, 8)]
    ]


def test_a_planted_sales_link_is_found(chance: np.random.Generator) -> None:
    told = sales(months(chance, 0.03)).figures
    score = next(one for one in told["components"] if one["name"] == "score")
    assert told["verdict"] == "linked" and score["verdict"] == "linked"
    assert holds(score["effect"], 0.03)
    assert next(one for one in told["components"] if one["name"] == "emotion")["verdict"] == "none"


def test_no_sales_link_where_none_was_planted(chance: np.random.Generator) -> None:
    told = sales(months(chance, 0.0)).figures
    assert told["verdict"] == "none" and told["needs"] is None
    assert all(one["detectable"] < 0.02 for one in told["components"])


def test_too_few_store_months_cannot_tell(chance: np.random.Generator) -> None:
    rows = [row for row in months(chance, 0.0, stores=20) if row.month < "2026-07"]
    wide = [StoreMonth(row.store, row.month, row.growth * 8, row.found) for row in rows]
    told = sales(wide).figures
    assert (told["verdict"], told["method"]) == ("unsure", "wild") and told["needs"] > 0
    assert sales(months(chance, 0.0, stores=19)).why == "few_stores"
    assert sales([]).why == "no_sales"


def some_judges(chance: np.random.Generator, spread: float) -> dict[str, Any]:
    effects = np.append(chance.normal(0, spread, 11), -2 * spread)
    visits, levels = [], chance.normal(82, 4, 50)
    for store, level in enumerate(levels):
        for shopper in chance.choice(12, 5, replace=False):
            visits.append(
                (float(level + effects[shopper] + chance.normal(0, 6)), f"s{store}", f"h{shopper:02}")
            )
    told = severity(visits, {}, {f"h{at:02}": f"alias {at}" for at in range(12)}).figures
    return told | {"true": effects, "levels": {f"s{store}": level for store, level in enumerate(levels)}}


def test_a_severe_shopper_is_told_from_her_stores(chance: np.random.Generator) -> None:
    told = some_judges(chance, 5.0)
    harshest = told["shoppers"][0]
    assert harshest["alias"] == "alias 11" and harshest["severity"]["high"] < 0
    assert told["test"]["q"] < 0.05 and told["is_connected"]
    true = told["true"]
    within = [holds(one["severity"], float(true[int(one["alias"].split()[1])])) for one in told["shoppers"]]
    assert sum(within) >= 10
    assert holds(told["spread"]["store"], 4.0) and holds(told["spread"]["rest"], 6.0)


def test_a_store_is_told_as_if_other_shoppers_had_come(chance: np.random.Generator) -> None:
    held, raw, adjusted = 0, [], []
    for told in (some_judges(chance, 8.0) for _ in range(6)):
        truth = told["levels"]
        held += sum(holds(one["adjusted"], truth[one["id"]]) for one in told["stores"])
        # all shoppers together may be strict: that no model can know
        raw.append(np.std([one["raw"]["value"] - truth[one["id"]] for one in told["stores"]]))
        adjusted.append(np.std([one["adjusted"]["value"] - truth[one["id"]] for one in told["stores"]]))
    assert held >= 0.93 * 300
    assert sum(adjusted) < 0.85 * sum(raw)


def test_no_severity_where_shoppers_are_alike(chance: np.random.Generator) -> None:
    told = some_judges(chance, 0.0)
    assert told["test"]["p"] > 0.05
    assert all(holds(one["severity"], 0.0) for one in told["shoppers"])


def test_shoppers_who_share_no_store_cannot_be_told_apart() -> None:
    visits = [(80.0 + at % 3, f"s{shopper}", f"h{shopper}") for shopper in range(6) for at in range(4)]
    assert severity(visits, {}, {}).why == "not_connected"


def test_staff_served_well_serve_well(chance: np.random.Generator) -> None:
    def points(together: float) -> list[StorePulse]:
        pulse = chance.normal(3.5, 0.5, 30)
        lived = together * (pulse - 3.5) / 0.5 + chance.normal(0, 1, 30)
        return [
            StorePulse(str(at), "", [float(p)] * 8, {"empowerment": [float(e)] * 3, "emotion": []})
            for at, (p, e) in enumerate(zip(pulse, lived, strict=True))
        ]

    found = inside(points(1.5)).figures["correlations"][0]
    assert found["rho"]["low"] > 0 and found["test"]["q"] < 0.05
    control = inside(points(0.0)).figures["correlations"]
    assert holds(control[0]["rho"], 0.0) and control[0]["test"]["q"] > 0.05
    assert control[1]["rho"]["why"] == "few_stores"
    assert inside(points(1.5)[:14]).wants == 15
