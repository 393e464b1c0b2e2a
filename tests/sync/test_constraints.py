"""The database itself refuses what must not be, whatever the code does."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from audits.visits.models import Blob, Chunk, Epoch, Photo, Revision
from tests.cast import Cast


@pytest.fixture
def blob(cast: Cast) -> Blob:
    return Blob.objects.create(brand=cast.brand, sha256="b" * 64, bytes=10)


@pytest.fixture
def revision(cast: Cast) -> Callable[..., Revision]:
    def make(**members: Any) -> Revision:
        given = {"visit": cast.assignment.pk, "number": 1, "sha256": "a" * 64, "sealed": b"{}"}
        return Revision.objects.create(**given | {"person": cast.sasha, "brand": cast.brand} | members)

    return make


def refused(make: Callable[[], object], rule: str) -> None:
    """The database says no; the rule is one that our models name."""
    assert rule in {
        one.name for model in (Blob, Chunk, Epoch, Photo, Revision) for one in model._meta.constraints
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_of_one_number_one_revision_counts(revision: Callable[..., Revision]) -> None:
    revision()
    refused(lambda: revision(sha256="c" * 64), "one_accepted_revision")
    assert revision(sha256="c" * 64, standing="conflict").pk


def test_the_same_bytes_of_one_person_are_kept_once(cast: Cast, revision: Callable[..., Revision]) -> None:
    revision(standing="conflict")
    refused(lambda: revision(standing="conflict"), "same_bytes_once")
    assert revision(standing="conflict", person=cast.sam).pk


def test_one_content_is_one_blob_of_a_brand(cast: Cast, blob: Blob) -> None:
    refused(
        lambda: Blob.objects.create(brand=cast.brand, sha256=blob.sha256, bytes=9), "one_blob_per_content"
    )


def test_a_blob_holds_no_more_than_was_promised(blob: Blob) -> None:
    blob.offset = 11
    refused(blob.save, "no_more_than_promised")


def test_one_part_lies_at_one_offset(blob: Blob) -> None:
    Chunk.objects.create(blob=blob, offset=0, content=b"12345")
    refused(lambda: Chunk.objects.create(blob=blob, offset=0, content=b"12345"), "one_chunk_per_offset")


def test_photos_of_a_revision_have_each_their_place(blob: Blob, revision: Callable[..., Revision]) -> None:
    mine = revision()
    Photo.objects.create(revision=mine, blob=blob, name="a.jpg", order=0)
    refused(
        lambda: Photo.objects.create(revision=mine, blob=blob, name="b.jpg", order=0), "photos_are_ordered"
    )


def test_there_is_one_epoch(db: None) -> None:
    Epoch.objects.get_or_create(pk=1)
    refused(lambda: Epoch.objects.create(pk=2), "one_epoch")
