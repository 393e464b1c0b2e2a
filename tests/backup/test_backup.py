"""Backup and restore, each by its one command, on both databases, with the phones that live through it."""

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

import pytest

from audits.management.backups.manifest import read, verify
from audits.management.backups.packing import Broken, package, packing
from storm.crew import until
from storm.phone import Phone
from storm.sealing import Parcel
from tests.envelopes import Sealed, photo_bytes
from tests.live import ROOT, Live, _database, live
from tests.servers import free_port

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def encore(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    folder: Path = tmp_path_factory.mktemp("encore")
    with live(folder, REDIS_URL=f"redis+socket://{folder}/nobody.sock") as running:
        yield running


@pytest.fixture(scope="module")
def night(encore: Live, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Last night's backup: of a visit with a photo, made while forty others were arriving."""
    encore.first = complete(encore, 1)  # type: ignore[attr-defined]  # kept on the fixture
    target: Path = tmp_path_factory.mktemp("backups") / "night"
    with ThreadPoolExecutor(4) as phones:
        arriving = [phones.submit(complete, encore, 100 + n) for n in range(40)]
        assert manage(encore, "backup", target).returncode == 0
        assert all(one.result() for one in arriving)
    return target


def complete(encore: Live, n: int) -> Sealed:
    """A visit of Sasha's with one photo, receipted whole."""
    sealed = encore.sealed(photos=[photo_bytes(n)])
    assert encore.put(sealed).status == 201
    assert send_photos(encore, sealed)["state"] == "complete"
    return sealed


def send_photos(encore: Live, sealed: Sealed) -> Any:
    """Each in one go; the last receipt."""
    for sha256, photo in sealed.photos.items():
        put = encore.call("PUT", sealed.blob(sha256), "sasha", photo, Content_Type="application/octet-stream")
    return put.json()


def manage(encore: Live, *words: object, **more: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "manage.py", *map(str, words)]
    return subprocess.run(
        command, cwd=ROOT, env=encore.env | more, capture_output=True, text=True, check=False
    )


def on_the_phone(encore: Live, sealed: Sealed) -> Parcel:
    return Parcel(sealed.visit, "", encore.stage["assignment"], sealed.content, sealed.photos)


def damaged(backup: Path, torn: Path) -> Path:
    """A copy with one byte of one photo changed."""
    shutil.copytree(backup, torn)
    photo = next(path for path in (torn / "media").rglob("*") if path.is_file())
    photo.write_bytes(photo.read_bytes()[:-1] + b"?")
    return torn


def put_away(phone: Phone) -> None:
    phone.over.set()
    phone.join(30)


def revisions(encore: Live) -> int:
    return int(encore.ask("SELECT count(*) FROM audits_revision")[0][0])


def test_a_backup_is_one_moment_of_the_database_and_every_photo_of_that_moment(night: Path) -> None:
    manifest = json.loads((night / "manifest.json").read_text())
    photos = [name for name in manifest["files"] if name.startswith("media/")]
    assert photos
    assert manifest["lost"] == []
    for name in photos:
        assert Path(name).name == manifest["files"][name]["sha256"]
    kept = {path.relative_to(night).as_posix() for path in night.rglob("*") if path.is_file()}
    assert kept == {*manifest["files"], "manifest.json"}


def test_a_running_encore_is_not_restored_over(encore: Live, night: Path) -> None:
    told = manage(encore, "restore", night, "--force")
    assert told.returncode == 1
    assert "stop it first" in told.stderr
    assert encore.put(encore.sealed()).status == 201


def test_after_an_older_backup_the_phone_notices_and_sends_again_what_came_since(
    encore: Live, night: Path, tmp_path: Path
) -> None:
    since = complete(encore, 7)
    sashas = [on_the_phone(encore, sealed) for sealed in (encore.first, since)]  # type: ignore[attr-defined]  # kept on the fixture
    phone = Phone(encore.stage["tokens"]["sasha"], sashas, port=encore.port, chance=Random(1), hours=0.1)
    phone.start()
    until(lambda: phone.is_done, "both receipts")
    given = [parcel.receipts[-1] for parcel in sashas]
    put_away(phone)
    encore.kill()
    assert manage(encore, "restore", damaged(night, tmp_path / "torn"), "--force").returncode == 1
    assert Path(encore.env["DATA_DIR"], "encore.sqlite3.before-restore").exists() is False
    assert manage(encore, "restore", night).returncode == 1  # it isn't empty
    told = manage(encore, "restore", night, "--force")
    assert told.returncode == 0, told.stderr
    encore.start()
    asked = json.dumps({"receipts": given}).encode()
    news = encore.call("POST", "/api/v1/receipts/query", "sasha", asked).json()
    assert [one["visit"] for one in news["receipts"]] == [str(sashas[0].visit)]
    assert [(one["visit"], one["vouched"]) for one in news["unknown"]] == [(str(since.visit), True)]

    taken_out = Phone(encore.stage["tokens"]["sasha"], sashas, port=encore.port, chance=Random(2), hours=0.1)
    taken_out.epoch, taken_out.wants_news = phone.epoch, True  # what it knew, and that it asks for news
    taken_out.start()
    until(lambda: taken_out.is_done, "the visits, offered again")
    put_away(taken_out)
    assert phone.strange == taken_out.strange == []
    epochs = [{parcel.before[-1]["server_epoch"], parcel.receipts[-1]["server_epoch"]} for parcel in sashas]
    assert all(len(two) == 2 for two in epochs)
    ids = ", ".join(f"'{parcel.sha256}'" for parcel in sashas)
    assert encore.ask(f"SELECT count(*) FROM audits_revision WHERE sha256 IN ({ids})") == [(2,)]


def test_one_file_into_an_empty_encore_where_a_photo_that_was_lost_is_awaited_again(
    encore: Live, tmp_path: Path
) -> None:
    whole, torn = complete(encore, 55), complete(encore, 56)
    media = Path(encore.env["DATA_DIR"]) / "media"
    next(media.rglob(next(iter(torn.photos)))).unlink()
    tar, folder = tmp_path / "encore.tar", tmp_path / "data"
    assert "has lost" in manage(encore, "backup", tar).stderr
    with _database() as address:
        env = encore.env | {"DATA_DIR": str(folder), "DATABASE_URL": address}
        other = Live(free_port(), env, encore.stage, workers=1)
        told = manage(other, "restore", tar)
        assert told.returncode == 0, told.stderr
        assert revisions(other) == revisions(encore)
        other.start()
        again, awaits = other.put(whole), other.put(torn)
        assert (again.status, again.json()["state"]) == (200, "complete")
        assert (awaits.status, awaits.json()["missing"]) == (200, list(torn.photos))
        assert send_photos(other, torn)["state"] == "complete"
        assert other.put(other.sealed()).status == 201  # the next key of each table is a free one
        other.kill()


@pytest.mark.parametrize("damage", ["a byte", "a file", "the manifest"])
def test_a_damaged_backup_is_seen_before_anything_is_touched(
    night: Path, tmp_path: Path, damage: str
) -> None:
    torn = damaged(night, tmp_path / "torn")
    if damage == "a file":
        next(path for path in (torn / "media").rglob("*") if path.is_file()).unlink()
    elif damage == "the manifest":
        (torn / "manifest.json").write_text("{}")
    with package(night) as sound:
        verify(read(sound), sound)
    with pytest.raises(Broken), package(torn) as packed:
        verify(read(packed), packed)


def test_what_fails_leaves_no_half_backup_and_what_is_there_stays(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    (there / "mine.txt").write_text("mine")
    with pytest.raises(Broken), packing(there):
        pass
    for name in ("folder", "one.tar"):
        with pytest.raises(OSError, match="no room"), packing(tmp_path / name) as into:
            into.add("first", io.BytesIO(b"kept"))
            raise OSError("no room")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["mine.txt", "there"]


@pytest.mark.parametrize("name", ["/etc/passwd", "../secret_key", "media/../../x", ""])
def test_no_name_in_a_backup_leads_out_of_it(night: Path, name: str) -> None:
    with package(night) as packed, pytest.raises(Broken):
        packed.open(name)
