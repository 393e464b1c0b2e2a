"""An Encore that runs as people run it: `python -m config.run` with a port and a data folder of its own."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from audits.management.demonstration.cast import PASSWORD, email_of
from tests.journeys.waiting import until
from tests.servers import _die_with_parent, free_port

ROOT = Path(__file__).resolve().parents[2]
HIRING = """
from audits.people.models import Person, Role
from audits.people.services import invite, post
from audits.places.models import Brand
if not Person.objects.filter(email="{email}").exists():
    her = invite(email="{email}", name="{name}", by=None, password="{password}")
    post(person=her, brand=Brand.objects.get(slug="maison-vaudrey").pk, role=Role("{post}"), by=None)
"""
START, STOP = 600.0, 60.0  # seconds; a machine at rest makes the demonstration's year in less than one minute


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
        self.port = self.port or free_port()
        log = self.folder / "run.log"
        env = os.environ | {"DATA_DIR": str(self.folder / "data"), "PORT": str(self.port)}
        env["ENCORE_PRIVATE_TARGETS"] = "1"  # the programs outside that are told stand on this machine
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
        end = time.monotonic() + START
        while f"READY {self.address}" not in (told := log.read_text()):
            assert self.process.poll() is None and time.monotonic() < end, f"Encore does not start:\n{told}"
            time.sleep(0.1)

    def hire(self, name: str, post: str = "shopper") -> None:
        """Somebody new at the demonstration's brand, who signs in as the others do; once is enough."""
        told = {"name": name, "email": email_of(name), "password": PASSWORD, "post": post}
        self.shell(HIRING.format(**told))

    def rest(self) -> None:
        """Wait until all has followed that follows from what was done: no line of the journal is left to handle."""
        with closing(sqlite3.connect(self.base, timeout=30)) as base:
            waits = "SELECT count(*) FROM audits_entry WHERE handled_at IS NULL"
            until(lambda: base.execute(waits).fetchone() == (0,), "all that follows")

    @property
    def base(self) -> Path:
        return self.folder / "data" / "encore.sqlite3"

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
