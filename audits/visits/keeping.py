"""The media store: each blob under its brand and hash, there whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Protocol
from uuid import UUID

from django.core.files import File
from django.core.files.storage import default_storage

MOST_BYTES = 64 * 1024 * 1024  # of one blob
_IN_MEMORY = 1024 * 1024
# what a disk, a quota and a limit of a file's size say when there is no room
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class StoreAway(OSError):
    """The media store can't be reached, or says that it can't do it now: to be tried again later."""


@contextmanager
def at_the_store() -> Iterator[None]:
    """What goes wrong with the store itself as `StoreAway`. That there is no room, or no such file, stays so."""
    try:
        yield
    except (FileNotFoundError, StoreAway):
        raise
    except OSError as trouble:
        if trouble.errno in NO_ROOM:
            raise
        raise StoreAway(*trouble.args) from trouble


def blob_name(brand: UUID, sha256: str) -> str:
    """Where a blob lies in the media store."""
    return f"blobs/{brand}/{sha256[:2]}/{sha256}"


class Keeping(Protocol):
    """A blob being written; without `finish` nothing of it stays."""

    def write(self, piece: bytes, /) -> object: ...
    def finish(self) -> None: ...


def keep(*, brand: UUID, sha256: str) -> AbstractContextManager[Keeping]:
    """Write a blob's bytes."""
    return keep_as(blob_name(brand, sha256))


@contextmanager
def keep_as(name: str) -> Iterator[Keeping]:
    """Write a file of the media store. On a disk it gets its name only when it is whole, and both are flushed when
    `finish` returns; a bucket does the same by itself. After a power cut before that the name may stand for less
    than the whole: no row says that it is here then, and it is written anew."""
    try:
        path = Path(default_storage.path(name))
    except NotImplementedError:
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
            yield _InBucket(name, file)
        return
    with at_the_store():
        _have_folder(path.parent)
        handle, part = tempfile.mkstemp(prefix=f"{path.name[:8]}-", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield _OnDisk(file, Path(part), path)
    finally:
        Path(part).unlink(missing_ok=True)


class _OnDisk:
    def __init__(self, file: IO[bytes], part: Path, path: Path) -> None:
        self.file, self.part, self.path = file, part, path

    def write(self, piece: bytes, /) -> int:
        with at_the_store():
            return self.file.write(piece)

    def finish(self) -> None:
        with at_the_store():
            self._finish()

    def _finish(self) -> None:
        self.file.flush()
        os.fchmod(self.file.fileno(), 0o640)
        is_named = self._takes_free_name()
        os.fsync(self.file.fileno())
        if not is_named:
            self.part.replace(self.path)
        # the name, too, must outlive a power cut: a receipt will say it is here
        _flush_folder(self.path.parent)

    def _takes_free_name(self) -> bool:
        """A name that nobody has is taken before the bytes are flushed: most file systems then write both in one
        go, which is a quarter faster. What is there already may be on somebody's receipt: only bytes that are on
        the disk replace it."""
        try:
            os.link(self.part, self.path)
        except OSError:  # it is there, or this file system gives no file a second name
            return False
        self.part.unlink()
        return True


def _have_folder(folder: Path) -> None:
    """The folder; where it is new its name is flushed."""
    if not folder.is_dir():
        _have_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        _flush_folder(folder.parent)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class _InBucket:
    def __init__(self, name: str, file: IO[bytes]) -> None:
        self.name, self.file = name, file

    def write(self, piece: bytes, /) -> int:
        return self.file.write(piece)

    def finish(self) -> None:
        """Always written: what stands there under this name may be damaged, and the bytes are the same else."""
        self.file.seek(0)
        with at_the_store():
            default_storage.save(self.name, File(self.file))


def open_kept(brand: UUID, sha256: str) -> File:
    """A stored blob, opened for reading. Raises FileNotFoundError where the media store has lost it, StoreAway."""
    return open_named(blob_name(brand, sha256))


def open_named(name: str) -> File:
    """A file of the media store, opened for reading. Raises FileNotFoundError, StoreAway."""
    with at_the_store():
        return default_storage.open(name, "rb")


def forget(name: str) -> None:
    """Take a file out of the media store; nothing where it is gone already. Raises StoreAway."""
    with at_the_store():
        default_storage.delete(name)
