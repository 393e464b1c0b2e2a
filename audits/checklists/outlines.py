"""Printed editions, parsed."""

from functools import lru_cache

import orjson

from audits.checklists.models import Edition
from audits.expressions import Outline


@lru_cache(maxsize=32)
def outline_of(edition_id: int, sha256: str) -> Outline:
    """A printed edition, parsed once a process: it never changes under its hash."""
    printed = Edition.objects.values_list("printed", flat=True).get(pk=edition_id, sha256=sha256)
    return Outline(orjson.loads(bytes(printed)))
