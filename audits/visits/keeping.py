"""The media store: each blob under its brand and hash, there whole or not at all."""

import errno
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import IO, Protocol
from uuid import UUID

from django.core.files import File
from django.core.files.storage import default_storage

MOST_BYTES = 64 * 1024 * 1024  # of one blob
_IN_MEMORY = 1024 * 1024
_NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC
_RIGHTS = 0o640
_BEGINNINGS = frozenset(f"{byte:02x}" for byte in range(256))
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
        path = default_storage.path(name)
    except NotImplementedError:
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
            yield _InBucket(name, file)
        return
    part = f"{path}-{secrets.token_hex(8)}.part"
    with at_the_store():
        opened = _opened_anew(part)
    with opened as file:
        kept = _OnDisk(file, part, path)
        try:
            yield kept
        finally:
            kept.leave()


def _opened_anew(part: str) -> IO[bytes]:
    """A new file for its owner's eyes; its folder is made where there is none."""
    try:
        handle = os.open(part, _NEW, _RIGHTS)
    except FileNotFoundError:
        _have_folder(os.path.dirname(part))
        handle = os.open(part, _NEW, _RIGHTS)
    return os.fdopen(handle, "wb")


class _OnDisk:
    def __init__(self, file: IO[bytes], part: str, path: str) -> None:
        self.file, self.part, self.path = file, part, path
        self._is_there = True  # the part, under its own name

    def write(self, piece: bytes, /) -> int:
        with at_the_store():
            return self.file.write(piece)

    def finish(self) -> None:
        with at_the_store():
            self._finish()

    def _finish(self) -> None:
        self.file.flush()
        os.fchmod(self.file.fileno(), _RIGHTS)  # whatever this process's own mask took away
        is_named = self._takes_free_name()
        os.fsync(self.file.fileno())
        if not is_named:
            os.replace(self.part, self.path)
            self._is_there = False
        # the name, too, must outlive a power cut: a receipt will say it is here
        _flush_folder(os.path.dirname(self.path))

    def _takes_free_name(self) -> bool:
        """A name that nobody has is taken before the bytes are flushed: most file systems then write both in one
        go, which is a quarter faster. What is there already may be on somebody's receipt: only bytes that are on
        the disk replace it."""
        try:
            os.link(self.part, self.path)
        except OSError:  # it is there, or this file system gives no file a second name
            return False
        self.leave()
        return True

    def leave(self) -> None:
        """Take the part's own name away."""
        if self._is_there:
            self._is_there = False
            with suppress(FileNotFoundError):
                os.unlink(self.part)


def _have_folder(folder: str) -> None:
    """The folder; where it is new its name is flushed. Those for the 256 beginnings of a hash are made together: one
    flush instead of one for each."""
    if not os.path.isdir(folder):
        above, name = os.path.split(folder)
        _have_folder(above)
        for made in _BEGINNINGS if name in _BEGINNINGS else (name,):
            with suppress(FileExistsError):
                os.mkdir(os.path.join(above, made))
        _flush_folder(above)


def _flush_folder(folder: str) -> None:
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
