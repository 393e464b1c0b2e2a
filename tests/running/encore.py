"""A whole Encore for tests: its own port and folder, stopped surely."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 600.0  # seconds for a first start, which makes the demonstration


def wait_for(well: Callable[[], bool], patience: float = 120.0) -> bool:
    """Whether it became true in time; the time is long, for machines that have much else to do."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if well():
            return True
        time.sleep(0.1)
    return False


class Encore:
    """`python -m config.run` and what it says."""

    def __init__(self, folder: Path, port: int, **variables: str) -> None:
        self.folder, self.port, self.lines = folder, port, []
        without = ("DATABASE_URL", "REDIS_URL", "ENCORE_HOSTS", "MAKELEVEL", "DJANGO_SETTINGS_MODULE")
        variables |= {"DATA_DIR": str(folder), "PORT": str(port), "WEB_WORKERS": "1"}
        self.env = {name: value for name, value in os.environ.items() if name not in without} | variables
        self.process = subprocess.Popen(
            [sys.executable, "-m", "config.run"],
            cwd=ROOT,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    lines: list[str]

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip())

    @property
    def ready(self) -> str:
        return f"READY http://localhost:{self.port}"

    def until_ready(self) -> None:
        """Wait for the READY line; fails with everything it said."""
        wait_for(lambda: self.ready in self.lines or self.process.poll() is not None, PATIENCE)
        assert self.ready in self.lines, "\n".join(self.lines)

    def is_well(self, what: str = "well") -> bool:
        """Whether it answers, and says so of this part."""
        try:
            return self.health()[what]
        except OSError:
            return False

    def health(self) -> dict[str, bool]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/v1/health", timeout=30) as answer:
            found: dict[str, bool] = json.load(answer)
            return found

    def manage(self, *words: str) -> str:
        """What `manage.py` prints, on our folder."""
        command = [sys.executable, "manage.py", *words]
        return subprocess.check_output(command, cwd=ROOT, env=self.env, text=True).strip()

    def call(
        self,
        method: str,
        path: str,
        token: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Any:
        """What this address answers a program, read as JSON."""
        url, known = f"http://127.0.0.1:{self.port}{path}", {"Authorization": f"Bearer {token}"}
        asked = urllib.request.Request(url, body, known | (headers or {}), method=method)
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return json.load(answer)

    def children(self) -> list[int]:
        """The processes that run with our folder in their environment, or on our broker's socket (Valkey writes
        its title over its environment); without the supervisor."""
        mark = f"DATA_DIR={self.folder}".encode()
        socket_name = f"encore-{hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]}.sock"
        found = []
        for path in Path("/proc").glob("[0-9]*"):
            try:
                is_ours = mark in (path / "environ").read_bytes().split(b"\0")
            except OSError:
                continue
            pid = int(path.name)
            if (is_ours or socket_name in command_of(pid)) and pid != self.process.pid:
                found.append(pid)
        return found

    def children_named(self, *words: str) -> list[int]:
        """Those whose command line has all the words, the oldest first."""
        return sorted(pid for pid in self.children() if all(word in command_of(pid) for word in words))

    def stop(self) -> int:
        """Ask it to stop; its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(90)
        self._reader.join(5)
        return code


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""
