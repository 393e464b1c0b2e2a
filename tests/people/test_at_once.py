"""Whoever taps twice, or taps when a colleague does, has one person, one post and one bar: never an error."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from audits.people.models import Person, Post, Role
from audits.people.profiles import bar
from audits.people.services import invite, post
from audits.people.shoppers import Bar
from tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def at_once(act: Callable[[], Any], times: int = 4) -> list[BaseException]:
    """The troubles of so many threads that do the same at the same time."""
    start = Barrier(times)

    def do() -> None:
        start.wait()
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as threads:
        begun = [threads.submit(do) for _ in range(times)]
    return [trouble for one in begun if (trouble := one.exception())]


def test_who_is_invited_by_two_is_one_person_with_one_post(cast: Cast) -> None:
    def give() -> None:
        nina = invite(email="nina@example.org", name="Nina", by=cast.hana)
        post(person=nina, brand=cast.brand.pk, role=Role.REVIEWER, by=cast.hana)

    assert at_once(give) == []
    assert Person.objects.filter(email="nina@example.org").count() == 1
    assert Post.objects.filter(person__email="nina@example.org").count() == 1


def test_who_is_barred_by_two_is_barred_once(cast: Cast) -> None:
    person, brand, store = cast.sasha.pk, cast.brand.pk, cast.nice.pk
    troubles = at_once(lambda: bar(person=person, brand=brand, store=store, reason="friend", by=cast.hana))
    assert troubles == []
    assert Bar.objects.count() == 1
