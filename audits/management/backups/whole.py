"""A backup from end to end, and the way back."""

import fcntl
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, cast
from uuid import UUID

from django.conf import settings
from django.db import connection

from audits.management.backups.databases import applied_migrations, engine, refuse_unknown
from audits.management.backups.manifest import Manifest, fingerprint, read, verify, write
from audits.management.backups.packing import PIECE, Broken, Package, Packing, digest_of, package, packing
from audits.visits.keeping import blob_name, keep, open_kept

KEYS = ("secret_key", "vapid_key")  # of an embedded Encore, in its data folder


def make_backup(target: Path) -> Manifest:
    """Pack this Encore, while it works, into a folder or a `.tar` file that isn't there yet.

    The database first, then the photos that it names: they are written before their rows, and never change.
    """
    manifest = Manifest(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        engine=connection.vendor,
        migrations=applied_migrations(),
        key=fingerprint(),
    )
    with packing(target) as into:
        with engine().snapshot(into, manifest) as stored:
            _pack_media(stored, into, manifest)
        _pack_keys(into, manifest)
        write(manifest, into)
    return manifest


def _pack_media(stored: Iterable[tuple[str, str]], into: Packing, manifest: Manifest) -> None:
    for brand, sha256 in stored:
        name = f"media/{blob_name(UUID(brand), sha256)}"
        if not _is_whole(brand, sha256):
            manifest.lost.append((brand, sha256))
            continue
        with open_kept(UUID(brand), sha256) as file:
            manifest.files[name] = into.add(name, cast(IO[bytes], file))


def _is_whole(brand: str, sha256: str) -> bool:
    try:
        with open_kept(UUID(brand), sha256) as file:
            return digest_of(cast(IO[bytes], file)).sha256 == sha256
    except FileNotFoundError:
        return False


def _pack_keys(into: Packing, manifest: Manifest) -> None:
    for key in KEYS:
        path = Path(settings.DATA_DIR) / key
        if path.is_file():
            with path.open("rb") as file:
                manifest.files[f"keys/{key}"] = into.add(f"keys/{key}", file)


def restore_backup(source: Path, *, force: bool) -> Manifest:
    """Put a backup in place of this Encore, which must be stopped, and empty unless `force`.

    Everything is verified before anything is touched. Photos come first: under their hash they are in
    nobody's way. The database comes last and at once, so that whatever fails leaves what was there.
    """
    if not source.exists():
        raise Broken(f"there is no {source}")
    with _alone(), package(source) as packed:
        manifest = read(packed)
        refuse_unknown(manifest)
        database = engine()
        database.refuse_while_in_use()
        if not force and not database.is_empty():
            raise Broken("this Encore isn't empty: --force replaces what is in it")
        verify(manifest, packed)
        _unpack_media(packed, manifest)
        database.load(packed, manifest, before_commit=lambda: _unpack_keys(packed, manifest))
    return manifest


class _alone:
    """No supervisor starts on this folder meanwhile (config.run holds the same lock)."""

    def __enter__(self) -> None:
        self.lock: IO[str] = (Path(settings.DATA_DIR) / "run.lock").open("w")
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.lock.close()
            raise Broken("Encore is running on this folder: stop it first") from None

    def __exit__(self, *error: object) -> None:
        self.lock.close()


def _unpack_media(packed: Package, manifest: Manifest) -> None:
    for name in manifest.files:
        if not name.startswith("media/"):
            continue
        brand, _, sha256 = name.removeprefix("media/blobs/").split("/")
        if _is_whole(brand, sha256):
            continue
        with packed.open(name) as file, keep(brand=UUID(brand), sha256=sha256) as kept:
            while piece := file.read(PIECE):
                kept.write(piece)
            kept.finish()


def _unpack_keys(packed: Package, manifest: Manifest) -> None:
    for key in KEYS:
        if f"keys/{key}" in manifest.files:
            part = Path(settings.DATA_DIR) / f"{key}.part"
            with packed.open(f"keys/{key}") as file:
                part.write_bytes(file.read())
            part.chmod(0o600)
            os.replace(part, Path(settings.DATA_DIR) / key)


def signs_otherwise(manifest: Manifest) -> bool:
    """Whether SECRET_KEY comes from the environment and is another than the backup's."""
    return bool(os.environ.get("SECRET_KEY")) and fingerprint() != manifest.key
