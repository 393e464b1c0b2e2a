"""Headquarters plans waves; others see of them what is theirs."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from audits.visits.models import Visit
from audits.waves.models import Assignment, Wave
from tests.cast import Cast, an_assignment
from tests.envelopes import phone_of, sashas

pytestmark = pytest.mark.django_db


def a_window() -> dict[str, str]:
    now = datetime.now(UTC)
    return {"window_from": now.isoformat(), "window_to": (now + timedelta(days=3)).isoformat()}


def test_hana_opens_a_wave_and_gives_sasha_a_visit_that_her_phone_learns_of(cast: Cast) -> None:
    hana = phone_of(cast, "hana")
    asked = {
        "checklist": str(cast.checklist.pk),
        "name": "Spring",
        "opens": "2026-03-01",
        "closes": "2026-03-31",
    }
    wave = hana.post("waves", asked)
    assert wave.status_code == 201, wave.content
    assert wave.json()["number"] == 2
    assert wave.json()["edition"] == {"number": 1, "sha256": cast.edition.sha256}
    given = {
        "store": str(cast.nice.pk),
        "shopper": str(cast.sasha.pk),
        "scenario": {"scenario_competitor": "true"},
        "brief": {"en": "Look for a scarf.", "fr": "Cherchez un foulard."},
        "fee": "30.00",
        **a_window(),
    }
    made = hana.post(f"waves/{wave.json()['id']}/assignments", given)
    assert made.status_code == 201, made.content
    assert made.json()["state"] == "assigned"
    told = phone_of(cast, "sasha").get("sync").json()["assignments"]
    assert made.json()["id"] in [one["id"] for one in told]


def test_a_withdrawn_assignment_leaves_the_phone_and_a_visited_one_cannot_be_withdrawn(cast: Cast) -> None:
    hana, sasha = phone_of(cast, "hana"), phone_of(cast, "sasha")
    other = an_assignment(cast.wave, cast.rouen, cast.sasha)
    for _ in range(2):
        assert hana.post(f"assignments/{other.pk}/withdraw", {}).json()["state"] == "withdrawn"
    assert [one["id"] for one in sasha.get("sync").json()["assignments"]] == [str(cast.assignment.pk)]
    sasha.put(sashas(cast))
    answer = hana.post(f"assignments/{cast.assignment.pk}/withdraw", {})
    assert (answer.status_code, answer.json()["code"]) == (409, "assignment_visited")


def test_whoever_plans_and_does_not_schedule_reads_no_shoppers_id(cast: Cast) -> None:
    hana = phone_of(cast, "hana")
    for schedules in (True, False):
        cast.hana.posts.update(schedules=schedules)
        told = hana.post(f"assignments/{cast.assignment.pk}/withdraw", {})
        assert told.status_code == 200
        assert (str(cast.sasha.pk) in told.content.decode()) == schedules
        made = hana.post(f"waves/{cast.wave.pk}/assignments", {**a_window(), "store": str(cast.nice.pk)})
        assert (made.status_code, made.json()["shopper"]) == (201, None)


def test_waves_count_what_their_reader_may_see(cast: Cast) -> None:
    an_assignment(cast.wave, cast.nice, cast.sam)
    Assignment.objects.filter(pk=an_assignment(cast.wave, cast.nice, cast.sam).pk).update(state="withdrawn")
    phone_of(cast, "sasha").put(sashas(cast))
    told = {}
    for name in ("hana", "rita", "mona", "otto", "stella"):
        (wave,) = phone_of(cast, name).get("waves").json()
        told[name] = (wave["planned"], wave["received"], wave["released"])
    assert told == {
        "hana": (2, 1, 0),
        "rita": (2, 1, 0),
        # whoever reads released visits alone doesn't learn that one came in: it was made that day
        "mona": (1, 0, 0),
        "otto": (1, 0, 0),
        "stella": (None, 0, 0),  # a store never learns of planned visits
    }
    Visit.objects.update(state="released")
    for name in ("mona", "stella"):
        (wave,) = phone_of(cast, name).get("waves").json()
        assert (wave["received"], wave["released"]) == (1, 1), name
    assert [wave["id"] for wave in phone_of(cast, "zoe").get("waves").json()] == [str(cast.other_wave.pk)]
    assert phone_of(cast, "hana").get("waves?brand=atelier-zoe").json() == []
    assert phone_of(cast, "sasha").get("waves").status_code == 403


def test_nothing_of_another_brand_can_be_planned_with(cast: Cast) -> None:
    zoe, hana = phone_of(cast, "zoe"), phone_of(cast, "hana")
    asked = {"store": str(cast.lille.pk), "shopper": str(cast.sasha.pk), **a_window()}
    assert zoe.post(f"waves/{cast.wave.pk}/assignments", asked).status_code == 404
    assert zoe.post(f"waves/{cast.other_wave.pk}/assignments", asked).status_code == 422
    elsewhere = asked | {"store": str(cast.elsewhere.pk)}
    assert zoe.post(f"waves/{cast.other_wave.pk}/assignments", elsewhere).json()["code"] == "invalid"
    assert zoe.post(f"assignments/{cast.assignment.pk}/withdraw", {}).status_code == 404
    wave = {"checklist": str(cast.checklist.pk), "name": "x", "opens": "2026-01-01", "closes": "2026-01-02"}
    assert zoe.post("waves", wave).status_code == 404
    backwards = hana.post("waves", wave | {"closes": "2025-01-01"})
    assert (backwards.status_code, backwards.json()["code"]) == (422, "invalid")
    assert hana.post(f"waves/{uuid4()}/assignments", asked).status_code == 404
    assert Wave.objects.count() == 2
