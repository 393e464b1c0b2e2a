"""Doors to the law: consents, one person's data, erasure."""

from tempfile import TemporaryFile
from typing import Any
from uuid import UUID

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.people.models import Person
from audits.people.queries import posts_of
from audits.people.roles import May
from audits.people.shoppers import Consent
from audits.refusals import refused
from audits.retention import consents
from audits.retention.erasing import erase
from audits.retention.everything import write_everything
from audits.retention.queries import shoppers_of

KEEPERS = [only(May.KEEP_LAW)]


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


class MyEverything(APIView):
    """All that is kept about me."""

    @extend_schema(operation_id="me_everything", responses={(200, "application/zip"): OpenApiTypes.BINARY})
    def get(self, request: Request) -> FileResponse:
        return zipped(person_of(request))


class ShopperEverything(APIView):
    """All that is kept about a shopper, to be handed to her."""

    permission_classes = KEEPERS

    @extend_schema(
        operation_id="shopper_everything", responses={(200, "application/zip"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, id: UUID) -> FileResponse:
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


def zipped(person: Person) -> FileResponse:
    """The archive, under a name that tells nobody's. It may hold thousands of photos: it is made on the disk, and
    gone from there when it is sent."""
    file = TemporaryFile()  # noqa: SIM115 - closed by the response
    write_everything(person, file)
    file.seek(0)
    answer = FileResponse(file, as_attachment=True, filename="everything.zip", content_type="application/zip")
    answer["Cache-Control"] = "private, no-store"
    return answer
