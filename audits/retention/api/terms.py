"""Doors to the terms of retention: a brand's, and those of its countries."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.people.roles import May
from audits.places.models import Brand
from audits.places.queries import all_countries
from audits.retention import countries, services
from audits.retention.policy import LEAST, MOST, Policy
from audits.retention.queries import brand_of, last_night, runs_of

KEEPERS = [only(May.KEEP_LAW)]
BRAND = OpenApiParameter("brand", str)


class RetentionRunSerializer(serializers.Serializer[Any]):
    """A night in which something went: how many of each."""

    at = serializers.DateTimeField()
    gone = serializers.DictField(child=serializers.IntegerField())


class RetentionOfCountrySerializer(serializers.Serializer[Any]):
    """A country: its own terms in days, empty where it has none, and the terms that hold there."""

    country = serializers.CharField()
    stores = serializers.IntegerField()
    own = serializers.DictField(child=serializers.IntegerField())
    policy = serializers.DictField(child=serializers.IntegerField())


class RetentionSerializer(serializers.Serializer[Any]):
    """A brand's terms in days, those of its countries, and what would go tonight."""

    brand = serializers.CharField()
    policy = serializers.DictField(child=serializers.IntegerField())
    countries = RetentionOfCountrySerializer(many=True)
    all_countries = serializers.ListField(child=serializers.CharField())
    would_go = serializers.DictField(child=serializers.IntegerField())
    last_night = serializers.DateTimeField(allow_null=True)
    runs = RetentionRunSerializer(many=True)


class RetentionWishSerializer(serializers.Serializer[Any]):
    """Other terms; those not named stay."""

    brand = serializers.CharField(required=False, default="")
    policy = serializers.DictField(child=serializers.IntegerField(min_value=1, max_value=3650))


class RetentionOfCountryWishSerializer(serializers.Serializer[Any]):
    """A country's own terms; those not named are the brand's."""

    brand = serializers.CharField(required=False, default="")
    policy = serializers.DictField(child=serializers.IntegerField(min_value=LEAST, max_value=MOST))


class Retention(APIView):
    """How long what is kept, and what would go tonight."""

    permission_classes = KEEPERS

    @extend_schema(operation_id="retention", parameters=[BRAND], responses=RetentionSerializer)
    def get(self, request: Request) -> Response:
        return Response(told_retention(brand_of(person_of(request), request.GET.get("brand") or "")))

    @extend_schema(
        operation_id="retention_change", request=RetentionWishSerializer, responses=RetentionSerializer
    )
    def put(self, request: Request) -> Response:
        wish = RetentionWishSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        person = person_of(request)
        brand = brand_of(person, wish.validated_data["brand"])
        services.change_policy(brand, policy=wish.validated_data["policy"], by=person)
        brand.refresh_from_db()
        return Response(told_retention(brand))


class RetentionOfCountry(APIView):
    """How long what is kept of visits to one country's stores."""

    permission_classes = KEEPERS

    @extend_schema(
        operation_id="retention_country_set",
        request=RetentionOfCountryWishSerializer,
        responses=RetentionSerializer,
    )
    def put(self, request: Request, country: str) -> Response:
        wish = RetentionOfCountryWishSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        person = person_of(request)
        brand = brand_of(person, wish.validated_data["brand"])
        policy = wish.validated_data["policy"]
        countries.set_country(brand, country=country.upper(), policy=policy, by=person)
        brand.refresh_from_db()
        return Response(told_retention(brand))

    @extend_schema(operation_id="retention_country_remove", parameters=[BRAND], responses={204: None})
    def delete(self, request: Request, country: str) -> Response:
        person = person_of(request)
        brand = brand_of(person, request.GET.get("brand") or "")
        countries.remove_country(brand, country=country.upper(), by=person)
        return Response(status=204)


def told_retention(brand: Brand) -> dict[str, Any]:
    """A brand's terms, its countries', and what would go."""
    return {
        "brand": str(brand.pk),
        "policy": Policy.of(brand.policy).as_json(),
        "countries": countries.told_countries(brand),
        "all_countries": all_countries(),
        "would_go": services.would_go(brand),
        "last_night": last_night(),
        "runs": runs_of(brand),
    }
