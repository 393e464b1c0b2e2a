"""Doors to the law: terms of retention, consents, one person's data, erasure."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.people.models import Person
from audits.people.queries import posts_of
from audits.people.roles import May
from audits.people.shoppers import Consent
from audits.places.models import Brand
from audits.refusals import refused
from audits.retention import consents, services
from audits.retention.erasing import erase
from audits.retention.everything import everything_zipped
from audits.retention.policy import Policy
from audits.retention.queries import brand_of, last_night, runs_of, shoppers_of

KEEPERS = [only(May.KEEP_LAW)]


class RetentionRunSerializer(serializers.Serializer[Any]):
    """A night in which something went: how many of each."""

    at = serializers.DateTimeField()
    gone = serializers.DictField(child=serializers.IntegerField())


class RetentionSerializer(serializers.Serializer[Any]):
    """A brand's terms in days, and what would go tonight."""

    brand = serializers.CharField()
    policy = serializers.DictField(child=serializers.IntegerField())
    would_go = serializers.DictField(child=serializers.IntegerField())
    last_night = serializers.DateTimeField(allow_null=True)
    runs = RetentionRunSerializer(many=True)


class RetentionWishSerializer(serializers.Serializer[Any]):
    """Other terms; those not named stay."""

    brand = serializers.CharField(required=False, default="")
    policy = serializers.DictField(child=serializers.IntegerField(min_value=1, max_value=3650))


class ErasureSerializer(serializers.Serializer[Any]):
    """Typed by whoever erases: the alias of whom."""

    really = serializers.CharField()


class ConsentSerializer(serializers.Serializer[Any]):
    """What somebody agreed to."""

    id = serializers.IntegerField(read_only=True)
    kind = serializers.ChoiceField(consents.KINDS)
    words = serializers.CharField(max_length=10_000)
    brand = serializers.UUIDField(required=False, allow_null=True, source="brand_id")
    given_at = serializers.DateTimeField(read_only=True)
    withdrawn_at = serializers.DateTimeField(read_only=True, allow_null=True)


class Retention(APIView):
    """How long what is kept, and what would go tonight."""

    permission_classes = KEEPERS

    @extend_schema(
        operation_id="retention", parameters=[OpenApiParameter("brand", str)], responses=RetentionSerializer
    )
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


class MyEverything(APIView):
    """All that is kept about me."""

    @extend_schema(operation_id="me_everything", responses={(200, "application/zip"): OpenApiTypes.BINARY})
    def get(self, request: Request) -> HttpResponse:
        return zipped(person_of(request))


class ShopperEverything(APIView):
    """All that is kept about a shopper, to be handed to her."""

    permission_classes = KEEPERS

    @extend_schema(
        operation_id="shopper_everything", responses={(200, "application/zip"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, id: UUID) -> HttpResponse:
        return zipped(get_object_or_404(shoppers_of(person_of(request)), pk=id))


class EraseShopper(APIView):
    """Erase a shopper at her request."""

    permission_classes = KEEPERS

    @extend_schema(operation_id="shopper_erase", request=ErasureSerializer, responses={204: None})
    def post(self, request: Request, id: UUID) -> Response:
        wish = ErasureSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        person = person_of(request)
        found = get_object_or_404(shoppers_of(person), pk=id)
        if wish.validated_data["really"] != found.alias:
            raise refused("invalid", errors={"really": ["alias"]})
        erase(found, by=person)
        return Response(status=204)


class MyConsents(APIView):
    """What I agreed to."""

    @extend_schema(operation_id="me_consents", responses=ConsentSerializer(many=True))
    def get(self, request: Request) -> Response:
        hers = Consent.objects.filter(person=person_of(request)).order_by("id")
        return Response([ConsentSerializer(one).data for one in hers])

    @extend_schema(
        operation_id="me_consents_give", request=ConsentSerializer, responses={201: ConsentSerializer}
    )
    def post(self, request: Request) -> Response:
        wish = ConsentSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        person, told = person_of(request), dict(wish.validated_data)
        brand = told.get("brand_id")
        if brand is not None and brand not in {post.brand_id for post in posts_of(person)}:
            raise refused("invalid", errors={"brand": ["unknown"]})
        return Response(ConsentSerializer(consents.give(person=person, **told)).data, status=201)


class WithdrawConsent(APIView):
    """I agree no longer."""

    @extend_schema(operation_id="me_consents_withdraw", request=None, responses={204: None})
    def post(self, request: Request, id: int) -> Response:
        person = person_of(request)
        consents.withdraw(get_object_or_404(Consent, pk=id, person=person), by=person)
        return Response(status=204)


def told_retention(brand: Brand) -> dict[str, Any]:
    """A brand's terms, and what would go."""
    policy = Policy.of(brand.policy).as_json()
    return {
        "brand": str(brand.pk),
        "policy": policy,
        "would_go": services.would_go(brand),
        "last_night": last_night(),
        "runs": runs_of(brand),
    }


def zipped(person: Person) -> HttpResponse:
    """The archive, under a name that tells nobody's."""
    headers = {
        "Content-Disposition": 'attachment; filename="everything.zip"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(everything_zipped(person), content_type="application/zip", headers=headers)
