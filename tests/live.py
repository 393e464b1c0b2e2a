"""An Encore that really runs: a web server of its own with a data folder and a database of its own.

On PostgreSQL where DATABASE_URL is set (a fresh database on that server), else on SQLite.
"""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

from tests.envelopes import Sealed, checksum, content_digest, seal
from tests.servers import _die_with_parent, free_port

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 180.0  # seconds


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Live:
    """A running Encore."""

    port: int
    env: dict[str, str]
    stage: dict[str, Any]
    workers: int = 2
    server: "subprocess.Popen[bytes] | None" = field(default=None)

    def start(self) -> None:
        """Start the web server and wait until it answers."""
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--workers", str(self.workers), "--blocking-threads", "8"]
        self.server = subprocess.Popen(
            [*command, "--no-ws", "config.wsgi:application"],
            cwd=ROOT,
            env=self.env,
            start_new_session=True,
            preexec_fn=lambda: _die_with_parent(signal.SIGTERM),
        )
        until = time.monotonic() + PATIENCE
        while not self._answers():
            assert self.server.poll() is None and time.monotonic() < until, "the server does not start"
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            return self.call("GET", "/api/v1/me", "sasha").status in (200, 404)
        except OSError:
            return False

    def kill(self) -> None:
        """End the server and its workers with -9, in the middle of whatever they do."""
        assert self.server is not None
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()
        self.server = None

    def call(
        self, method: str, path: str, who: str, body: bytes | Iterator[bytes] | None = None, **headers: str
    ) -> Answer:
        """One request on a connection of its own; a body in pieces goes in chunks, without a length."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            token = {"Authorization": f"Bearer {self.stage['tokens'][who]}"}
            connection.request(method, path, body, token | named)
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def sealed(self, **members: Any) -> Sealed:
        """A visit on Sasha's assignment."""
        return seal(assignment=self.stage["assignment"], edition=self.stage["edition"], **members)

    def put(self, sealed: Sealed, who: str = "sasha") -> Answer:
        digest = content_digest(sealed.content)
        return self.call("PUT", sealed.address, who, sealed.content, Content_Digest=digest)

    def offset(self, sealed: Sealed, sha256: str) -> int:
        answer = self.call("HEAD", sealed.blob(sha256), "sasha", Tus_Resumable="1.0.0")
        return int(answer.headers["upload-offset" if "upload-offset" in answer.headers else "Upload-Offset"])

    def patch(self, sealed: Sealed, sha256: str, offset: int, part: bytes) -> Answer:
        return self.call(
            "PATCH",
            sealed.blob(sha256),
            "sasha",
            part,
            Content_Type="application/offset+octet-stream",
            Tus_Resumable="1.0.0",
            Upload_Offset=str(offset),
            Upload_Checksum=checksum(part),
        )

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """What the database says."""
        words = [sys.executable, "-m", "tests.asking", sql]
        told = subprocess.run(words, cwd=ROOT, env=self.env, check=True, capture_output=True)
        return [tuple(row) for row in json.loads(told.stdout)]


@contextmanager
def live(folder: Path, **more: str) -> Iterator[Live]:
    """An Encore with the cast on stage, stopped and gone at the end. `more` goes into its environment."""
    with _database() as address:
        env = os.environ | {"DATA_DIR": str(folder), "DATABASE_URL": address} | more
        env.pop("PYTEST_CURRENT_TEST", None)
        told = subprocess.run(
            [sys.executable, "-m", "tests.stage"], cwd=ROOT, env=env, check=True, capture_output=True
        )
        encore = Live(free_port(), env, json.loads(told.stdout))
        encore.start()
        try:
            yield encore
        finally:
            if encore.server is not None:
                encore.kill()


@contextmanager
def _database() -> Iterator[str]:
    """The address of a fresh database on the server of DATABASE_URL; empty, so SQLite, without one."""
    server = os.environ.get("DATABASE_URL")
    if not server:
        yield ""
        return
    name = f"live_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield server.rpartition("/")[0] + f"/{name}"
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
