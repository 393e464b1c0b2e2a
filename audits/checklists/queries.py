"""Questions about checklists and their editions."""

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from audits.checklists.models import Checklist, Draft, Edition
from audits.people.models import Person
from audits.people.queries import posts_of, posts_that, within
from audits.people.roles import May
from audits.places.models import Brand


def checklists_of(person: Person) -> QuerySet[Checklist]:
    """The checklists of the brands for which this person writes checklists, by title."""
    return (
        Checklist.objects.filter(within(person, May.WRITE_CHECKLISTS))
        .annotate(
            newest=Max("editions__number"), has_draft=Exists(Draft.objects.filter(checklist=OuterRef("pk")))
        )
        .order_by("title", "id")
    )


def editions_for(person: Person) -> QuerySet[Edition]:
    """The editions that this person may read: those of every brand at which she holds a post."""
    brands = {post.brand_id for post in posts_of(person)}
    return Edition.objects.filter(Q(checklist__brand__in=brands))


def brand_for(person: Person, slug: str | None) -> Brand | None:
    """The brand that this person writes checklists for: the one named, else her first; None if it isn't hers."""
    brands = [post.brand for post in posts_that(person, May.WRITE_CHECKLISTS)]
    return next((brand for brand in brands if slug in (None, brand.slug)), None)


def edition_like(person: Person, sha256: str) -> Edition | None:
    """An edition with these bytes at a brand that this person writes for."""
    theirs = within(person, May.WRITE_CHECKLISTS, brand="checklist__brand")
    return Edition.objects.defer("printed", "workbook").filter(theirs, sha256=sha256).first()
