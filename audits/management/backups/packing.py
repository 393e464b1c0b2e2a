"""What a backup is packed in: a folder, or one `.tar` file. There whole under its name, or not at all."""

import hashlib
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

PIECE = 1024 * 1024


class Broken(Exception):
    """A backup that can't be made or used; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Packed:
    """One file of a backup."""

    bytes: int
    sha256: str


class Packing(Protocol):
    """A backup being made."""

    def add(self, name: str, file: IO[bytes]) -> Packed:
        """Take the whole file in; its size and SHA-256."""


class Package(Protocol):
    """A backup that is there."""

    def open(self, name: str) -> IO[bytes]:
        """One of its files. Raises `Broken` where it is missing."""


@contextmanager
def packing(target: Path) -> Iterator[Packing]:
    """Pack into `target`: a `.tar` file, else a folder. What fails leaves nothing behind."""
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise Broken(f"{target} is there already: choose another name")
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f"{target.name}.", suffix=".part", dir=target.parent))
    try:
        if target.suffix == ".tar":
            yield from _into_tar(scratch / "whole", target)
        else:
            yield _Folder(scratch)
            scratch.chmod(0o750)
            scratch.replace(target)
        _flush(target.parent)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _into_tar(part: Path, target: Path) -> Iterator[Packing]:
    with part.open("wb") as file:
        part.chmod(0o640)
        with tarfile.open(fileobj=file, mode="w") as tar:
            yield _Tar(tar)
        file.flush()
        os.fsync(file.fileno())
    part.replace(target)


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)  # the new name itself is on the disk
    finally:
        os.close(handle)


class _Folder:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, name: str, file: IO[bytes]) -> Packed:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as copy:
            reading = Hashing(file)
            shutil.copyfileobj(reading, copy, PIECE)
            copy.flush()
            os.fsync(copy.fileno())
        return reading.packed


class _Tar:
    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar

    def add(self, name: str, file: IO[bytes]) -> Packed:
        line = tarfile.TarInfo(name)
        line.size, line.mode = file.seek(0, os.SEEK_END), 0o640
        file.seek(0)
        reading = Hashing(file)
        self.tar.addfile(line, reading)
        return reading.packed


class Hashing:
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.found, self.size = file, hashlib.sha256(), 0

    def read(self, most: int = -1) -> bytes:
        piece = self.file.read(most)
        self.found.update(piece)
        self.size += len(piece)
        return piece

    @property
    def packed(self) -> Packed:
        """Size and SHA-256 of what was read."""
        return Packed(self.size, self.found.hexdigest())


@contextmanager
def package(source: Path) -> Iterator[Package]:
    """Open a backup. Raises `Broken` for what is none."""
    if source.is_dir():
        yield _FromFolder(source)
        return
    try:
        tar = tarfile.open(source)  # noqa: SIM115 - closed below; a broken one must say so here
    except (OSError, tarfile.TarError) as trouble:
        raise Broken(f"{source} is no backup: {trouble}") from trouble
    with tar:
        yield _FromTar(tar)


class _FromFolder:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open(self, name: str) -> IO[bytes]:
        try:
            return (self.folder / inside(name)).open("rb")
        except OSError:
            raise Broken(f"{name} is missing from the backup") from None


class _FromTar:
    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar

    def open(self, name: str) -> IO[bytes]:
        try:
            file = self.tar.extractfile(inside(name))
        except (KeyError, OSError, tarfile.TarError):
            file = None
        if file is None:
            raise Broken(f"{name} is missing from the backup")
        return file


def inside(name: str) -> str:
    """The name, when it can only lie inside of the backup."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise Broken(f"{name} is no name of a file in a backup")
    return name


def digest_of(file: IO[bytes]) -> Packed:
    """Size and SHA-256 of an open file."""
    reading = Hashing(file)
    while reading.read(PIECE):
        pass
    return reading.packed
