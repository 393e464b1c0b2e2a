"""Photos that look like others of the same brand."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Substr

from audits.visits.keeping import open_kept
from audits.visits.looks import ALIKE, PARTS, distance, look_of
from audits.visits.models import Blob, Photo, Revision, Visit

_MOST = 2000  # candidates of one photo that are looked at; more of them than that are of one kind of scene


@dataclass(frozen=True, slots=True)
class Alike:
    """A photo of this visit and one of an earlier visit that looks like it. `distance` in bits of 64."""

    photo: Photo
    other: Photo
    distance: int


def keep_look(blob: Blob) -> str:
    """Work out a stored picture's look once, and keep it; '' for what is no picture or was lost."""
    if blob.look or blob.stored_at is None:
        return blob.look
    try:
        with open_kept(blob.brand_id, blob.sha256) as file:
            blob.look = look_of(file)
    except FileNotFoundError:
        return ""
    Blob.objects.filter(pk=blob.pk).update(look=blob.look)
    return blob.look


def alike_in(visit: Visit) -> Iterator[Alike]:
    """For each photo of the revision that counts, the nearest one of a visit that was received before it."""
    for photo in Photo.objects.filter(revision=visit.current_id).select_related("blob").order_by("order"):
        look = keep_look(photo.blob)
        near = _near(photo.blob, look) if look else {photo.blob_id: 0}
        found = _earlier(visit, near)
        if found is not None:
            yield Alike(photo, found, near[found.blob_id])


def _near(blob: Blob, look: str) -> dict[int, int]:
    """Key of a blob of the brand → how far its look is, for those within `ALIKE`. Finds them by their parts."""
    starts = {f"part_{start}": Substr("look", start, 4) for start in PARTS}
    same = Q(pk__in=[])
    for start in PARTS:
        same |= Q(**{f"part_{start}": look[start - 1 : start + 3]})
    found = Blob.objects.filter(brand=blob.brand_id).exclude(look="").alias(**starts).filter(same)
    far = {key: distance(look, other) for key, other in found.values_list("pk", "look")[:_MOST]}
    return {key: n for key, n in far.items() if n <= ALIKE} | {blob.pk: 0}


def _earlier(visit: Visit, near: dict[int, int]) -> Photo | None:
    """The nearest, then the earliest, of those photos in another visit."""
    photos = (
        Photo.objects.filter(blob__in=near, revision__standing=Revision.Standing.ACCEPTED)
        .exclude(revision__visit=visit.pk)
        .filter(revision__received_at__lt=visit.received_at)
        .select_related("revision", "blob")
    )
    return min(photos[:_MOST], key=lambda photo: (near[photo.blob_id], photo.pk), default=None)
