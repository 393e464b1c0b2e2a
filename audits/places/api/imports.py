"""A spreadsheet of stores: upload, preview with a mapping, take, and the report of what was not taken."""

import csv
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.formulas import disarmed
from audits.people.roles import May
from audits.places import importing
from audits.places.models import StoreImport
from audits.places.queries import imports_visible_to, kept_brands
from audits.places.spreadsheet.findings import Finding
from audits.places.spreadsheet.headings import COLUMNS
from audits.places.spreadsheet.verdict import Verdict, missing
from audits.refusals import refused

KEEPERS = [only(May.KEEP_PLACES)]
REPORT = ("row", "column", "code", "taken", "sentence", "remedy", "value", "became")


class StoreUploadSerializer(serializers.Serializer[Any]):
    """The spreadsheet, and the brand where the person keeps the places of several."""

    file = serializers.FileField()
    brand = serializers.SlugField(required=False)


class AnswersSerializer(serializers.Serializer[Any]):
    """What the person says to what was asked."""

    swap_coordinates = serializers.BooleanField(required=False, allow_null=True)
    may_be_missing = serializers.MultipleChoiceField(
        choices=["city", "address", "coordinates"], required=False
    )
    region = serializers.CharField(required=False, allow_blank=True, max_length=120)


class MappingSerializer(serializers.Serializer[Any]):
    """Other headings, and answers."""

    mapping = serializers.DictField(child=serializers.CharField(allow_blank=True), required=False)
    answers = AnswersSerializer(required=False)


class StorePreviewSerializer(serializers.Serializer[Any]):
    """What would be taken. `problems` holds the first 200; `report.csv` has all."""

    id = serializers.UUIDField()
    filename = serializers.CharField()
    columns = serializers.ListField(child=serializers.CharField())
    missing = serializers.ListField(child=serializers.CharField())
    headings = serializers.ListField(child=serializers.CharField())
    mapping = serializers.DictField(child=serializers.CharField())
    answers = AnswersSerializer()
    sample = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))
    doubts = serializers.ListField(child=serializers.DictField())
    counts = serializers.DictField(child=serializers.IntegerField())
    problems = serializers.ListField(child=serializers.DictField())
    total_problems = serializers.IntegerField()


class CountsSerializer(serializers.Serializer[Any]):
    """Rows that became new stores, that changed known ones, that stayed out."""

    taken = serializers.IntegerField()
    updated = serializers.IntegerField()
    refused = serializers.IntegerField()


class StoreImports(APIView):
    """Upload."""

    permission_classes = KEEPERS
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="store_imports_upload",
        request=StoreUploadSerializer,
        responses={201: StorePreviewSerializer},
    )
    def post(self, request: Request) -> Response:
        wish = StoreUploadSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        brands = kept_brands(person_of(request)).order_by("name")
        slug = wish.validated_data.get("brand")
        brand = get_object_or_404(brands, slug=slug) if slug else brands[0]
        file = wish.validated_data["file"]
        if file.size > importing.LARGEST:  # before all of it is in memory
            raise refused("spreadsheet_too_large")
        kept, verdict = importing.receive(
            brand=brand, filename=file.name or "", content=file.read(), by=person_of(request)
        )
        return Response(_preview(kept, verdict), status=201)


class OneStoreImport(APIView):
    """The preview, and a mapping of one's own."""

    permission_classes = KEEPERS

    @extend_schema(operation_id="store_import", responses=StorePreviewSerializer)
    def get(self, request: Request, id: UUID) -> Response:
        kept = _mine(request, id)
        return Response(_preview(kept, importing.verdict_of(kept)))

    @extend_schema(
        operation_id="store_import_map", request=MappingSerializer, responses=StorePreviewSerializer
    )
    def patch(self, request: Request, id: UUID) -> Response:
        wish = MappingSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        answers = wish.validated_data.get("answers")
        if answers and "may_be_missing" in answers:
            answers = {**answers, "may_be_missing": sorted(answers["may_be_missing"])}
        kept = _mine(request, id)
        verdict = importing.map_anew(
            kept=kept, mapping=wish.validated_data.get("mapping"), answers=answers, by=person_of(request)
        )
        return Response(_preview(kept, verdict))


class TakeStoreImport(APIView):
    """Take it, once."""

    permission_classes = KEEPERS

    @extend_schema(operation_id="store_import_take", request=None, responses=CountsSerializer)
    def post(self, request: Request, id: UUID) -> Response:
        return Response(importing.take(kept=_mine(request, id), by=person_of(request)))


class StoreImportReport(APIView):
    """Every row that stays out and every doubt, as CSV."""

    permission_classes = KEEPERS

    @extend_schema(operation_id="store_import_report", responses={(200, "text/csv"): OpenApiTypes.STR})
    def get(self, request: Request, id: UUID) -> StreamingHttpResponse:
        verdict = importing.verdict_of(_mine(request, id))
        answer = StreamingHttpResponse(_report(verdict.findings), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="stores_report.csv"'
        return answer


def _mine(request: Request, id: UUID) -> StoreImport:
    kept: StoreImport = get_object_or_404(imports_visible_to(person_of(request)), pk=id)
    return kept


def _preview(kept: StoreImport, verdict: Verdict) -> dict[str, Any]:
    return {
        "id": str(kept.pk),
        "filename": kept.filename,
        "columns": list(COLUMNS),
        "missing": missing(verdict.mapping),
        "answers": kept.report.get("answers", {}),
        **verdict.preview(),
    }


class _Echo:
    """Gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def _report(findings: list[Finding]) -> Iterator[str]:
    """Lines of CSV; cells that a spreadsheet would run as a formula get a sign before them."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(REPORT)
    for finding in findings:
        line = finding.as_json()
        yield writer.writerow(
            [disarmed(str(line[name])) if line[name] is not None else "" for name in REPORT]
        )
