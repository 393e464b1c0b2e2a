"""One command runs all of it; whatever is killed comes back; stopped, nothing is left."""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from audits.management.demonstration.cast import SIGN_INS
from tests.envelopes import content_digest, seal
from tests.running.encore import Encore, command_of, wait_for
from tests.servers import free_port

pytestmark = [
    pytest.mark.live,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked up in /proc: Linux"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("encore")


@pytest.fixture(scope="module")
def encore(folder: Path) -> Iterator[Encore]:
    """One that runs, with its demonstration made."""
    running = Encore(folder, free_port())
    try:
        running.until_ready()
        yield running
    finally:
        running.stop()


def test_ready_is_said_last_and_after_every_sign_in(encore: Encore) -> None:
    assert encore.lines[-1] == encore.ready
    said = "\n".join(encore.lines)
    assert all(email in said for email, _ in SIGN_INS)
    assert "encore-demo" in said


def test_ready_is_true(encore: Encore) -> None:
    health = encore.health()
    assert (health["well"], health["database"], health["broker"]) == (True, True, True)
    assert encore.children_named("celery", "--queues reactions")
    assert encore.children_named("celery", "--queues exports")
    assert len(encore.children_named("celery", " beat ")) == 1


def test_everything_is_written_to_its_folder(encore: Encore, folder: Path) -> None:
    kept = {path.name for path in folder.iterdir()}
    assert {"encore.sqlite3", "secret_key", "broker", "logs", "media"} <= kept
    assert (folder / "secret_key").stat().st_mode & 0o077 == 0


def hers(encore: Encore, token: str) -> list[dict[str, Any]]:
    """The assignments that Sasha's phone is told of."""
    assigned: list[dict[str, Any]] = encore.call("GET", "/api/v1/sync", token)["assignments"]
    return assigned


def test_sasha_always_has_the_boutique_visit_to_make(encore: Encore) -> None:
    token = encore.manage("token", "sasha@demo.example")
    at_first = hers(encore, token)
    assert at_first
    for one in at_first:
        sealed = seal(assignment=one["id"], edition=one["edition"], answers={"visit_outcome": "closed"})
        digest = {"Content-Digest": content_digest(sealed.content)}
        assert encore.call("PUT", sealed.address, token, sealed.content, digest)["state"] == "complete"
    assert wait_for(lambda: hers(encore, token) != [])
    assert {one["checklist"] for one in hers(encore, token)} == {at_first[0]["checklist"]}
    assert not {one["id"] for one in hers(encore, token)} & {one["id"] for one in at_first}


@pytest.mark.parametrize(
    "words", [("encore-", ".sock"), ("celery", "--queues reactions"), ("celery", " beat ")]
)
def test_what_is_killed_comes_back(encore: Encore, words: tuple[str, ...]) -> None:
    before = encore.children_named(*words)
    os.kill(before[0], signal.SIGKILL)
    assert wait_for(lambda: bool(set(encore.children_named(*words)) - set(before)))
    assert wait_for(lambda: encore.is_well("broker"))


def test_a_web_server_that_is_killed_comes_back(encore: Encore) -> None:
    before = encore.children_named("granian")
    os.kill(before[0], signal.SIGKILL)
    # the old one's worker may still answer while it goes: first it is gone, then the new one answers
    assert wait_for(lambda: not set(before) & set(encore.children()) and encore.is_well())


def test_a_second_one_on_the_same_folder_is_told_so(encore: Encore, folder: Path) -> None:
    second = Encore(folder, free_port())
    assert second.process.wait(120) == 1
    second.stop()
    assert "running already" in "\n".join(second.lines)
    assert encore.health()["well"]


def test_a_port_that_is_taken_is_said_at_once(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        second = Encore(tmp_path, port)
        assert second.process.wait(120) == 1
        second.stop()
    assert f"Port {port} can't be used" in "\n".join(second.lines)
    assert not (tmp_path / "encore.sqlite3").exists()


def test_stopped_and_killed_nothing_is_left_and_nothing_is_lost(encore: Encore, folder: Path) -> None:
    assert encore.stop() == 0
    assert wait_for(lambda: encore.children() == []), [command_of(pid) for pid in encore.children()]
    again = Encore(folder, encore.port)
    again.until_ready()
    assert "· the demonstration is there already" in again.lines
    again.process.kill()  # −9: nobody is asked
    again.process.wait(60)
    assert wait_for(lambda: again.children() == []), [command_of(pid) for pid in again.children()]
