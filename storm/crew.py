"""The crew that runs an Encore, and kills parts of it with -9: web, worker, beat, broker, PostgreSQL."""

import contextlib
import os
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import cast

from config.run import broker
from storm.leftovers import Guard
from storm.postgres import OwnPostgres
from tests.servers import _die_with_parent

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = (
    300.0  # seconds until a part that doesn't come back is a failure; a busy machine is slow, not wrong
)
ANSWERS_IN = 30.0  # seconds; with hundreds of phones at its door a health check waits its turn
BETWEEN = (0.5, 3.0)  # seconds between two kills
DOWN = (0.1, 2.0)  # seconds that a part stays dead
OUR_OWN = ("DATABASE_URL", "REDIS_URL", "ENCORE_HOSTS", "PYTEST_CURRENT_TEST", "DJANGO_SETTINGS_MODULE")


class Crew:
    """Every part in a process group of its own. Nothing outlives the `with` block."""

    def __init__(
        self, folder: Path, *, engine: str, port: int, ground: Path | None = None, pace: float = 1
    ) -> None:
        self.folder, self.engine, self.port = folder, engine, port
        self.ground = ground  # what its files are copied from; None: they are made
        self.pace = pace  # so many times longer between two kills
        self.socket = folder / "b.sock"
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.kills = Counter[str]()
        self.postgres: OwnPostgres | None = None
        self.address = ""  # of the database; empty: SQLite in the folder
        self.env = {name: value for name, value in os.environ.items() if name not in OUR_OWN}
        self.env |= {"DATA_DIR": str(folder / "data"), "REDIS_URL": f"redis+socket://{self.socket}"}
        self.env |= {"LOG_LEVEL": "ERROR", "PYTHONWARNINGS": "ignore"}

    def __enter__(self) -> "Crew":
        if self.ground:
            subprocess.run(["cp", "-a", str(self.ground / "data"), str(self.folder / "data")], check=True)
        else:
            (self.folder / "data").mkdir()
        self._guard = Guard(self.folder)
        if self.engine == "postgres":
            self.postgres = OwnPostgres(self.folder, self.ground and self.ground / "pg")
            self._spawn("postgres")
            self.address = self.env["DATABASE_URL"] = self.postgres.database()
        return self

    def __exit__(self, *error: object) -> None:
        for name in list(self.running):
            self.kill(name)
        self._guard.__exit__()

    def stage(self, *words: object) -> bytes:
        """What `python -m storm.stage` tells."""
        command = [sys.executable, "-m", "storm.stage", *map(str, words)]
        told = subprocess.run(command, cwd=ROOT, env=self.env, check=True, stdout=subprocess.PIPE)
        return told.stdout

    def start(self) -> None:
        """Start what isn't up, and wait until it answers."""
        for name in self._commands():
            if name not in self.running or self.running[name].poll() is not None:
                self._spawn(name)
        until(lambda: broker.answers(self.socket), "the broker")
        until(self._web_answers, "the web server")

    def kill(self, name: str) -> None:
        """-9, with everything that it started."""
        process = self.running.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if name == "broker":
            self.socket.unlink(missing_ok=True)

    def stop_postgres(self) -> None:
        """In order, where there is one: its files are whole afterwards."""
        if server := self.running.pop("postgres", None):
            server.send_signal(signal.SIGINT)
            server.wait()

    def manage(self, *words: object) -> bool:
        """Whether a command of Encore's own went well."""
        command = [sys.executable, "manage.py", *map(str, words)]
        with (self.folder / "manage.log").open("ab") as log:
            return subprocess.run(command, cwd=ROOT, env=self.env, stdout=log, stderr=log).returncode == 0

    def back_up(self) -> None:
        """While everything works."""
        until(lambda: self.manage("backup", self.folder / "night"), "a backup")

    def restore(self) -> None:
        """Last night's backup takes the server's place."""
        down = [name for name in ("web", "worker", "beat") if name in self.running]
        for name in down:
            self.kill(name)
        until(lambda: self.manage("restore", self.folder / "night", "--force"), "the backup, restored")
        self.kills["restore"] += 1
        self.start()

    def fill_disk(self, seconds: float) -> None:
        """No file of the web server's may grow for a while: to it the disk is full."""
        largest = max(path.stat().st_size for path in (self.folder / "data").rglob("*") if path.is_file())
        _limit(self.running["web"].pid, largest)
        self.kills["disk"] += 1
        time.sleep(seconds)
        _limit(self.running["web"].pid, resource.RLIM_INFINITY)

    def kill_at_random(
        self, chance: Random, *, is_over: Callable[[], bool], between: Callable[[], None]
    ) -> None:
        """Kill and start again, one part after the other, until it is over; `between` is called each time.

        For the thread that stays: Linux ends our children with the thread that started them.
        """
        turn: list[str] = []
        while not is_over():
            parts = [*sorted(self.running), "disk"]
            turn = turn or chance.sample(parts, len(parts))
            name = turn.pop()  # each once, then each again in another order
            time.sleep(self.pace * chance.uniform(*BETWEEN))
            between()
            if name == "disk":
                self.fill_disk(chance.uniform(*DOWN))
                continue
            self.kill(name)
            self.kills[name] += 1
            time.sleep(chance.uniform(*DOWN))
            self._spawn(name)
            # on a busy machine a start takes long: a server that is killed before it answers proves nothing
            until(lambda: is_over() or self._web_answers(), "the web server")

    def waiting_in_broker(self) -> int:
        """Messages in both queues that no worker has taken."""
        import redis

        client = redis.Redis(unix_socket_path=str(self.socket))
        # redis-py's annotations allow for its asynchronous twin
        return sum(int(cast(int, client.llen(queue))) for queue in ("reactions", "exports", "messages"))

    def _commands(self) -> dict[str, list[str]]:
        web = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port)]
        web += ["--workers", "2", "--blocking-threads", "4", "--no-ws", "--log-level", "critical"]
        celery = ["celery", "-A", "config"]
        quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "CRITICAL"]
        worker = [*celery, "worker", "--queues", "reactions,exports,messages", "--concurrency", "2", *quiet]
        beat = [*celery, "beat", "--pidfile=", "--max-interval", "1", "--loglevel", "CRITICAL"]
        server = broker.command(
            broker.find_server(), address=self.socket, folder=self.folder / "data" / "broker"
        )
        parts = {
            "web": [*web, "--respawn-failed-workers", "config.wsgi:application"],
            "worker": worker,
            "beat": beat,
        }
        python = {name: [sys.executable, "-m", *words] for name, words in parts.items()}
        return {"broker": list(map(str, server))} | python

    def _spawn(self, name: str) -> None:
        if name == "postgres":
            until(self._postgres_is_up, "PostgreSQL")
            return
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                self._commands()[name],
                cwd=ROOT,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=lambda: _die_with_parent(signal.SIGKILL),
            )

    def _postgres_is_up(self) -> bool:
        assert self.postgres is not None
        # its old backends may still hold the memory: then it refuses, and is asked again
        if "postgres" not in self.running or self.running["postgres"].poll() is not None:
            self.running["postgres"] = self.postgres.start()
        return self.postgres.answers()

    def _web_answers(self) -> bool:
        import http.client

        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWERS_IN)
        try:
            line.request("GET", "/api/v1/health")
            return line.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            line.close()


def until(holds: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Wait until it holds; fails, naming it, when it doesn't in time."""
    end = time.monotonic() + patience
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(f"{what} never came")
        time.sleep(0.1)


def _limit(group: int, most: int) -> None:
    for pid in [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]:
        with contextlib.suppress(ProcessLookupError):
            if os.getpgid(pid) == group:
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
