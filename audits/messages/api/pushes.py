"""Where somebody's browsers want to be woken."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import person_of
from audits.messages import services
from audits.messages.pushing import public_key


class PushKeySerializer(serializers.Serializer[Any]):
    """This server's key, for `applicationServerKey`."""

    key = serializers.CharField()


class EndpointSerializer(serializers.Serializer[Any]):
    """The address of one browser."""

    endpoint = serializers.CharField(max_length=500)


class PushKeysSerializer(serializers.Serializer[Any]):
    """A browser's keys, base64url."""

    p256dh = serializers.CharField(max_length=200)
    auth = serializers.CharField(max_length=100)


class PushSerializer(EndpointSerializer):
    """A browser's `PushSubscription.toJSON()`."""

    keys = PushKeysSerializer()


class PushKey(APIView):
    """The key with which browsers subscribe."""

    @extend_schema(operation_id="push_key", responses=PushKeySerializer)
    def get(self, request: Request) -> Response:
        return Response({"key": public_key()})


class MyPushes(APIView):
    """My browsers that want to be woken."""

    @extend_schema(operation_id="me_pushes_make", request=PushSerializer, responses={201: EndpointSerializer})
    def post(self, request: Request) -> Response:
        wish = PushSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        endpoint, keys = wish.validated_data["endpoint"], wish.validated_data["keys"]
        services.subscribe(person=person_of(request), endpoint=endpoint, **keys)
        return Response({"endpoint": endpoint}, status=201)

    @extend_schema(
        operation_id="me_pushes_end",
        request=EndpointSerializer,
        responses={204: None},
        extensions={
            "x-refusals": [400, 413, 415, 422]
        },  # it has a body, which the document can't say of a DELETE
    )
    def delete(self, request: Request) -> Response:
        wish = EndpointSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        services.unsubscribe(person=person_of(request), endpoint=wish.validated_data["endpoint"])
        return Response(status=204)
