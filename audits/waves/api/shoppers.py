"""Doors to who shoppers are: for schedulers alone, and each shopper's own profile."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.people.models import Person
from audits.people.profiles import (
    bar,
    befriend,
    describe,
    lift,
    part,
    scheduled_brands,
    shoppers_scheduled_by,
)
from audits.people.queries import posts_of
from audits.people.roles import May
from audits.people.shoppers import Bar, ShopperProfile
from audits.places.models import Store
from audits.waves.api.reading import checked, found_or_404, invalid, key_in
from audits.waves.api.shopper_shapes import (
    OwnProfileSerializer,
    ProfileSerializer,
    ShopperPageSerializer,
    ShopperSerializer,
    told_shoppers,
)

PAGE = 50


class Shoppers(APIView):
    """The shoppers of my brands by name."""

    permission_classes = [only(May.SCHEDULE)]

    @extend_schema(
        operation_id="shoppers",
        parameters=[OpenApiParameter(name, str) for name in ("brand", "q", "cursor")],
        responses=ShopperPageSerializer,
    )
    def get(self, request: Request) -> Response:
        person, asked = person_of(request), request.query_params
        hers = shoppers_scheduled_by(person)
        if named := asked.get("brand"):
            brands = [
                post.brand_id for post in posts_of(person) if named in (post.brand.slug, str(post.brand_id))
            ]
            hers = hers.filter(posts__brand__in=brands)
        for word in asked.get("q", "").split()[:8]:
            hers = hers.filter(Q(name__icontains=word) | Q(alias__icontains=word) | Q(email__icontains=word))
        if cursor := asked.get("cursor"):
            hers = _after(hers, shoppers_scheduled_by(person), key_in(cursor, "cursor"))
        page = list(hers.order_by("name", "id").values_list("id", flat=True)[: PAGE + 1])
        rows = told_shoppers(person, Person.objects.filter(pk__in=page[:PAGE]).order_by("name", "id"))
        return Response({"results": rows, "next": str(page[PAGE - 1]) if len(page) > PAGE else None})


def _after(shoppers: QuerySet[Person], known: QuerySet[Person], last: UUID) -> QuerySet[Person]:
    """Those who come after the one with this id, by name; nobody where none of the `known` has it."""
    name = known.filter(pk=last).values_list("name", flat=True).first()
    return shoppers.filter(Q(name__gt=name) | Q(name=name, pk__gt=last)) if name else shoppers.none()


class OneShopper(APIView):
    """One shopper."""

    permission_classes = [only(May.SCHEDULE)]

    @extend_schema(operation_id="shopper", responses=ShopperSerializer)
    def get(self, request: Request, id: UUID) -> Response:
        person = person_of(request)
        return Response(_one(person, found_or_404(shoppers_scheduled_by(person), id)))


def _one(scheduler: Person, shopper: Person) -> Any:
    return told_shoppers(scheduler, Person.objects.filter(pk=shopper.pk))[0]


def _brand_of(scheduler: Person, shopper: Person) -> UUID:
    """The scheduler's brand that this shopper works for: whose journal it goes to."""
    brands = shopper.posts.filter(brand__in=scheduled_brands(scheduler)).order_by("id")
    return brands.values_list("brand_id", flat=True)[0]


class ShopperProfileDoor(APIView):
    """What eligibility asks of a shopper."""

    permission_classes = [only(May.SCHEDULE)]

    @extend_schema(operation_id="shopper_describe", request=ProfileSerializer, responses=ShopperSerializer)
    def patch(self, request: Request, id: UUID) -> Response:
        person = person_of(request)
        shopper = found_or_404(shoppers_scheduled_by(person), id)
        told = checked(ProfileSerializer, request, partial=True)
        describe(shopper, by=person, brand=_brand_of(person, shopper), **told)
        return Response(_one(person, shopper))


class Companions(APIView):
    """Two shoppers who know each other."""

    permission_classes = [only(May.SCHEDULE)]

    @extend_schema(operation_id="companions_name", request=OpenApiTypes.NONE, responses=ShopperSerializer)
    def put(self, request: Request, id: UUID, other: UUID) -> Response:
        return self._change(person_of(request), id, other, befriend)

    @extend_schema(operation_id="companions_part", responses={200: ShopperSerializer})
    def delete(self, request: Request, id: UUID, other: UUID) -> Response:
        return self._change(person_of(request), id, other, part)

    @staticmethod
    def _change(person: Person, id: UUID, other: UUID, change: Any) -> Response:
        hers = shoppers_scheduled_by(person)
        one, another = found_or_404(hers, id), found_or_404(hers, other)
        if one.pk == another.pk:
            raise invalid("other", "herself")
        change(one, another, by=person, brand=_brand_of(person, one))
        return Response(_one(person, one))


class NewBarSerializer(serializers.Serializer[Any]):
    """`store` null bars her from the whole brand."""

    store = serializers.UUIDField(allow_null=True)
    reason = serializers.CharField(max_length=60)


class Bars(APIView):
    """Bars a shopper from a store or from the brand."""

    permission_classes = [only(May.SCHEDULE)]

    @extend_schema(operation_id="bars_make", request=NewBarSerializer, responses={201: ShopperSerializer})
    def post(self, request: Request, id: UUID) -> Response:
        person = person_of(request)
        shopper = found_or_404(shoppers_scheduled_by(person), id)
        asked = checked(NewBarSerializer, request)
        brand, store = _brand_of(person, shopper), asked["store"]
        if store is not None:
            brand = found_or_404(Store.objects.filter(brand__in=scheduled_brands(person)), store).brand_id
        bar(person=shopper.pk, brand=brand, store=store, reason=asked["reason"], by=person)
        return Response(_one(person, shopper), status=201)


class LiftBar(APIView):
    """She may go there again."""

    permission_classes = [only(May.SCHEDULE)]

    @extend_schema(operation_id="bar_lift", request=OpenApiTypes.NONE, responses={204: None})
    def post(self, request: Request, id: int) -> Response:
        person = person_of(request)
        found = found_or_404(Bar.objects.filter(brand__in=scheduled_brands(person)), id)
        lift(Bar.objects.filter(pk=found.pk), by=person)
        return Response(status=204)


class MyProfile(APIView):
    """A shopper's own profile; what is drawn by it is up to schedulers."""

    permission_classes = [only(May.SHOP)]

    @extend_schema(operation_id="my_profile", responses=OwnProfileSerializer)
    def get(self, request: Request) -> Response:
        person = person_of(request)
        found = ShopperProfile.objects.filter(pk=person.pk).first() or ShopperProfile(person=person)
        return Response(OwnProfileSerializer(found).data)

    @extend_schema(
        operation_id="my_profile_change", request=OwnProfileSerializer, responses=OwnProfileSerializer
    )
    def patch(self, request: Request) -> Response:
        person = person_of(request)
        told = checked(OwnProfileSerializer, request, partial=True)
        return Response(OwnProfileSerializer(describe(person, by=person, **told)).data)
