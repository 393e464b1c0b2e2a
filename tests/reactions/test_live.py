"""With a real worker, beat and broker: what must follow a visit follows by itself, whatever is killed."""

from collections.abc import Iterator

import pytest

from audits.journal.models import Entry
from audits.reviews.models import Grade
from audits.scorecards.models import Scorecard
from audits.scorecards.services import rebuild
from audits.visits.models import Visit
from audits.waves.models import Wave
from tests.cast import Cast, a_cast, an_assignment
from tests.making import arrives, probed, worked
from tests.reactions.machinery import Machinery, eventually

pytestmark = [pytest.mark.live, pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast in a wave that releases at once."""
    cast = a_cast()
    Wave.objects.filter(pk=cast.wave.pk).update(release_rule="at_once")
    return cast


@pytest.fixture
def machinery(transactional_db: None) -> Iterator[Machinery]:
    with Machinery() as machinery:
        yield machinery


def shops(cast: Cast, start: str = "W_") -> Visit:
    """Sasha's sealed visit of Lille arrives; everything else is the workers'."""
    return arrives(probed(an_assignment(cast.wave, cast.lille, cast.sasha)), worked(start)["answers"])


def standings(wave: Wave) -> dict[str, tuple[int, float | None]]:
    """level → (visits, score) of the scorecards that are up to date."""
    cards = Scorecard.objects.filter(wave=wave, stale_at=None)
    return {
        level: (n, score and round(score, 4)) for level, n, score in cards.values_list("level", "n", "score")
    }


def same(n: int, score: float) -> dict[str, tuple[int, float]]:
    return dict.fromkeys(("store", "region", "brand"), (n, score))


def test_a_completed_visit_reaches_all_three_scorecards_by_itself(cast: Cast, machinery: Machinery) -> None:
    machinery.start("broker")
    machinery.start("worker")
    machinery.start("beat")
    visit = shops(cast)
    eventually(lambda: standings(cast.wave) == same(1, 89.6237))
    visit.refresh_from_db()
    assert visit.state == Visit.State.RELEASED
    eventually(
        lambda: not Entry.objects.filter(handled_at=None).exists()
    )  # insights follow at their own pace
    machinery.kill("beat")  # from here on it is not the sweep that does it
    for n in (2, 3, 4):
        shops(cast)
        eventually(lambda n=n: standings(cast.wave) == same(n, 89.6237))


def test_while_the_broker_is_dead_visits_are_received_and_scorecards_come_when_it_is_back(
    cast: Cast, machinery: Machinery
) -> None:
    machinery.start("broker")
    machinery.start("worker")
    machinery.start("beat")
    shops(cast)
    eventually(lambda: standings(cast.wave) == same(1, 89.6237))
    machinery.kill("broker")
    visit = shops(cast, "P_")
    assert visit.completed_at is not None
    assert Entry.objects.filter(handled_at=None, verb="visit.completed").count() == 1
    machinery.start("broker")
    eventually(lambda: standings(cast.wave) == same(2, round((89.6237 + 66.7742) / 2, 4)), within=90)
    eventually(lambda: not Entry.objects.filter(handled_at=None).exists())


def test_a_worker_that_is_killed_at_its_work_leaves_nothing_undone_and_nothing_done_twice(
    cast: Cast, machinery: Machinery
) -> None:
    machinery.start("broker")
    visits = [shops(cast, start).pk for start in ("W_", "P_", "M_", "A_almost") * 6]
    machinery.start("worker")
    eventually(lambda: Grade.objects.count() >= 3)
    machinery.kill("worker")
    graded = Grade.objects.count()
    assert graded < len(visits), "the worker was too quick to be killed at its work"
    machinery.start("worker")
    machinery.start("beat")
    eventually(lambda: standings(cast.wave).get("brand", (0, 0))[0] == len(visits), within=120)
    eventually(lambda: not Entry.objects.filter(handled_at=None).exists())
    for verb in ("visit.graded", "visit.released"):
        subjects = Entry.objects.filter(verb=verb).values_list("subject", flat=True)
        assert sorted(subjects) == sorted(map(str, visits))
    assert sorted(Grade.objects.values_list("visit", flat=True)) == sorted(visits)
    by_steps = standings(cast.wave)
    rebuild(cast.wave.pk)
    assert standings(cast.wave) == by_steps
