"""A real broker, worker and beat around the test's own database, each of which can be killed."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

from celery import current_app
from django.db import connection

from audits.journal import announcing
from audits.journal.models import Entry
from config.run import broker
from tests.servers import _die_with_parent

ROOT = Path(__file__).resolve().parents[2]
WORKER = ["worker", "--pool", "prefork", "--queues", "reactions,exports,messages", "--concurrency", "2"]


class Machinery:
    """Starts nothing by itself; everything that was started is stopped at the end."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="encore-live-", dir="/tmp"))
        self.socket = self.folder / "broker.sock"
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.was = os.environ.get("CELERY_BROKER_URL")

    def __enter__(self) -> "Machinery":
        self._announce_to(f"redis+socket://{self.socket}")
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for name in list(self.children):
            self.kill(name)
        self._announce_to(self.was)
        self._tell()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, name: str) -> None:
        """Start `broker`, `worker` or `beat`; the broker answers when this returns."""
        self.children[name] = self._spawn(name, self._commands()[name])
        if name == "broker":
            eventually(lambda: broker.answers(self.socket))

    def kill(self, name: str) -> None:
        """-9, with every process that it started."""
        child = self.children.pop(name)
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        if name == "broker":
            self.socket.unlink(missing_ok=True)

    def _tell(self) -> None:
        """What waits in the journal, and what each said last: pytest shows it with a test that failed, which a
        fixture isn't told."""
        waiting = Entry.objects.filter(handled_at=None).values_list(
            "id", "verb", "at", "attempts", "claimed_until", "trouble"
        )
        print(*waiting, sep="\n")
        for log in self.folder.glob("*.log"):
            print(f"--- {log.name}\n{log.read_text()[-5000:]}")

    def _commands(self) -> dict[str, list[str]]:
        celery = [sys.executable, "-m", "celery", "-A", "config"]
        server = broker.command(broker.find_server(), address=self.socket, folder=self.folder / "broker")
        return {
            "broker": [str(word) for word in server],
            "worker": [*celery, *WORKER, "--loglevel", "INFO"],
            "beat": [*celery, "beat", "--pidfile", str(self.folder / "beat.pid"), "--max-interval", "1"],
        }

    def _spawn(self, name: str, command: list[str]) -> "subprocess.Popen[bytes]":
        (self.folder / "beat.pid").unlink(missing_ok=True)
        (self.folder / "broker").mkdir(exist_ok=True)
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                command,
                cwd=ROOT,
                env=os.environ | self._places(),
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=lambda: _die_with_parent(signal.SIGKILL),
            )

    def _places(self) -> dict[str, str]:
        """The test's own database and this broker, as the environment names them."""
        name = connection.settings_dict["NAME"]
        broker_url = {"REDIS_URL": f"redis+socket://{self.socket}"}
        if connection.vendor == "sqlite":
            return broker_url | {"DATA_DIR": str(Path(name).parent)}
        address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}")
        return broker_url | {"DATABASE_URL": address.geturl(), "DATA_DIR": str(self.folder)}

    def _announce_to(self, address: str | None) -> None:
        """This process announces to that broker from now on; what it kept of another one is forgotten."""
        os.environ.pop("CELERY_BROKER_URL", None)
        if address:
            os.environ["CELERY_BROKER_URL"] = address
        current_app._pool = None
        current_app.amqp._producer_pool = None
        announcing._broken_until = 0.0


def eventually(holds: Callable[[], object], *, within: float = 60) -> float:
    """Wait until it holds; the seconds it took. Fails when it doesn't within so many."""
    started = time.monotonic()
    while not holds():
        assert time.monotonic() - started < within, "it never came"
        time.sleep(0.02)
    return time.monotonic() - started
