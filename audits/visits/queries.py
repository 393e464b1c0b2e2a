"""Questions about visits: whose they are, and which of them a desk sees."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from audits.checklists.models import Edition
from audits.journal.models import Entry
from audits.people.models import Person
from audits.people.queries import brands_of_visits, brands_read_whole, posts_that, within
from audits.people.roles import May
from audits.visits.models import Blob, Photo, Revision, Visit
from audits.visits.statements import as_uuid, ask_first, db_key

RATED = "visit.rated"  # the journal's verb


def edition_named(checklist: UUID, sha256: str) -> int | None:
    """The key of the checklist's edition with this hash, if it was ever printed."""
    return Edition.objects.filter(checklist=checklist, sha256=sha256).values_list("id", flat=True).first()


def brands_that_printed(sha256: str) -> list[UUID]:
    """The brands of which a checklist has an edition with this hash."""
    brands = Edition.objects.filter(sha256=sha256).order_by("checklist__brand")
    return list(brands.values_list("checklist__brand_id", flat=True).distinct())


_PROMISED = """
SELECT b.id, b.brand_id, b.sha256, b.bytes, b."offset", b.stored_at
FROM audits_revision r
JOIN audits_photo p ON p.revision_id = r.id
JOIN audits_blob b ON b.id = p.blob_id
WHERE r.visit = %(visit)s AND (r.person_id = %(person)s) IS TRUE AND r.standing = 'accepted' AND b.sha256 = %(sha256)s
"""


def promised_blob(*, visit: UUID, sha256: str, shopper: Person) -> Blob | None:
    """The blob that an accepted revision of this shopper's visit promises, or None."""
    values = {"visit": db_key(visit), "person": db_key(shopper.pk), "sha256": sha256}
    for key, brand, sha256, size, offset, stored_at in ask_first(_PROMISED, values):
        return Blob(
            id=key, brand_id=as_uuid(brand), sha256=sha256, bytes=size, offset=offset, stored_at=stored_at
        )
    return None


def reads_weeks(person: Person, brand: UUID) -> bool:
    """Whether every post of hers at this brand that reads visits is one that reads weeks, not days."""
    return brand not in brands_read_whole(person)


def visible_to(person: Person) -> QuerySet[Visit]:
    """The visits this person may read: reviewers and headquarters all of their brands; a region's or a
    store's managers the released ones of theirs. Tombstones are shown to nobody."""
    if not posts_that(person, May.SEE_VISITS):
        return Visit.objects.none()
    visits = Visit.objects.exclude(state=Visit.State.WITHDRAWN)
    # A condition with "or" in it can't be answered along an index: it is asked only of who has posts of both kinds.
    whole = brands_read_whole(person)
    partly = sorted({*brands_of_visits(person)}.difference(whole))
    if not partly:
        return visits.filter(brand__in=whole)
    hers = within(person, May.SEE_VISITS, region="store__region")
    # The brand is named too, so that the index of a brand's visits by time can be walked.
    released = Q(state=Visit.State.RELEASED, brand__in=partly) & hers
    return visits.filter(Q(brand__in=whole) | released) if whole else visits.filter(released)


def photo_of(visit: Visit, sha256: str) -> Photo | None:
    """A photo with this content in the revision that counts, with its blob; its bytes may not be here yet."""
    photos = Photo.objects.select_related("blob").filter(revision=visit.current_id, blob__sha256=sha256)
    return photos.order_by("order").first()


def set_aside(person: Person) -> QuerySet[Revision]:
    """Conflicts, quarantine and returned tombstones of the brands that this person minds, newest first."""
    brands = {post.brand_id for post in posts_that(person, May.SEE_SET_ASIDE)}
    return (
        Revision.objects.filter(brand__in=brands).exclude(standing=Revision.Standing.ACCEPTED).order_by("-id")
    )


def visits_minded_by(person: Person) -> QuerySet[Visit]:
    """All visits of the brands at which this person plans waves: those she may withdraw."""
    brands = {post.brand_id for post in posts_that(person, May.PLAN_WAVES)}
    return Visit.objects.filter(brand__in=brands)


def photo_counts(revisions: Iterable[int | None]) -> dict[int, tuple[int, int]]:
    """Revision → (photos promised, photos here), one query."""
    keys = [key for key in revisions if key is not None]
    counts: dict[int, tuple[int, int]] = {}
    rows = Photo.objects.filter(revision__in=keys).values_list("revision_id", "blob__stored_at", "gone_at")
    for revision, stored_at, gone_at in rows:
        promised, here = counts.get(revision, (0, 0))
        counts[revision] = (promised + 1, here + (stored_at is not None or gone_at is not None))
    return counts


def shown_percents(visits: Iterable[UUID]) -> dict[UUID, str | None]:
    """Visit → its percent as it is shown, `66.8` (one decimal, from the exact fraction), one query.

    Read as text: a path of JSON alone gives, on SQLite, what looks like a number as one.
    """
    rows = Visit.objects.filter(pk__in=list(visits), grades__is_current=True)
    shown = KeyTextTransform("shown", KeyTransform("overall", "grades__figures"))
    return dict(rows.values_list("pk", shown))


def rating_of(visit: UUID) -> int | None:
    """How well a visit was made, 1 to 5, as the last reviewer who rated it said; None before."""
    lines = Entry.objects.filter(verb=RATED, subject=str(visit)).order_by("-id")
    told = lines.values_list("detail", flat=True).first()
    return told["rating"] if told else None
