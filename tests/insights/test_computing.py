"""Insights out of stored visits: facts kept, added up, computed once and again the same, told by the API."""

from random import Random

import pytest
from django.test import Client

from audits.insights.models import Insight
from audits.insights.services import compute_all
from tests.cast import Cast
from tests.insights.making import a_released_visit, some_answers, standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(cast: Cast) -> Cast:
    """Three stores with visits enough for most of what is told."""
    chance = Random(7)
    for store, kept in ((cast.lille, 0.95), (cast.rouen, 0.9), (cast.nice, 0.6)):
        for turn in range(13):
            shopper = cast.sasha if turn % 2 else cast.sam
            look = ("dressed_up", "dressed_down")[turn % 2]
            a_released_visit(cast.wave, store, shopper, some_answers(chance, kept=kept), look=look)
    standing(cast.wave)
    return cast


def get(cast: Cast, who: str, path: str, **query: str) -> tuple[int, dict]:  # type: ignore[type-arg]
    answer = Client().get(f"/api/v1/{path}", query, headers=cast.bearer(getattr(cast, who)))
    return answer.status_code, answer.json()


def test_everything_is_computed_and_again_the_same(year: Cast) -> None:
    compute_all(year.brand.pk)
    first = {(i.kind, i.subject, i.wave_id): (i.n, i.figures) for i in Insight.objects.all()}
    compute_all(year.brand.pk)
    again = {(i.kind, i.subject, i.wave_id): (i.n, i.figures) for i in Insight.objects.all()}
    assert first == again
    kinds = {kind for kind, subject, _ in first if subject == year.brand.pk}
    print(kinds)


def test_print(year: Cast) -> None:
    import json
    import time

    compute_all(year.brand.pk)
    for who in ("hana", "mona", "stella"):
        t = time.time()
        status, told = get(year, who, "insights")
        assert status == 200, told
        told.pop("labels")
        print(who, time.time() - t, json.dumps(told, indent=1)[:30000])
