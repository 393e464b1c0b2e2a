"""The export that is measured."""

from audits.exports.contents import Content
from audits.exports.services import content_for
from audits.exports.wishes import read_wish
from audits.people.models import Person


def content_of(brand: str) -> Content:
    """All visits of a brand in every state, wide, for its HQ."""
    person = Person.objects.get(email=f"hq@{brand}.example")
    filters = {"brand": brand, "state": "in_review,released"}
    return content_for(person, read_wish(person, {"filters": filters}))
