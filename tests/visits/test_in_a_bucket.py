"""Photos in a bucket, in a real S3 store: received, read, let go, backed up; and while the store is away."""

import hashlib
import io
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone
from PIL import Image

from audits.journal.models import Entry
from audits.retention.services import retain
from audits.visits.keeping import StoreAway, blob_name
from audits.visits.models import Blob, Revision, Visit
from tests.cast import Cast
from tests.envelopes import Phone, Sealed, phone_of, photo_bytes, sashas
from tests.live import ROOT, Live, live
from tests.stores import BUCKET, Store
from tests.stores import store as a_store


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with a_store() as made:
        yield made


@pytest.fixture
def bucket(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The store, empty, as this Encore's media store; one that hangs is given up after a second."""
    store.empty()
    for name, value in store.env.items():
        monkeypatch.setenv(name, value)
    options = {"name": BUCKET, "endpoint": store.address, "patience": 1.0, "rest": 1.0}
    kept = settings.STORAGES | {"default": {"BACKEND": "config.bucket.Bucket", "OPTIONS": options}}
    with override_settings(STORAGES=kept):
        yield store


def picture(colour: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(file, "JPEG")
    return file.getvalue()


def brought(cast: Cast, content: bytes) -> tuple[Phone, Sealed, str]:
    """Sasha's phone, a visit that was received, and the hash of its one photo, which was not yet sent."""
    phone, sealed = phone_of(cast, "sasha"), sashas(cast, photos=[content])
    assert phone.put(sealed).status_code == 201
    return phone, sealed, next(iter(sealed.photos))


def is_told_to_wait(answer: Any) -> bool:
    return answer.status_code == 503 and int(answer["Retry-After"]) > 0


@pytest.mark.django_db
def test_a_photo_in_parts_is_in_the_bucket_when_its_receipt_says_so(cast: Cast, bucket: Store) -> None:
    content = photo_bytes(1, 3_000_000)
    phone, sealed, sha256 = brought(cast, content)
    assert phone.patch(sealed, sha256, 0, content[:1_000_000]).status_code == 204
    assert phone.head(sealed, sha256)["Upload-Offset"] == "1000000"
    assert bucket.names() == []
    assert phone.patch(sealed, sha256, 1_000_000, content[1_000_000:]).status_code == 204
    assert phone.receipt(sealed.visit).json()["state"] == "complete"
    assert bucket.names() == [blob_name(cast.brand.pk, sha256)]
    assert hashlib.sha256(bucket.read(blob_name(cast.brand.pk, sha256))).hexdigest() == sha256


@pytest.mark.django_db
def test_a_reader_sees_it_drawn_anew_and_what_goes_by_policy_leaves_nothing(
    cast: Cast, bucket: Store
) -> None:
    phone, sealed, sha256 = brought(cast, picture("teal"))
    assert phone.put_blob(sealed, sha256).json()["state"] == "complete"
    hana, address = phone_of(cast, "hana"), f"visits/{sealed.visit}/photos/{sha256}"
    for size in ("thumb", "screen", "thumb"):
        shown = hana.get(f"{address}?size={size}")
        assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
        assert Image.open(io.BytesIO(shown.content)).getpixel((5, 5)) == pytest.approx((0, 128, 128), abs=6)
    assert [name.rsplit("-")[-1] for name in bucket.names("pictures/")] == ["screen.jpg", "thumb.jpg"]
    long_ago = timezone.now() - timedelta(days=181)
    Revision.objects.update(received_at=long_ago)
    Blob.objects.update(made_at=long_ago)
    assert retain(cast.brand)["photos"] == 1
    assert bucket.names() == []
    assert hana.get(address).status_code == 404


def hangs(store: Store) -> Callable[[], None]:
    store.hang()
    return store.go_on


def is_dead(store: Store) -> Callable[[], None]:
    store.kill()
    return store.start


def has_other_keys(_: Store) -> Callable[[], None]:
    """The store's were changed, and this Encore was not told."""
    old, again = pytest.MonkeyPatch(), override_settings(STORAGES=dict(settings.STORAGES))
    old.setenv("AWS_SECRET_ACCESS_KEY", "the-one-of-before")
    again.enable()

    def is_told() -> None:
        old.undo()
        again.disable()

    return is_told


@pytest.mark.django_db
@pytest.mark.parametrize("trouble", [hangs, is_dead, has_other_keys])
def test_while_the_store_is_away_phones_are_told_to_try_again_and_nothing_is_lost(
    cast: Cast, bucket: Store, trouble: Callable[[Store], Callable[[], None]]
) -> None:
    content = photo_bytes(2)
    phone, sealed, sha256 = brought(cast, content)
    mend = trouble(bucket)
    try:
        assert is_told_to_wait(phone.put_blob(sealed, sha256))
        assert phone.patch(sealed, sha256, 0, content[:300]).status_code == 204
        assert is_told_to_wait(phone.patch(sealed, sha256, 300, content[300:]))
        assert is_told_to_wait(phone.head(sealed, sha256))
        assert phone.receipt(sealed.visit).json()["missing"] == [sha256]
        assert phone.put(sashas(cast)).status_code == 201  # a visit without photos asks nothing of it
        assert Visit.objects.filter(completed_at=None).count() == 1
    finally:
        mend()
    time.sleep(1)  # as long as a store that did not answer is left alone
    assert phone.head(sealed, sha256)["Upload-Offset"] == str(len(content))
    assert phone.receipt(sealed.visit).json()["state"] == "complete"
    assert bucket.read(blob_name(cast.brand.pk, sha256)) == content
    assert Entry.objects.filter(verb="visit.completed", subject=str(sealed.visit)).count() == 1


@pytest.mark.django_db
def test_a_store_that_hangs_keeps_one_waiting_and_no_reader_is_told_that_a_photo_is_lost(
    cast: Cast, bucket: Store
) -> None:
    phone, sealed, sha256 = brought(cast, picture("plum"))
    phone.put_blob(sealed, sha256)
    hana, address = phone_of(cast, "hana"), f"visits/{sealed.visit}/photos/{sha256}"
    Blob.objects.update(made_at=timezone.now() - timedelta(days=181))
    Revision.objects.update(received_at=timezone.now() - timedelta(days=181))
    bucket.hang()
    try:
        assert is_told_to_wait(hana.get(address))
        since = time.monotonic()
        assert all(is_told_to_wait(hana.get(address)) for _ in range(5))
        assert time.monotonic() - since < 1
        with pytest.raises(StoreAway):
            retain(cast.brand)
        assert Blob.objects.get().stored_at is not None  # the next night finds it again
    finally:
        bucket.go_on()
    time.sleep(1)
    assert hana.get(address).status_code == 200


def manage(encore: Live, *words: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "manage.py", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, env=encore.env, capture_output=True, text=True, check=False)


def test_a_backup_brings_back_every_photo_of_the_bucket_and_is_not_made_without_it(
    store: Store, tmp_path: Path
) -> None:
    store.empty()
    broker = f"redis+socket://{tmp_path}/nobody.sock"
    with live(tmp_path / "encore", REDIS_URL=broker, **store.env) as encore:
        sealed = encore.sealed(photos=[photo_bytes(5), photo_bytes(6)])
        assert encore.put(sealed).status == 201
        for sha256, photo in sealed.photos.items():
            put = encore.call(
                "PUT", sealed.blob(sha256), "sasha", photo, Content_Type="application/octet-stream"
            )
        assert put.json()["state"] == "complete"
        kept = {name: store.read(name) for name in store.names("blobs/")}
        assert manage(encore, "backup", tmp_path / "night").returncode == 0
        encore.kill()
        damaged, _ = kept
        store.empty()
        store.write(damaged, b"something else")
        told = manage(encore, "restore", tmp_path / "night", "--force")
        assert told.returncode == 0, told.stderr
        assert {name: store.read(name) for name in store.names("blobs/")} == kept
        store.kill()
        told = manage(encore, "backup", tmp_path / "another")
        assert (told.returncode, "no backup was made" in told.stderr) == (1, True)
        assert not (tmp_path / "another").exists()
