"""Ten shoppers claim at once, on a real server and a real database: no claim twice, no rule broken by a race."""

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.live import ROOT, Live, live

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def encore(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A running Encore with ten shoppers more; without Redis, which no claim asks about."""
    folder: Path = tmp_path_factory.mktemp("encore")
    with live(folder, REDIS_URL=f"redis+socket://{folder}/nobody.sock") as running:
        words = [sys.executable, "-m", "tests.waves.claimers"]
        told = subprocess.run(words, cwd=ROOT, env=running.env, check=True, capture_output=True)
        made = json.loads(told.stdout)
        running.stage["offers"] = made["offers"]
        running.stage["tokens"] |= {f"claimer{n}": token for n, token in enumerate(made["tokens"])}
        yield running


def claim(encore: Live, offer: str, who: str) -> tuple[int, str]:
    answer = encore.call(
        "POST", f"/api/v1/assignments/{offer}/claim", who, b"{}", Content_Type="application/json"
    )
    return answer.status, answer.json().get("code", "")


def test_of_ten_who_claim_at_once_exactly_one_has_it(encore: Live) -> None:
    offer = encore.stage["offers"][0]
    with ThreadPoolExecutor(10) as phones:
        answers = list(phones.map(lambda n: claim(encore, offer, f"claimer{n}"), range(10)))
    assert sorted(answers) == [(200, "")] + [(409, "assignment_taken")] * 9
    assert encore.ask("SELECT count(*) FROM audits_entry WHERE verb = 'assignment.claimed'") == [(1,)]


def test_one_who_claims_five_at_once_has_no_more_than_her_lockout_lets_her(encore: Live) -> None:
    with ThreadPoolExecutor(5) as taps:
        answers = list(taps.map(lambda offer: claim(encore, offer, "sam"), encore.stage["offers"][1:]))
    assert sorted(answers) == [(200, "")] + [(409, "not_eligible")] * 4
