"""Where a measurement stands: a folder, a database of each kind, and servers that are stopped surely."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from tests.servers import _die_with_parent, postgres, valkey

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 90.0  # seconds
LONGEST = 900.0  # seconds of any one step: a bench that nobody watches must end
WORKERS = {"reactions": 2, "exports": 1, "messages": 1}  # queue → processes
WEB = ("--interface", "wsgi", "--host", "127.0.0.1", "--workers", "2", "--blocking-threads", "4", "--no-ws")


@dataclass(frozen=True, slots=True)
class Ground:
    """One engine with its environment. Nothing in it outlives the run."""

    engine: str
    folder: Path
    env: dict[str, str]
    brands: set[str] = field(default_factory=set)

    def manage(self, *words: str) -> None:
        """A management command, its progress on the terminal."""
        command = [sys.executable, "manage.py", *words]
        subprocess.run(command, cwd=ROOT, env=self.env, check=True, timeout=LONGEST)

    def seed(self, brand: str, *, stores: int, visits: int, waves: int = 4) -> list[str]:
        """A brand of this size and what the command said, also printed; one that an earlier section made is taken
        as it is, and says nothing."""
        if brand in self.brands:
            return []
        self.brands.add(brand)
        command = [sys.executable, "manage.py", "seed", "--brand", brand, "--stores", str(stores)]
        command += ["--visits", str(visits), "--waves", str(waves)]
        said = []
        with child(command, self.env, stdout=subprocess.PIPE) as process:
            for line in process.stdout or []:
                said.append(line.decode().rstrip())
                print(said[-1], flush=True)
            if process.wait(LONGEST):
                raise SystemExit(f"seed ended with {process.returncode}")
        return said

    def inside(self, module: str, *words: str) -> Any:
        """What a module of `bench.inside` found out, in a process of its own with this database."""
        command = [sys.executable, "-m", f"bench.inside.{module}", *words]
        told = subprocess.run(
            command, cwd=ROOT, env=self.env, check=True, stdout=subprocess.PIPE, timeout=LONGEST
        )
        return orjson.loads(told.stdout.strip().rpartition(b"\n")[2])

    @contextmanager
    def web(self, wsgi: str = "config.wsgi:application", **more: str) -> Iterator[int]:
        """The web server that Encore runs with, its processes and threads; its port."""
        port = free_port()
        command = [sys.executable, "-m", "granian", *WEB, "--port", str(port), "--log-level", "warning", wsgi]
        with child(command, self.env | more):
            _wait_for(port)
            yield port

    @contextmanager
    def workers(self) -> Iterator[None]:
        """Real Celery workers, one a queue, as Encore runs them (config/run/parts.py)."""
        quiet = ["--loglevel", "CRITICAL", "--without-gossip", "--without-mingle", "--without-heartbeat"]
        with ExitStack() as running:
            for queue, processes in WORKERS.items():
                words = ["-m", "celery", "-A", "config", "worker", "--queues", queue]
                words += ["--concurrency", str(processes), "--hostname", f"{queue}@%h"]
                env = self.env | {"PYTHONWARNINGS": "ignore"}
                running.enter_context(child([sys.executable, *words, *quiet], env))
            time.sleep(8)  # they fork their pools before they take lines; the first visits aren't measured
            yield


@contextmanager
def ground(engine: str, folder: Path) -> Iterator[Ground]:
    """An empty Encore on `sqlite` or `postgresql`, with a broker."""
    with valkey() as broker:
        common = {"DATA_DIR": str(folder), "REDIS_URL": broker, "LOG_LEVEL": "ERROR", "MALLOC_ARENA_MAX": "2"}
        env = {**os.environ, **common}
        env.pop("DATABASE_URL", None)
        if engine == "sqlite":
            yield _prepared(Ground("SQLite", folder, env))
            return
        with postgres(is_durable=True) as address:
            yield _prepared(Ground("PostgreSQL", folder, env | {"DATABASE_URL": address}))


def _prepared(made: Ground) -> Ground:
    made.manage("migrate", "-v0")
    made.manage("createcachetable")
    return made


@contextmanager
def child(
    command: list[str], env: dict[str, str], *, stdout: int = subprocess.DEVNULL
) -> Iterator["subprocess.Popen[bytes]"]:
    """A process that ends with the block, and with us if we are killed."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=env,
        stdout=stdout,
        start_new_session=True,
        preexec_fn=lambda: _die_with_parent(signal.SIGTERM),
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            line.request("GET", "/api/v1/me")
            line.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server does not start")


def free_port() -> int:
    """A port that nobody uses: BENCH_PORTS names a range (`8150-8159`), else any."""
    first, _, last = os.environ.get("BENCH_PORTS", "").partition("-")
    for port in range(int(first), int(last) + 1) if last else [0]:
        with socket.socket() as free:
            try:
                free.bind(("127.0.0.1", port))
                return int(free.getsockname()[1])
            except OSError:
                continue
    raise OSError("no port of BENCH_PORTS is free")


@contextmanager
def folder() -> Iterator[Path]:
    """A folder for one run, gone at its end."""
    with tempfile.TemporaryDirectory(prefix="encore-bench-") as made:
        yield Path(made)
