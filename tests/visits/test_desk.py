"""Desks list visits: each reader hers, a page by key, a week where a day would give the shopper away."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.people.models import Role
from audits.people.services import post
from audits.visits.models import Revision, Visit
from tests.cast import Cast, an_assignment
from tests.envelopes import Phone, phone_of, sashas

pytestmark = pytest.mark.django_db


@pytest.fixture
def visits(cast: Cast) -> list[Visit]:
    """Six visits at three stores, newest last; the first of each store is released."""
    sasha = phone_of(cast, "sasha")
    made = []
    for store in (cast.lille, cast.rouen, cast.nice):
        for released in (True, False):
            assignment = an_assignment(cast.wave, store, cast.sasha)
            sealed = sashas(cast, assignment=assignment.pk, places=[])
            assert sasha.put(sealed).status_code == 201
            Visit.objects.filter(pk=sealed.visit).update(
                state="released" if released else "in_review", local_day="2026-11-11"
            )
            made.append(Visit.objects.get(pk=sealed.visit))
    return made


def listed(phone: Phone, query: str = "") -> list[str]:
    return [one["id"] for one in phone.get(f"visits{query}").json()["results"]]


def test_each_reader_sees_hers(cast: Cast, visits: list[Visit]) -> None:
    everything = [str(visit.pk) for visit in reversed(visits)]
    released = [str(visit.pk) for visit in visits if visit.state == "released"]
    assert listed(phone_of(cast, "hana")) == everything
    assert listed(phone_of(cast, "rita")) == everything
    assert listed(phone_of(cast, "mona")) == [released[1], released[0]]
    assert listed(phone_of(cast, "otto")) == [released[2]]
    assert listed(phone_of(cast, "stella")) == [released[0]]
    assert listed(phone_of(cast, "zoe")) == []
    assert phone_of(cast, "sasha").get("visits").status_code == 403


def test_a_line_says_where_when_and_how_it_stands(cast: Cast, visits: list[Visit]) -> None:
    Visit.objects.update(percent="66.7742", band="red", surplus="0.2500")
    line = phone_of(cast, "hana").get("visits?limit=1").json()["results"][0]
    assert line["store"] == {"id": str(cast.nice.pk), "name": "Nice", "city": "Nice"}
    assert line["region"]["name"] == "South"
    assert line["wave"]["number"] == 1
    assert (line["percent"], line["band"], line["surplus"]) == ("66.7742", "red", "0.2500")
    assert line["local_day"] == "2026-11-11"
    assert "week" not in line
    assert line["photos"] == {"promised": 0, "here": 0}


def test_a_line_says_in_every_language_how_the_visit_ended(cast: Cast, visits: list[Visit]) -> None:
    left, unasked = visits[0], visits[2]
    Revision.objects.filter(visit=left.pk).update(answers={"ending": "left"})
    Revision.objects.filter(visit=unasked.pk).update(answers={})
    lines = {line["id"]: line for line in phone_of(cast, "mona").get("visits").json()["results"]}
    assert lines[str(left.pk)]["ended"]["en"] == "I left without buying"
    assert lines[str(left.pk)]["ended"]["fr"] == "J’ai quitté la boutique sans acheter"
    assert lines[str(unasked.pk)]["ended"] is None


@pytest.mark.parametrize("name", ["mona", "stella"])
def test_a_manager_reads_a_week_and_no_time_from_which_the_day_follows(
    cast: Cast, visits: list[Visit], name: str
) -> None:
    line = phone_of(cast, name).get("visits").json()["results"][0]
    assert line["week"] == "2026-W46"
    assert "local_day" not in line
    assert (line["received_at"], line["completed_at"]) == (None, None)
    assert "shopper" not in line


def test_a_manager_cannot_find_the_day_by_filtering(cast: Cast, visits: list[Visit]) -> None:
    mona, hana = phone_of(cast, "mona"), phone_of(cast, "hana")
    assert listed(hana, "?from=2026-11-12") == []
    assert len(listed(mona, "?from=2026-11-12")) == 2
    assert len(listed(mona, "?to=2026-11-09")) == 2
    assert listed(mona, "?from=2026-11-16") == []


def test_pages_follow_each_other_without_a_gap(cast: Cast, visits: list[Visit]) -> None:
    hana = phone_of(cast, "hana")
    Visit.objects.update(received_at=datetime.now(UTC))  # all at one moment: the id decides
    found, cursor = [], ""
    for _ in range(6):
        page = hana.get(f"visits?limit=1{cursor}").json()
        found += [one["id"] for one in page["results"]]
        cursor = f"&cursor={page['next']}"
    assert page["next"] is None
    assert sorted(found) == sorted(str(visit.pk) for visit in visits)
    assert listed(hana, f"?cursor={uuid4()}") == []


def test_who_reads_at_two_brands_has_one_list_over_both(cast: Cast, visits: list[Visit]) -> None:
    released = [str(visit.pk) for visit in visits if visit.state == "released"]
    elsewhere = visits[1]
    Visit.objects.filter(pk=elsewhere.pk).update(brand=cast.zoe.posts.get().brand_id)
    post(person=cast.zoe, brand=cast.brand.pk, role=Role.REGION, region=cast.north.pk, by=None)
    post(person=cast.rita, brand=elsewhere_brand(elsewhere), role=Role.REVIEWER, by=None)
    zoe, rita = phone_of(cast, "zoe"), phone_of(cast, "rita")
    assert listed(zoe) == [released[1], str(elsewhere.pk), released[0]]
    assert listed(rita) == [str(visit.pk) for visit in reversed(visits)]
    first = zoe.get("visits?limit=2").json()
    assert listed(zoe, f"?cursor={first['next']}") == [released[0]]


def elsewhere_brand(visit: Visit) -> UUID:
    """The brand that a visit has been moved to."""
    return Visit.objects.values_list("brand", flat=True).get(pk=visit.pk)


def test_many_stores_with_the_same_words_are_found_as_surely_as_one(
    cast: Cast, visits: list[Visit], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audits.visits.filters.FEW", 0)
    assert len(listed(phone_of(cast, "hana"), "?q=lil")) == 2


def test_a_page_costs_a_fixed_number_of_queries(cast: Cast, visits: list[Visit]) -> None:
    hana = phone_of(cast, "hana")
    hana.get("visits")  # the token's first use is written down
    counts = []
    for limit in (1, 6):
        with CaptureQueriesContext(connection) as queries:
            hana.get(f"visits?limit={limit}")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 7


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("state=released", 3),
        ("state=released,in_review", 6),
        ("band=green", 1),
        ("critical=true", 1),
        ("q=lil", 2),
        ("q=N03", 2),
        ("brand=maison-vaudrey", 6),
        ("brand=atelier-zoe", 0),
        ("from=2026-11-11&to=2026-11-11", 6),
        ("from=2026-11-12", 0),
    ],
)
def test_filters(cast: Cast, visits: list[Visit], query: str, expected: int) -> None:
    Visit.objects.filter(pk=visits[0].pk).update(band="green", is_critical=True)
    assert len(listed(phone_of(cast, "hana"), f"?{query}")) == expected


def test_filters_by_id(cast: Cast, visits: list[Visit]) -> None:
    hana = phone_of(cast, "hana")
    for name, row, expected in (
        ("store", cast.lille, 2),
        ("region", cast.north, 4),
        ("wave", cast.wave, 6),
        ("brand", cast.brand, 6),
        ("wave", cast.other_wave, 0),
    ):
        assert len(listed(hana, f"?{name}={row.pk}")) == expected


@pytest.mark.parametrize("query", ["wave=nonsense", "from=yesterday", "store=1", "q=%00"])
def test_a_filter_that_is_none_is_refused(cast: Cast, query: str) -> None:
    answer = phone_of(cast, "hana").get(f"visits?{query}")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


def test_a_withdrawn_visit_is_shown_to_nobody(cast: Cast, visits: list[Visit]) -> None:
    rita, hana = phone_of(cast, "rita"), phone_of(cast, "hana")
    assert rita.post(f"visits/{visits[0].pk}/withdraw", {"reason": "x"}).status_code == 403
    assert phone_of(cast, "zoe").post(f"visits/{visits[0].pk}/withdraw", {"reason": "x"}).status_code == 404
    assert hana.post(f"visits/{visits[0].pk}/withdraw", {}).status_code == 422
    assert hana.post(f"visits/{visits[0].pk}/withdraw", {"reason": "x"}).status_code == 204
    assert len(listed(hana)) == 5
