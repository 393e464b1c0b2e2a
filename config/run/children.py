"""Child processes that are started again when they fall, and never outlive their parent."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO

SHORTEST, LONGEST = 0.5, 30.0  # seconds between two starts of a child that keeps falling
STEADY = 60.0  # seconds after which a child counts as well again
LOG_SIZE = 5_000_000  # bytes after which a log is set aside at the next start
PR_SET_PDEATHSIG = 1


def die_with_parent(sign: int = signal.SIGTERM) -> None:
    """Ask Linux to signal this process when its parent dies, however it dies. Nothing on other systems."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, sign)


@dataclass(slots=True)
class Child:
    """One command that is kept running in a process group of its own."""

    name: str
    command: Sequence[str]
    log: Path
    before: Callable[[], None] = lambda: None  # tidies up before each start
    orphaned: signal.Signals = signal.SIGTERM  # what it is sent when the supervisor dies, however it dies
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    wait: float = SHORTEST
    due: float = 0.0
    falls: int = field(default=0)

    def start(self) -> None:
        """Start it now; its output goes to its log."""
        self.before()
        with _opened(self.log) as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own fixed commands
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=partial(die_with_parent, self.orphaned),
            )
        self.started = time.monotonic()

    def is_up(self) -> bool:
        """Whether its process lives."""
        return self.process is not None and self.process.poll() is None

    def look_after(self) -> str | None:
        """Start it again when it has fallen and its wait is over. What to tell the person, if anything."""
        now = time.monotonic()
        if self.is_up():
            if now - self.started > STEADY:
                self.wait = SHORTEST
            return None
        if self.process is not None:
            return self._fell(now)
        if now >= self.due:
            self.start()
        return None

    def _fell(self, now: float) -> str:
        assert self.process is not None
        code = self.process.returncode
        self.signal(signal.SIGKILL)  # what it left behind, such as pool processes that hold the port
        self.process, self.due, self.falls = None, now + self.wait, self.falls + 1
        self.wait = min(self.wait * 2, LONGEST)
        return f"{self.name} ended with {code}; starting it again (log: {self.log})"

    def signal(self, sign: int) -> None:
        """Signal the whole process group, gone or not."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, sign)


def stop(children: Sequence[Child], *, patience: float) -> None:
    """Ask all to end, wait at most `patience` seconds, then end what is left."""
    for child in children:
        if child.is_up() and child.process is not None:
            child.process.terminate()
    end = time.monotonic() + patience
    while time.monotonic() < end and any(child.is_up() for child in children):
        time.sleep(0.05)
    for child in children:
        child.signal(signal.SIGKILL)
        if child.process is not None:
            child.process.wait()


def _opened(log: Path) -> IO[bytes]:
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LOG_SIZE:
        log.replace(log.with_suffix(".1.log"))
    return log.open("ab")
