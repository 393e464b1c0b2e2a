"""The media store in a bucket that speaks S3 (docs/decisions/020-the-bucket.md).

A file is written in one request that carries the SHA-256 of its bytes: the store has the whole of what we meant, or
nothing. Read whole before anything of it is handed on, so that a line that breaks is seen here and nowhere else.
Whatever the store or the line to it says is an OSError: FileNotFoundError for what isn't there, ENOSPC where the
store is full, else EIO.
"""

import errno
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import boto3
from botocore.client import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files import File
from django.core.files.storage import Storage
from urllib3.exceptions import HTTPError

_IN_MEMORY = 1024 * 1024
_PIECE = 256 * 1024
_TRIES = {"mode": "standard", "total_max_attempts": 2}
_FULL = frozenset({"XMinioStorageFull", "QuotaExceeded", "InsufficientStorage", "EntityTooLarge"})


class Bucket(Storage):
    """Files in `name`. `endpoint` is None at Amazon itself; keys come from the environment, as boto3 reads them.
    `patience` is in seconds, for each of two tries: a web process has few threads, and a store that hangs must not
    hold them all for long. For `rest` seconds it isn't asked again: nobody's request waits for it meanwhile."""

    def __init__(
        self, *, name: str, endpoint: str | None = None, patience: float = 10, rest: float = 3
    ) -> None:
        self.bucket, self.endpoint, self.patience, self.rest = name, endpoint, patience, rest
        self._lock, self._made, self._away_until = threading.Lock(), None, 0.0

    @property
    def client(self) -> Any:
        """One for all threads of this process, made when it is first needed: after every fork."""
        with self._lock:
            if self._made is None:
                self._made = boto3.session.Session().client(
                    "s3", endpoint_url=self.endpoint, config=_ways(self.endpoint, self.patience)
                )
            return self._made

    @contextmanager
    def _asking(self, name: str) -> Iterator[dict[str, str]]:
        """The bucket and key of a request; what goes wrong with it as OSError."""
        if time.monotonic() < self._away_until:
            raise OSError(errno.EIO, "the bucket did not answer a moment ago", name)
        try:
            yield {"Bucket": self.bucket, "Key": name}
        except ClientError as trouble:
            raise _as_told(trouble, name) from trouble
        except (BotoCoreError, HTTPError) as trouble:
            self._away_until = time.monotonic() + self.rest
            raise OSError(
                errno.EIO, f"the bucket does not answer: {type(trouble).__name__}", name
            ) from trouble

    def _open(self, name: str, mode: str = "rb") -> File:
        file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by whoever reads
        with self._asking(name) as where:
            body = self.client.get_object(**where)["Body"]
            for piece in body.iter_chunks(_PIECE):
                file.write(piece)
        file.seek(0)
        return File(file, name)

    def _save(self, name: str, content: File) -> str:
        with self._asking(name) as where:
            # the file itself: Django's around it is false where it has no name, and is then signed as if it were empty
            self.client.put_object(**where, Body=content.file, ContentType="application/octet-stream")
        return name

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name itself: under a hash there is nothing else to overwrite."""
        return name

    def exists(self, name: str) -> bool:
        try:
            self.size(name)
        except FileNotFoundError:
            return False
        return True

    def size(self, name: str) -> int:
        with self._asking(name) as where:
            return int(self.client.head_object(**where)["ContentLength"])

    def delete(self, name: str) -> None:
        with self._asking(name) as where:
            self.client.delete_object(**where)


def _ways(endpoint: str | None, patience: float) -> Config:
    return Config(
        signature_version="s3v4",
        connect_timeout=min(2.0, patience),
        read_timeout=patience,
        retries=_TRIES,
        # signed with the SHA-256 of the bytes on every line, and not by name: the bucket is no host of this network
        s3={"addressing_style": "path" if endpoint else "auto", "payload_signing_enabled": True},
    )


def _as_told(trouble: ClientError, name: str) -> OSError:
    code = str(trouble.response.get("Error", {}).get("Code", ""))
    status = trouble.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
    if code in ("NoSuchKey", "404") or (status == 404 and code != "NoSuchBucket"):
        return FileNotFoundError(errno.ENOENT, "not in the bucket", name)
    if code in _FULL or status == 507:
        return OSError(errno.ENOSPC, f"the bucket is full: {code}", name)
    return OSError(errno.EIO, f"the bucket says {status} {code}", name)
