"""Reading a request: whom it is about, and whether all of it can be taken."""

from __future__ import annotations

from typing import Any, TypeVar

from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request

from audits.people.models import Person
from audits.people.queries import posts_that
from audits.people.roles import May
from audits.places.models import Brand

Shape = TypeVar("Shape", bound="serializers.Serializer[Any]")


def asked(request: Request, shape: type[Shape]) -> dict[str, Any]:
    """The query's parameters, as this shape reads them."""
    told = shape(data={name: value for name, value in request.query_params.items() if value})
    told.is_valid(raise_exception=True)
    return told.validated_data


def sent(request: Request, shape: type[Shape]) -> dict[str, Any]:
    """The body, as this shape reads it."""
    told = shape(data=request.data)
    told.is_valid(raise_exception=True)
    return told.validated_data


def brand_of(person: Person, act: May, slug: str | None = None) -> Brand:
    """The brand at which this person may do the act: the one named, else her first. Else there is nothing here."""
    brands = [post.brand for post in posts_that(person, act) if slug in (None, "", post.brand.slug)]
    if not brands:
        raise Http404
    return brands[0]
