"""What is due by the clock is done by sweep: every entry of the table runs."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from audits import reactions
from audits.journal.models import Entry
from audits.messages.models import Message
from audits.waves.models import Assignment
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_everything_on_the_clock_runs_and_its_table_is_whole(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    troubles: list[str] = []
    monkeypatch.setattr(reactions.log, "exception", lambda words, name: troubles.append(name))
    just_over = timezone.now() - timedelta(minutes=1)
    Assignment.objects.filter(pk=cast.assignment.pk).update(window_to=just_over)
    reactions.keep_time()
    assert troubles == []
    assert Message.objects.filter(kind="late").exists()
    assert {"retain", "remind"} <= reactions.CLOCK.keys()
    assert Entry.objects.filter(verb="retention.due").count() <= 1
    reactions.keep_time()  # not due again
    assert Message.objects.count() == 1
