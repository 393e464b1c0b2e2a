"""What the doors of waves have in common: whose rows, and what was sent."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.request import Request

from audits.people.models import Person
from audits.people.profiles import scheduled_brands
from audits.people.queries import posts_that
from audits.people.roles import May
from audits.places.models import Brand
from audits.refusals import refused


def checked(kind: type[serializers.Serializer[Any]], request: Request, **options: Any) -> dict[str, Any]:
    """The values that were sent. Refused as `invalid` with the fields."""
    asked = kind(data=request.data, **options)
    asked.is_valid(raise_exception=True)
    return dict(asked.validated_data)


def invalid(field: str, code: str) -> Exception:
    """One field with one code."""
    return refused("invalid", errors={field: [code]})


def key_in(text: str, field: str) -> UUID:
    """The id that a question names. Refused as `invalid`, `unknown`, where it is none."""
    try:
        return UUID(text)
    except ValueError:
        raise invalid(field, "unknown") from None


def named_brand(request: Request) -> str | None:
    """The brand that the body or the address names."""
    body: Any = request.data
    sent = body.get("brand") if hasattr(body, "get") else None
    return sent or request.query_params.get("brand")


def planned_brand(person: Person, named: str | None) -> Brand:
    """The brand of this id or word that she plans for; her only one where none is named."""
    brands = {post.brand_id: post.brand for post in posts_that(person, May.PLAN_WAVES)}
    found = [one for one in brands.values() if named is None or named in (str(one.pk), one.slug)]
    if len(found) != 1:
        raise invalid("brand", "unknown" if named else "needed")
    return found[0]


def knows_names(person: Person, brand: UUID) -> bool:
    """Whether shoppers of this brand have names to her."""
    return brand in scheduled_brands(person)


def told_shopper(shopper: Any, *, named: bool) -> dict[str, str] | None:
    """A shopper to whoever plans: an alias, and a name and an id for schedulers alone."""
    if shopper is None:
        return None
    known = {"id": str(shopper.pk), "name": shopper.name} if named else {}
    return {"alias": shopper.alias} | known


def found_or_404(rows: Any, key: Any) -> Any:
    """The row with this key among those that are hers."""
    return get_object_or_404(rows, pk=key)
