"""Regions and stores, as far as the person may see them."""

import base64
from typing import Any
from uuid import UUID

import orjson
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.people.roles import May
from audits.places.models import Region, Store
from audits.places.queries import after, named, regions_visible_to, visible_to
from audits.refusals import refused

READERS = [only(May.SEE_STANDING, May.SEE_VISITS, May.KEEP_PLACES)]
MOST, USUAL = 200, 50  # stores in a page


class RegionSerializer(serializers.ModelSerializer[Region]):
    """A region of a brand."""

    brand = serializers.UUIDField(source="brand_id")

    class Meta:
        model = Region
        fields = ("id", "name", "slug", "brand")


class StoreSerializer(serializers.ModelSerializer[Store]):
    """A store; coordinates in degrees, null where they aren't known."""

    brand = serializers.UUIDField(source="brand_id")
    region = RegionSerializer()

    class Meta:
        model = Store
        fields = (
            "id",
            "brand",
            "region",
            "number",
            "name",
            "address",
            "city",
            "state",
            "country",
            "postcode",
            "phone",
            "timezone",
            "lat",
            "lon",
            "is_open",
            "columns",
        )


class StorePageSerializer(serializers.Serializer[Any]):
    """A page by key."""

    results = StoreSerializer(many=True)
    next = serializers.CharField(allow_null=True)


class Regions(APIView):
    """Every region, by name."""

    permission_classes = READERS

    @extend_schema(operation_id="regions", responses=RegionSerializer(many=True))
    def get(self, request: Request) -> Response:
        regions = regions_visible_to(person_of(request)).order_by("name", "id")
        if brand := request.query_params.get("brand"):
            regions = regions.filter(brand__slug=brand)
        return Response(RegionSerializer(regions, many=True).data)


class Stores(APIView):
    """Stores by name, a page at a time."""

    permission_classes = READERS

    @extend_schema(
        operation_id="stores",
        parameters=[OpenApiParameter(name, str) for name in ("q", "brand", "region", "cursor", "limit")],
        responses=StorePageSerializer,
    )
    def get(self, request: Request) -> Response:
        asked = request.query_params
        stores = visible_to(person_of(request)).select_related("region").order_by("name", "id")
        if brand := asked.get("brand"):
            stores = stores.filter(brand__slug=brand)
        if region := asked.get("region"):
            stores = stores.filter(region=_uuid(region, "region"))
        stores = named(stores, asked.get("q", "").replace("\0", ""))
        if cursor := asked.get("cursor"):
            stores = after(stores, *_key(cursor))
        limit = _limit(asked.get("limit", ""))
        page = list(stores[: limit + 1])
        more = len(page) > limit
        results = StoreSerializer(page[:limit], many=True).data
        return Response({"results": results, "next": _cursor(page[limit - 1]) if more else None})


class OneStore(APIView):
    """One store."""

    permission_classes = READERS

    @extend_schema(operation_id="store", responses=StoreSerializer)
    def get(self, request: Request, id: UUID) -> Response:
        store = get_object_or_404(visible_to(person_of(request)).select_related("region"), pk=id)
        return Response(StoreSerializer(store).data)


def _limit(text: str) -> int:
    if not text:
        return USUAL
    if not (text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= MOST):
        raise refused("invalid", errors={"limit": [f"1 to {MOST}"]})
    return int(text)


def _uuid(text: str, name: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise refused("invalid", errors={name: ["not an id"]}) from None


def _cursor(store: Store) -> str:
    return base64.urlsafe_b64encode(orjson.dumps([store.name, str(store.pk)])).decode().rstrip("=")


def _key(cursor: str) -> tuple[str, str]:
    try:
        name, id = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return str(name).replace("\0", ""), str(UUID(id))
    except (ValueError, TypeError, AttributeError):
        raise refused("invalid", errors={"cursor": ["unreadable"]}) from None
