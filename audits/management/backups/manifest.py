"""The manifest: what a backup holds, file by file, and to what it belongs."""

import hashlib
import io
import json
from dataclasses import asdict, dataclass, field
from typing import Any

from django.conf import settings

from audits.management.backups.packing import Broken, Package, Packed, Packing, digest_of

NAME, FORMAT = "manifest.json", 1


@dataclass
class Manifest:
    """`files` by their name in the backup; `columns` of each table where the database was PostgreSQL's;
    `lost` names the photos that the media store no longer held as they were stored."""

    made_at: str
    engine: str
    migrations: list[tuple[str, str]]
    key: str
    encore_backup: int = FORMAT
    files: dict[str, Packed] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    lost: list[tuple[str, str]] = field(default_factory=list)


def fingerprint() -> str:
    """Tells whether two servers sign with the same key, and nothing of the key itself."""
    return hashlib.sha256(f"encore.backup:{settings.SECRET_KEY}".encode()).hexdigest()[:16]


def write(manifest: Manifest, into: Packing) -> None:
    """Put the manifest in, after everything that it names."""
    words = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
    into.add(NAME, io.BytesIO(words.encode()))


def read(package: Package) -> Manifest:
    """The manifest of a backup. Raises `Broken` where there is none that can be understood."""
    with package.open(NAME) as file:
        try:
            told: dict[str, Any] = json.loads(file.read())
            if told["encore_backup"] != FORMAT:
                raise Broken(f"this backup has format {told['encore_backup']}; this Encore reads {FORMAT}")
            told["files"] = {name: Packed(**one) for name, one in told["files"].items()}
            told["migrations"] = [(app, name) for app, name in told["migrations"]]
            told["lost"] = [(brand, sha256) for brand, sha256 in told["lost"]]
            return Manifest(**told)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Broken(f"{NAME} can't be read") from None


def verify(manifest: Manifest, package: Package) -> None:
    """Read every file and compare. Raises `Broken` at the first that is not as it was packed."""
    for name, packed in manifest.files.items():
        with package.open(name) as file:
            if digest_of(file) != packed:
                raise Broken(f"{name} is not what was packed: the backup is damaged")
