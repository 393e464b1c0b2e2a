"""The watch over the tables sees what stays, names where, and nothing else."""

import pytest
from django.db import transaction

from audits.places.models import Store
from tests.cast import Cast, a_brand
from tests.fuzz.touched import touched, watch

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_a_change_is_seen_one_that_was_taken_back_is_not(cast: Cast) -> None:
    assert {"audits_visit", "audits_entry", "audits_store"} <= watch()
    Store.objects.filter(pk=cast.lille.pk).update(name="Lille")  # as it stood
    assert touched() == []
    with transaction.atomic():
        a_brand("one-more", "One more")
        transaction.set_rollback(True)
    assert touched() == []
    Store.objects.filter(pk=cast.lille.pk).update(name="Lille Centre")
    assert touched() == ["UPDATE audits_store"]
    assert touched() == [], "asked once, told once"
