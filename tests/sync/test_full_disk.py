"""A server whose disk is full says so, keeps nothing by half, and goes on by itself once there is room."""

import errno
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.db import OperationalError

from config.problems import as_problem
from tests.envelopes import Sealed, photo_bytes
from tests.live import Answer, Live, live

PART = 256 * 1024
LARGE = 3 * 1024 * 1024  # bytes of a photo for which there is no room


@pytest.fixture(scope="module")
def encore(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    folder: Path = tmp_path_factory.mktemp("encore")
    with live(folder, REDIS_URL=f"redis+socket://{folder}/nobody.sock") as running:
        yield running


@contextmanager
def no_room(encore: Live) -> Iterator[None]:
    """No file of the server's may grow any more: to its processes the disk is full, while they run."""
    data = Path(encore.env["DATA_DIR"])
    most = max(path.stat().st_size for path in data.glob("encore.sqlite3*"))
    _limit(encore, most)
    try:
        yield
    finally:
        _limit(encore, resource.RLIM_INFINITY)


def _limit(encore: Live, most: int) -> None:
    assert encore.server is not None
    for pid in [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]:
        with suppress(ProcessLookupError):
            if os.getpgid(pid) == encore.server.pid:
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


def put_photo(encore: Live, sealed: Sealed, sha256: str) -> Answer:
    path, photo = sealed.blob(sha256), sealed.photos[sha256]
    return encore.call("PUT", path, "sasha", photo, Content_Type="application/octet-stream")


def as_far_as_it_goes(encore: Live, sealed: Sealed, sha256: str) -> tuple[int, Answer]:
    """Send part after part: where the first one that wasn't taken would begin, and what was said to it."""
    offset, photo = 0, sealed.photos[sha256]
    while (told := encore.patch(sealed, sha256, offset, photo[offset : offset + PART])).status == 204:
        offset += PART
    return offset, told


def media(encore: Live) -> set[str]:
    return {path.name for path in (Path(encore.env["DATA_DIR"]) / "media").rglob("*") if path.is_file()}


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="Linux limits a process that runs, others don't")
def test_a_full_disk_is_said_keeps_nothing_by_half_and_ends_when_there_is_room(encore: Live) -> None:
    sealed = encore.sealed(photos=[photo_bytes(1, LARGE)])
    (sha256,) = sealed.photos
    assert encore.put(sealed).status == 201
    visits = encore.sealed(photos=[photo_bytes(2)]), encore.sealed()
    with no_room(encore):
        full = put_photo(encore, sealed, sha256)
        assert (full.status, full.json()["code"]) == (507, "storage_full")
        assert int(full.headers.get("Retry-After") or full.headers["retry-after"]) > 0
        assert media(encore) == set()
        offset = 0  # in parts: each that is acknowledged is there, the first that isn't changes nothing
        while (
            part := encore.patch(sealed, sha256, offset, sealed.photos[sha256][offset : offset + PART])
        ).status == 204:
            offset += PART
        assert part.status in (503, 507), part.body
        assert encore.offset(sealed, sha256) == offset
        told = [encore.put(one).status for one in visits]
        assert set(told) <= {201, 503, 507}
        assert encore.call("GET", f"/api/v1/visits/{sealed.visit}/receipt", "sasha").json()["missing"] == [
            sha256
        ]
    assert [encore.put(one).status for one in visits] == [200 if was == 201 else 201 for was in told]
    done = put_photo(encore, sealed, sha256)
    assert (done.status, done.json()["state"]) == (201, "complete")
    assert media(encore) == {sha256}


@pytest.mark.parametrize(
    "trouble",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EDQUOT, "Disk quota exceeded"),
        OperationalError("database or disk is full"),
        OperationalError('could not extend file "base/16384/1259": No space left on device'),
    ],
)
def test_however_a_disk_says_that_it_is_full_the_phone_hears_one_word(trouble: Exception) -> None:
    answer = as_problem(trouble, {})
    assert answer is not None
    assert (answer.status_code, answer.data["code"]) == (507, "storage_full")
    assert answer.headers["Retry-After"] == "60"


def test_another_trouble_with_a_file_is_not_called_a_full_disk() -> None:
    assert as_problem(FileNotFoundError(errno.ENOENT, "gone"), {}) is None
