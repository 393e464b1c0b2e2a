"""Doors of whoever something is kept about: for how long it is, and her wish to be erased."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import person_of
from audits.people.models import Person
from audits.retention import asking
from audits.retention.queries import terms_of


class MyTermsOfCountrySerializer(serializers.Serializer[Any]):
    """What holds for visits to stores of one country, in days."""

    country = serializers.CharField()
    policy = serializers.DictField(child=serializers.IntegerField())


class MyTermsSerializer(serializers.Serializer[Any]):
    """How long a brand keeps what I send it, in days; countries where other terms hold."""

    brand = serializers.CharField()
    name = serializers.CharField()
    policy = serializers.DictField(child=serializers.IntegerField())
    countries = MyTermsOfCountrySerializer(many=True)


class MyErasureSerializer(serializers.Serializer[Any]):
    """Since when I wish to be erased; null: I don't."""

    asked_at = serializers.DateTimeField(allow_null=True)


class MyTerms(APIView):
    """How long the brands that I have a post with keep what they know of a visit."""

    @extend_schema(operation_id="me_terms", responses=MyTermsSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(terms_of(person_of(request)))


class MyErasure(APIView):
    """My wish to be erased. Headquarters fulfils it once nothing is owed to me any more."""

    @extend_schema(operation_id="me_erasure", responses=MyErasureSerializer)
    def get(self, request: Request) -> Response:
        return _told(person_of(request))

    @extend_schema(operation_id="me_erasure_ask", request=None, responses={201: MyErasureSerializer})
    def post(self, request: Request) -> Response:
        asking.ask_erasure(person_of(request))
        return _told(person_of(request), status=201)

    @extend_schema(operation_id="me_erasure_take_back", responses={204: None})
    def delete(self, request: Request) -> Response:
        asking.take_back_erasure(person_of(request))
        return Response(status=204)


def _told(person: Person, status: int = 200) -> Response:
    return Response({"asked_at": asking.erasure_asked_at(person)}, status=status)
