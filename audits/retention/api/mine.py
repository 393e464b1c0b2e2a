"""The door through which somebody asks to be erased."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import person_of
from audits.people.models import Person
from audits.retention import asking


class MyErasureSerializer(serializers.Serializer[Any]):
    """Since when I wish to be erased; null: I don't."""

    asked_at = serializers.DateTimeField(allow_null=True)


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
