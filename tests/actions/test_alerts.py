"""Alerts reach whom they concern as soon as they may, and nobody else."""

from typing import Any

import pytest

from audits.actions.models import Alert, AlertRule
from audits.messages.models import Message
from audits.reviews.models import Grade
from audits.reviews.services import adjust, release
from audits.visits.models import Visit
from tests.cast import Cast, an_assignment
from tests.envelopes import Phone, phone_of
from tests.making import arrives, follow, probed, worked

pytestmark = pytest.mark.django_db


def critical() -> dict[str, Any]:
    """The answers of a worked visit that comes out critical."""
    from tests.making import worked_visits

    found = next(one for one in worked_visits().values() if one["expected"]["critical"])
    answers: dict[str, Any] = found["answers"]
    return answers


@pytest.fixture
def visit(cast: Cast) -> Visit:
    made = arrives(probed(cast.assignment), critical())
    follow()
    made.refresh_from_db()
    assert made.is_critical
    return made


def told(kind: str) -> set[str]:
    return set(Message.objects.filter(kind=f"alert.{kind}").values_list("person__name", flat=True))


def alerts(phone: Phone, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = phone.get(f"alerts{query}").json()["results"]
    return found


def rule(cast: Cast, **wishes: Any) -> Any:
    wish = {"kind": "critical", "roles": ["region_manager"], "channels": ["mail"]} | wishes
    return phone_of(cast, "hana").post("alert-rules", wish)


def test_a_critical_visit_is_told_with_its_grade_to_its_region_alone(cast: Cast, visit: Visit) -> None:
    assert told("critical") == {"Mona"}
    (line,) = alerts(phone_of(cast, "mona"))
    assert (line["kind"], line["store"]["name"], line["can_open"], line["at"]) == (
        "critical",
        "Lille",
        False,
        None,
    )
    assert line["questions"][0]["label"]
    assert line["percent"] is None
    assert alerts(phone_of(cast, "otto")) == []
    assert alerts(phone_of(cast, "stella")) == []  # until it is released
    assert alerts(phone_of(cast, "zoe")) == []
    assert alerts(phone_of(cast, "hana"))[0]["at"] is not None
    for name in ("sasha", "rita"):
        assert phone_of(cast, name).get("alerts").status_code == 403


def test_a_store_hears_of_it_when_it_is_released_and_everybody_once(cast: Cast) -> None:
    assert rule(cast, roles=["store_manager", "region_manager"]).status_code == 201
    visit = arrives(probed(cast.assignment), critical())
    follow()
    assert told("critical") == {"Mona"}
    release(visit.pk, by=cast.rita)
    follow()
    assert told("critical") == {"Mona", "Stella"}
    assert Message.objects.filter(kind="alert.critical").count() == 2
    assert Alert.objects.filter(kind="critical").count() == 1
    assert alerts(phone_of(cast, "stella"))[0]["can_open"] is True


def test_answers_and_scores_are_told_with_the_release(cast: Cast) -> None:
    assert rule(cast, kind="score").status_code == 422  # below which?
    assert rule(cast, kind="score", below="99.5", roles=["hq"]).status_code == 201
    assert rule(cast, kind="score", below="1", roles=["store_manager"]).status_code == 201
    rule(cast, kind="answer")
    visit = arrives(probed(cast.assignment), critical())
    follow()
    grade = Grade.objects.get(visit=visit)
    name = next(line["question"] for line in grade.lines)
    Grade.objects.filter(pk=grade.pk).update(figures=grade.figures | {"alerts": [name]}, percent="50")
    assert not Alert.objects.exists()
    release(visit.pk, by=cast.rita)
    follow()
    assert (told("answer"), told("score"), told("critical")) == ({"Mona"}, {"Hana"}, set())
    message = Message.objects.get(kind="alert.score")
    assert message.content["below"] == "99.5"
    assert "Sasha" not in str(message.content) + str(Message.objects.get(kind="alert.answer").content)


def test_a_good_visit_alarms_nobody(cast: Cast) -> None:
    rule(cast, kind="score", below="1")
    visit = arrives(probed(cast.assignment), worked("P_")["answers"])
    follow()
    Grade.objects.filter(visit=visit).update(percent="80")
    found = Grade.objects.get(visit=visit)
    release(visit.pk, by=cast.rita)
    follow()
    if not found.figures["critical"]:
        assert not Alert.objects.exists()
    assert told("score") == set()


def test_an_alert_goes_with_what_it_was_raised_for(cast: Cast) -> None:
    told_of = worked("X_")
    visit = arrives(
        an_assignment(cast.wave, cast.lille, cast.sasha, scenario=told_of["scenario"]), told_of["answers"]
    )
    follow()
    mona, stella = phone_of(cast, "mona"), phone_of(cast, "stella")
    (line,) = alerts(mona)
    (asked,) = line["questions"]
    right = worked("P_")["answers"][asked["name"]]
    adjust(visit.pk, by=cast.rita, question=asked["name"], value=right, why="The photo says otherwise.")
    follow()
    visit.refresh_from_db()
    assert not visit.is_critical
    release(visit.pk, by=cast.rita)
    follow()
    assert (alerts(mona), alerts(stella)) == ([], [])
    assert Message.objects.filter(kind="alert.critical").count() == 1  # Mona was told when it was so


def test_the_first_who_saw_it_stays(cast: Cast, visit: Visit) -> None:
    mona, hana = phone_of(cast, "mona"), phone_of(cast, "hana")
    key = alerts(mona)[0]["id"]
    assert mona.get("alerts").json()["unseen"] == 1
    assert mona.post(f"alerts/{key}/seen", {}).json()["seen"]["by"] == "Mona"
    assert hana.post(f"alerts/{key}/seen", {}).json()["seen"]["by"] == "Mona"
    assert hana.get("alerts?seen=false").json() == {"results": [], "next": None, "unseen": 0}
    assert phone_of(cast, "otto").post(f"alerts/{key}/seen", {}).status_code == 404


def test_rules_are_headquarters_business(cast: Cast) -> None:
    made = rule(cast).json()
    assert made["brand"] == str(cast.brand.pk)
    hana = phone_of(cast, "hana")
    address = f"/api/v1/alert-rules/{made['id']}"
    off = hana.client.patch(
        address, {"is_active": False}, content_type="application/json", headers=hana.headers
    )
    assert off.json() == made | {"is_active": False}
    visit = arrives(probed(cast.assignment), critical())
    follow()
    assert visit and not Alert.objects.exists()  # a brand with rules of its own has no defaults
    for name in ("mona", "stella", "rita", "sasha"):
        assert phone_of(cast, name).get("alert-rules").status_code == 403
    assert phone_of(cast, "zoe").get("alert-rules").json() == []
    assert hana.client.delete(address, headers=hana.headers).status_code == 204
    assert not AlertRule.objects.exists()
