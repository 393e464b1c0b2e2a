"""Doors to scenarios, briefs and the pictures in them."""

import io
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from PIL import Image
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.people.roles import May
from audits.pictures import MIME, MOST_BYTES, redrawn
from audits.refusals import refused
from audits.waves.api.reading import checked, found_or_404, invalid, named_brand, planned_brand
from audits.waves.api.shapes import BlocksSerializer
from audits.waves.briefs import keep_picture, pictures_for, scenarios_of, write_scenario
from audits.waves.markup import MOST_WORDS, blocks_of
from audits.waves.models import Scenario

_HEADERS = {
    "Cache-Control": "private, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


class ScenarioSerializer(serializers.ModelSerializer[Scenario]):
    """The part a shopper plays: `brief` by language, `scenario_values` for the checklist's questions."""

    brand = serializers.UUIDField(source="brand_id", read_only=True)
    brief = serializers.DictField(
        child=serializers.CharField(max_length=MOST_WORDS, allow_blank=True), required=False
    )
    scenario_values = serializers.DictField(
        child=serializers.CharField(max_length=200, allow_blank=True), required=False
    )

    class Meta:
        model = Scenario
        fields = ("id", "brand", "name", "brief", "scenario_values")

    def validate_scenario_values(self, values: dict[str, str]) -> dict[str, str]:
        if not all(name.startswith("scenario_") for name in values):
            raise serializers.ValidationError("names_begin_with_scenario_")
        return values


class Scenarios(APIView):
    """The scenarios of a brand by name; writing one."""

    permission_classes = [only(May.PLAN_WAVES)]

    @extend_schema(
        operation_id="scenarios",
        parameters=[OpenApiParameter("brand", str)],
        responses=ScenarioSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        scenarios = scenarios_of(person_of(request))
        if named := request.query_params.get("brand"):
            scenarios = scenarios.filter(brand=planned_brand(person_of(request), named))
        return Response(ScenarioSerializer(scenarios, many=True).data)

    @extend_schema(
        operation_id="scenarios_write",
        parameters=[OpenApiParameter("brand", str)],
        request=ScenarioSerializer,
        responses={201: ScenarioSerializer},
    )
    def post(self, request: Request) -> Response:
        person = person_of(request)
        brand = planned_brand(person, named_brand(request))
        written = write_scenario(brand=brand.pk, by=person, **checked(ScenarioSerializer, request))
        return Response(ScenarioSerializer(written).data, status=201)


class OneScenario(APIView):
    """One scenario; other words from now on."""

    permission_classes = [only(May.PLAN_WAVES)]

    @extend_schema(operation_id="scenario", responses=ScenarioSerializer)
    def get(self, request: Request, id: UUID) -> Response:
        return Response(ScenarioSerializer(found_or_404(scenarios_of(person_of(request)), id)).data)

    @extend_schema(operation_id="scenario_write", request=ScenarioSerializer, responses=ScenarioSerializer)
    def patch(self, request: Request, id: UUID) -> Response:
        person = person_of(request)
        scenario = found_or_404(scenarios_of(person), id)
        told = checked(ScenarioSerializer, request, partial=True)
        written = write_scenario(brand=scenario.brand_id, by=person, scenario=scenario, **told)
        return Response(ScenarioSerializer(written).data)


class PreviewSerializer(serializers.Serializer[Any]):
    words = serializers.CharField(max_length=MOST_WORDS, allow_blank=True, trim_whitespace=False)


class BriefPreview(APIView):
    """A brief's words as blocks; nothing is kept."""

    permission_classes = [only(May.PLAN_WAVES)]

    @extend_schema(operation_id="brief_preview", request=PreviewSerializer, responses=BlocksSerializer)
    def post(self, request: Request) -> Response:
        return Response({"blocks": blocks_of(checked(PreviewSerializer, request)["words"])})


class PictureSerializer(serializers.Serializer[Any]):
    sha256 = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    bytes = serializers.IntegerField()


class BriefPictureFileSerializer(serializers.Serializer[Any]):
    """A picture for briefs of a brand, by id or slug, which those with several must name."""

    file = serializers.FileField()
    brand = serializers.CharField(required=False)


class BriefPictures(APIView):
    """Takes a picture for briefs: drawn anew, at most 1600 px, without metadata."""

    permission_classes = [only(May.PLAN_WAVES)]
    parser_classes = [MultiPartParser]

    @extend_schema(
        operation_id="brief_pictures_keep",
        request={"multipart/form-data": BriefPictureFileSerializer},
        responses={201: PictureSerializer},
    )
    def post(self, request: Request) -> Response:
        person, upload = person_of(request), request.FILES.get("file")
        brand = planned_brand(person, named_brand(request))
        if upload is None:
            raise invalid("file", "required")
        if (upload.size or 0) > MOST_BYTES:
            raise refused("picture_too_large")
        content = redrawn(upload, size="screen", bytes_=upload.size or 0)
        width, height = Image.open(io.BytesIO(content)).size
        kept = keep_picture(content, width=width, height=height, brand=brand.pk, by=person)
        told = {"sha256": kept.sha256, "width": width, "height": height, "bytes": len(content)}
        return Response(told, status=201)


class OneBriefPicture(APIView):
    """A picture of a brief. It never changes under its hash."""

    permission_classes = [only(May.PLAN_WAVES, May.SHOP)]

    @extend_schema(operation_id="brief_picture", responses={(200, MIME): OpenApiTypes.BINARY})
    def get(self, request: Request, sha256: str) -> HttpResponse:
        found = pictures_for(person_of(request)).filter(sha256=sha256).first()
        if found is None:
            raise refused("not_found")
        return HttpResponse(bytes(found.content), content_type=MIME, headers=_HEADERS)
