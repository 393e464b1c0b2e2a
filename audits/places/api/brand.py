"""The door to a brand's own terms."""

from typing import Any
from zoneinfo import available_timezones

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.people.roles import May
from audits.people.services import is_language
from audits.places import settings
from audits.places.posts import kept_brand


class BrandSettingsSerializer(serializers.Serializer[Any]):
    """A brand's own words and terms: hours, days, metres; competitors by their words, which need not exist here."""

    id = serializers.UUIDField(read_only=True)
    slug = serializers.CharField(read_only=True)
    name = serializers.CharField(max_length=120)
    language = serializers.CharField(max_length=8)
    timezone = serializers.CharField(max_length=64)
    review_hours = serializers.IntegerField(min_value=1, max_value=720)
    review_hours_risky = serializers.IntegerField(min_value=1, max_value=720)
    appeal_decided_days = serializers.IntegerField(min_value=1, max_value=90)
    far_metres = serializers.IntegerField(min_value=50, max_value=10_000)
    competitors = serializers.ListField(child=serializers.SlugField(max_length=60), max_length=50)

    def validate_language(self, tag: str) -> str:
        if not is_language(tag):
            raise serializers.ValidationError("This is not a language tag such as fr or pt-BR.")
        return tag

    def validate_timezone(self, name: str) -> str:
        if name not in available_timezones():
            raise serializers.ValidationError("This is not a time zone such as Europe/Paris.")
        return name


class BrandSettings(APIView):
    """Her own brand; `brand` names one where she keeps the people of several."""

    permission_classes = [only(May.KEEP_PEOPLE)]

    @extend_schema(
        operation_id="brand", parameters=[OpenApiParameter("brand", str)], responses=BrandSettingsSerializer
    )
    def get(self, request: Request) -> Response:
        brand = kept_brand(person_of(request), request.query_params.get("brand"))
        return Response(BrandSettingsSerializer(settings.told(brand)).data)

    @extend_schema(
        operation_id="brand_change",
        parameters=[OpenApiParameter("brand", str)],
        request=BrandSettingsSerializer(partial=True),
        responses=BrandSettingsSerializer,
    )
    def patch(self, request: Request) -> Response:
        by = person_of(request)
        brand = kept_brand(by, request.query_params.get("brand"))
        wish = BrandSettingsSerializer(data=request.data, partial=True)
        wish.is_valid(raise_exception=True)
        changed = settings.change(brand=brand, by=by, **wish.validated_data)
        return Response(BrandSettingsSerializer(settings.told(changed)).data)
