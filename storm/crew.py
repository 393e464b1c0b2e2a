"""The crew that runs an Encore, and kills parts of it with -9: web, worker, beat, broker, PostgreSQL."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

import psycopg

from config.run import broker
from tests.servers import POSTGRES_OPTIONS, _die_with_parent, _postgres_on_this_machine, _server_user

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 90.0  # seconds until a part that doesn't come back is a failure
BETWEEN = (0.5, 3.0)  # seconds between two kills
DOWN = (0.1, 2.0)  # seconds that a part stays dead
OUR_OWN = ("DATABASE_URL", "REDIS_URL", "ENCORE_HOSTS", "PYTEST_CURRENT_TEST", "DJANGO_SETTINGS_MODULE")


class Crew:
    """Every part in a process group of its own. Nothing outlives the `with` block."""

    def __init__(self, folder: Path, *, engine: str, port: int) -> None:
        self.folder, self.engine, self.port = folder, engine, port
        self.socket = folder / "b.sock"
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.kills = Counter[str]()
        self.address = ""  # of the database; empty: SQLite in the folder
        self.env = {name: value for name, value in os.environ.items() if name not in OUR_OWN}
        self.env |= {"DATA_DIR": str(folder / "data"), "REDIS_URL": f"redis+socket://{self.socket}"}
        self.env |= {"LOG_LEVEL": "ERROR", "PYTHONWARNINGS": "ignore"}

    def __enter__(self) -> "Crew":
        (self.folder / "data").mkdir()
        if self.engine == "postgres":
            self._make_postgres()
        return self

    def __exit__(self, *error: object) -> None:
        for name in list(self.running):
            self.kill(name)

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

    def kill_at_random(self, chance: Random, *, is_over: Callable[[], bool]) -> None:
        """Kill and start again, one part after the other, until it is over.

        For the thread that stays: Linux ends our children with the thread that started them.
        """
        turn: list[str] = []
        while not is_over():
            turn = turn or chance.sample(sorted(self.running), len(self.running))
            name = turn.pop()  # each once, then each again in another order
            time.sleep(chance.uniform(*BETWEEN))
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
        return sum(int(client.llen(queue)) for queue in ("reactions", "exports", "messages"))

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
            self._start_postgres()
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

    def _web_answers(self) -> bool:
        import http.client

        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            line.request("GET", "/api/v1/health")
            return line.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            line.close()

    # PostgreSQL: a server of this machine, which the crew may kill as it kills the rest

    def _make_postgres(self) -> None:
        programs, user = _postgres_on_this_machine(), _server_user()
        if programs is None:
            raise SystemExit("The storm kills PostgreSQL, so it needs one of its own: install postgresql.")
        self.programs, self.as_user = programs, _as(user)
        home = self.folder / "pg"
        for made in (home, home / "data", home / "s"):
            made.mkdir(mode=0o700)
            if user:
                shutil.chown(made, user)
        home.chmod(0o755)
        self.folder.chmod(0o755)
        words = ["-D", home / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
        initdb = [str(word) for word in (programs / "initdb", *words)]
        subprocess.run(initdb, check=True, cwd="/", stdout=subprocess.DEVNULL, **self.as_user)
        self.server = f"postgres://postgres@{quote(str(home / 's'), safe='')}"
        self._start_postgres()
        with psycopg.connect(f"{self.server}/postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE encore")
        self.address = self.env["DATABASE_URL"] = f"{self.server}/encore"

    def _start_postgres(self) -> None:
        home = self.folder / "pg"
        options = POSTGRES_OPTIONS | {"unix_socket_directories": str(home / "s")}
        settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        command = [str(self.programs / "postgres"), "-D", str(home / "data"), *settings]
        with (self.folder / "postgres.log").open("ab") as log:

            def again() -> bool:
                # its old backends may still hold the memory: then it refuses, and is asked again
                if "postgres" not in self.running or self.running["postgres"].poll() is not None:
                    self.running["postgres"] = subprocess.Popen(
                        command,
                        cwd="/",
                        stdout=log,
                        stderr=log,
                        start_new_session=True,
                        preexec_fn=lambda: _die_with_parent(signal.SIGKILL),
                        **self.as_user,
                    )
                return self._postgres_answers()

            until(again, "PostgreSQL")

    def _postgres_answers(self) -> bool:
        try:
            psycopg.connect(f"{self.server}/postgres", connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


def _as(user: str | None) -> dict[str, Any]:
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}


def until(holds: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Wait until it holds; fails, naming it, when it doesn't in time."""
    end = time.monotonic() + patience
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(f"{what} never came")
        time.sleep(0.1)
