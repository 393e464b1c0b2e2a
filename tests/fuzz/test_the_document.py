"""The whole API from its own OpenAPI document, as everybody: never a 5xx, no answer that the document doesn't know,
nothing changed after a no.

FUZZ_SECONDS=600 FUZZ_SEED=7 (`make fuzz MINUTES=10 SEED=7`) makes it long, and other; with DB=postgres all of it is
asked of PostgreSQL, as the stories are each time.
"""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from random import Random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky, Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.generation.stateful.state_machine import StepInput, StepOutput

from tests.doors.stage import ROLES
from tests.fuzz.conftest import SEED
from tests.fuzz.knocking import Knocking, doors, who_may

pytestmark = pytest.mark.django_db
SECONDS = float(os.environ.get("FUZZ_SECONDS") or 0)
STORIES = int(os.environ.get("FUZZ_STORIES") or 6)
# wrong documents a door and round; right ones come from each role that may
WRONG = int(os.environ.get("FUZZ_WRONG") or 1)


def drawn_settings(examples: int) -> settings:
    """How Hypothesis draws: nothing remembered, nothing shrunk (every fault is gathered, none raised)."""
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


def knocked(number: int, examples: int, cases: Any, knock: Callable[[Any], None]) -> None:
    """So many cases from this seed. Each comes with a number beside it: where a door takes nothing, they are alike,
    and Hypothesis would stop at the first."""
    together = given(st.tuples(cases, st.integers()))(lambda drawn: knock(drawn[0]))
    seed(number)(drawn_settings(examples)(together))()


def told(faults: dict[str, str]) -> str:
    """Every fault with what was sent."""
    return "\n".join([f"seed {SEED}, {len(faults)} faults", *(f"{a}\n    {b}" for a, b in faults.items())])


def try_door(knocking: Knocking, door: Any, number: int) -> None:
    """Right documents from everybody who may, then wrong ones from anybody."""
    may = who_may(door.method, door.path)
    turn = count()

    def rightly(case: Any) -> None:
        knocking.fill(case, right=0.7)
        knocking.knock_and_undo(case, may[next(turn) % len(may)])

    def wrongly(case: Any) -> None:
        knocking.fill(case, right=0.2)
        knocking.knock_and_undo(case, knocking.chance.choice((*may, *ROLES)))

    right = door.as_strategy(generation_mode=GenerationMode.POSITIVE)
    knocked(number, max(WRONG, len(may)), right, rightly)
    with suppress(Unsatisfiable):  # nothing about some doors can be wrong
        knocked(number, WRONG, door.as_strategy(generation_mode=GenerationMode.NEGATIVE), wrongly)


def test_no_door_answers_outside_of_its_own_document(knocking: Knocking) -> None:
    all_doors = [found.ok() for found in doors().get_all_operations()]
    end = time.monotonic() + SECONDS
    for number in count(SEED):
        for door in all_doors:
            try_door(knocking, door, number)
        if time.monotonic() >= end:
            break
    left_out = [
        f"{door.label}: {role}"
        for door in all_doors
        for role in who_may(door.method, door.path)
        if role not in {came for came, _ in knocking.answered[door.label]}
    ]
    assert left_out == []
    assert not knocking.faults, told(knocking.faults)


def story_of(knocking: Knocking, linked: list[bool]) -> Any:
    """Schemathesis's own state machine: what an answer names is asked for, changed and taken away in the next steps.
    The links are those that it infers from the document; `linked` says of each step whether it followed one. Each
    story is undone at its end."""

    class Story(doors().as_state_machine()):  # type: ignore[misc]  # a class made at run time
        def setup(self) -> None:
            knocking.chance = Random(SEED)  # what Hypothesis tells again must go the same way
            self.undone = transaction.atomic()
            self.undone.__enter__()

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

        def step(self, input: StepInput) -> StepOutput:
            case = input.case
            knocking.fill(case, right=0.8, keeps_address=input.is_applied)
            role = knocking.chance.choice(who_may(case.method, case.operation.path))
            linked.append(input.is_applied)
            return StepOutput(knocking.knock(case, role), case)

    return Story


@pytest.mark.postgres
def test_no_story_of_several_doors_ends_outside_of_the_document(knocking: Knocking) -> None:
    end = time.monotonic() + SECONDS
    linked: list[bool] = []
    story = story_of(knocking, linked)
    for number in count(SEED):
        tale = settings(drawn_settings(STORIES), stateful_step_count=8)
        with suppress(Flaky):  # an answer that names what was just made is never the same twice
            seed(number)(story).run(settings=tale)
        if time.monotonic() >= end and (any(linked) or number > SEED + 10):
            break
    assert any(linked)
    assert not knocking.faults, told(knocking.faults)
