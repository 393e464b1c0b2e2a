"""Reviewers rate visits; of a shopper's rated visits her rating is the mean. They never learn who she is."""

from decimal import Decimal
from uuid import UUID

from django.db import transaction

from audits.journal.models import Entry
from audits.journal.services import note
from audits.people.models import Person
from audits.people.shoppers import ShopperProfile
from audits.visits.models import Visit
from audits.visits.queries import RATED


@transaction.atomic
def rate_visit(visit: Visit, *, rating: int, by: Person) -> None:
    """How well this visit was made, 1 to 5; rated again, the last one counts. Draws and claims ask for the mean."""
    ShopperProfile.objects.get_or_create(person_id=visit.shopper_id)
    ShopperProfile.objects.select_for_update().get(pk=visit.shopper_id)
    note(RATED, visit, by=by, brand=visit.brand_id, detail={"rating": rating})
    ratings = _ratings(visit.shopper_id)
    mean = (Decimal(sum(ratings)) / len(ratings)).quantize(Decimal("0.01"))
    ShopperProfile.objects.filter(pk=visit.shopper_id).update(rating=mean, rated=len(ratings))


def _ratings(shopper: UUID) -> list[int]:
    """The last rating of each of her visits: recomputed whole, so that it never drifts."""
    visits = [str(key) for key in Visit.objects.filter(shopper=shopper).values_list("pk", flat=True)]
    lines = Entry.objects.filter(verb=RATED, subject__in=visits).order_by("id")
    return list(
        {subject: detail["rating"] for subject, detail in lines.values_list("subject", "detail")}.values()
    )
