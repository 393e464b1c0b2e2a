"""An Encore that runs as people run it: `python -m config.run` with a port and a data folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from audits.management.demonstration.cast import PASSWORD, email_of
from tests.servers import _die_with_parent

ROOT = Path(__file__).resolve().parents[2]
HIRING = """
from audits.people.models import Person, Role
from audits.people.services import invite, post
from audits.places.models import Brand
if not Person.objects.filter(email="{email}").exists():
    her = invite(email="{email}", name="{name}", by=None, password="{password}")
    post(person=her, brand=Brand.objects.get(slug="maison-vaudrey").pk, role=Role.SHOPPER, by=None)
"""
START, STOP = 300.0, 30.0  # seconds; a slow machine makes the demonstration's year in about a minute


@dataclass
class Encore:
    """The whole of it: web, workers, scheduler, broker. It can be stopped and started again."""

    folder: Path
    port: int = 0
    process: "subprocess.Popen[bytes] | None" = field(default=None)

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        """Start, and wait for the line READY."""
        self.port = self.port or _free_port()
        log = self.folder / "run.log"
        env = os.environ | {"DATA_DIR": str(self.folder / "data"), "PORT": str(self.port)}
        for name in ("PYTEST_CURRENT_TEST", "MAKELEVEL"):
            env.pop(name, None)
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "config.run"],
                cwd=ROOT,
                env=env,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=lambda: _die_with_parent(signal.SIGTERM),
            )
        until = time.monotonic() + START
        while f"READY {self.address}" not in (told := log.read_text()):
            assert self.process.poll() is None and time.monotonic() < until, f"Encore does not start:\n{told}"
            time.sleep(0.1)

    def hire(self, name: str) -> None:
        """Somebody new who shops for the demonstration's brand and signs in as the others do; once is enough."""
        told = {"name": name, "email": email_of(name), "password": PASSWORD}
        self.shell(HIRING.format(**told))

    def shell(self, words: str) -> None:
        """Django's own shell beside the running server, for what has no screen in the journey at hand."""
        env = os.environ | {"DATA_DIR": str(self.folder / "data")}
        asked = [sys.executable, "manage.py", "shell", "-v", "0", "-c", words]
        subprocess.run(asked, cwd=ROOT, env=env, check=True, capture_output=True)

    def stop(self) -> None:
        """Stop all of it; nobody answers at its address any more."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
