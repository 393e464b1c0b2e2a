"""A picture that somebody uploads beside a visit: a receipt, a proof. Drawn anew, kept under the new one's hash."""

import hashlib
from typing import IO
from uuid import UUID

from django.utils import timezone

from audits.pictures import MIME, redrawn
from audits.visits.keeping import keep
from audits.visits.models import Blob


def keep_picture(*, brand: UUID, file: IO[bytes], bytes_: int) -> Blob:
    """The picture as JPEG of at most 1600 px without metadata. `bytes_` is the file's size as announced.

    Refused as picture_unreadable, picture_too_large.
    """
    content = redrawn(file, size="screen", bytes_=bytes_)
    sha256 = hashlib.sha256(content).hexdigest()
    with keep(brand=brand, sha256=sha256) as kept:
        kept.write(content)
        kept.finish()
    whole = {"bytes": len(content), "offset": len(content), "mime": MIME, "stored_at": timezone.now()}
    blob, is_new = Blob.objects.get_or_create(brand_id=brand, sha256=sha256, defaults=whole)
    if not is_new and blob.stored_at is None:  # it was here once, and went by the retention policy
        Blob.objects.filter(pk=blob.pk).update(**whole)
        blob.refresh_from_db()
    return blob
