"""The media store on a disk: a photo is there whole or not at all, whatever happens meanwhile."""

import errno
import os
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage

from audits.visits.keeping import keep_as


@pytest.fixture
def photo() -> Path:
    """Where a photo of a new brand will lie."""
    return Path(default_storage.path(f"blobs/{uuid4()}/ab/abcdef"))


def put(photo: Path, content: bytes) -> None:
    with keep_as(name(photo)) as kept:
        kept.write(content)
        kept.finish()


def name(photo: Path) -> str:
    return str(photo.relative_to(default_storage.path("")))


def test_a_photo_has_its_name_only_when_it_is_whole(photo: Path) -> None:
    with keep_as(name(photo)) as kept:
        kept.write(b"half of it")
        assert not photo.exists()
        kept.write(b" and the rest")
        kept.finish()
    assert list(photo.parent.iterdir()) == [photo]
    assert photo.read_bytes() == b"half of it and the rest"
    assert photo.stat().st_mode & 0o777 == 0o640


def test_nothing_stays_of_a_photo_whose_line_broke(photo: Path) -> None:
    with pytest.raises(ConnectionError), keep_as(name(photo)) as kept:
        kept.write(b"half of it")
        raise ConnectionError
    assert list(photo.parent.iterdir()) == []


def test_what_may_be_on_a_receipt_is_replaced_by_nothing_but_flushed_bytes(
    photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(photo, b"as received")
    seen: list[bytes] = []
    flush = os.fsync

    def look(handle: int) -> None:
        seen.append(photo.read_bytes())
        flush(handle)

    monkeypatch.setattr(os, "fsync", look)
    put(photo, b"sent again")
    assert seen == [b"as received", b"sent again"]  # while its bytes are flushed, and then its folder
    assert list(photo.parent.iterdir()) == [photo]


def test_bytes_name_and_new_folders_are_flushed_before_it_is_over(
    photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(photo.parents[2] / "another-brand" / "ab" / "abcdef", b"there are photos already")
    flushed: list[str] = []
    flush = os.fsync

    def note(handle: int) -> None:
        flushed.append(Path(os.readlink(f"/proc/self/fd/{handle}")).name)
        flush(handle)

    monkeypatch.setattr(os, "fsync", note)
    put(photo, b"as received")
    brand = photo.parents[1].name
    assert flushed[:2] == ["blobs", brand] and flushed[3:] == ["ab"]  # and between them the bytes


def test_a_disk_that_gives_no_file_a_second_name_will_do(
    photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "not here")

    monkeypatch.setattr(os, "link", refuse)
    put(photo, b"as received")
    put(photo, b"sent again")
    assert list(photo.parent.iterdir()) == [photo]
    assert photo.read_bytes() == b"sent again"
