"""The door to forecasts: what managers believe before results open."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.insights.api.asking import sent
from audits.insights.queries import told_forecast, words_in
from audits.insights.services.forecasts import forecasts_for, seal_forecast
from audits.people.queries import posts_that
from audits.people.roles import May


class ForecastSerializer(serializers.Serializer[Any]):
    """Per cent by section, and the chance of "beyond" by touchpoint, 0 to 1."""

    wave = serializers.UUIDField()
    level = serializers.ChoiceField(["store", "region"])
    id = serializers.UUIDField()
    sections = serializers.DictField(child=serializers.FloatField(min_value=0, max_value=100), default=dict)
    exceeded = serializers.DictField(child=serializers.FloatField(min_value=0, max_value=1), default=dict)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs["sections"] and not attrs["exceeded"]:
            raise serializers.ValidationError({"sections": ["Say something of one section at least."]})
        return attrs


class SealedSerializer(ForecastSerializer):
    """A forecast that is sealed."""

    sealed_at = serializers.DateTimeField()


class OpenWaveSerializer(serializers.Serializer[Any]):
    """A wave by id, number and name."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    name = serializers.CharField()


class OpenForecastSerializer(serializers.Serializer[Any]):
    """What can still be forecast."""

    wave = OpenWaveSerializer()
    level = serializers.CharField()
    id = serializers.UUIDField()
    sections = serializers.ListField(child=serializers.CharField())
    touchpoints = serializers.ListField(child=serializers.CharField())


class ForecastsSerializer(serializers.Serializer[Any]):
    """What may be forecast, and what was."""

    open = OpenForecastSerializer(many=True)
    sealed = SealedSerializer(many=True)
    labels = serializers.DictField(
        child=serializers.DictField(child=serializers.CharField())
    )  # the edition's words


class Forecasts(APIView):
    """A manager's own forecasts."""

    permission_classes = [only(May.FORECAST)]

    @extend_schema(operation_id="forecasts", responses=ForecastsSerializer)
    def get(self, request: Request) -> Response:
        person = person_of(request)
        brands = [post.brand for post in posts_that(person, May.FORECAST)]
        return Response(forecasts_for(person) | {"labels": words_in(brands)})

    @extend_schema(
        operation_id="seal_forecast", request=ForecastSerializer, responses={201: SealedSerializer}
    )
    def post(self, request: Request) -> Response:
        told = sent(request, ForecastSerializer)
        made = seal_forecast(
            person=person_of(request),
            wave=told["wave"],
            level=told["level"],
            subject=told["id"],
            sections=told["sections"],
            exceeded=told["exceeded"],
        )
        return Response(told_forecast(made), status=status.HTTP_201_CREATED)
