"""Doors to exports: ask for a file, watch it, take it away; or read CSV while it is made."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.exports import csv_files, services
from audits.exports.contents import CONTENTS
from audits.exports.files import codebook_path_of, path_of
from audits.exports.filters import NAMES
from audits.exports.models import Export
from audits.exports.queries import visible_to
from audits.exports.wishes import FORMATS, SHAPES, Wish, read_wish
from audits.people.roles import May
from audits.places.models import Brand
from audits.refusals import refused
from audits.waves.models import Wave

EXPORTERS = [only(May.EXPORT)]
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WHAT = [
    OpenApiParameter("content", str, enum=list(CONTENTS)),
    OpenApiParameter("shape", str, enum=list(SHAPES)),
    OpenApiParameter("brand", str),
    *(OpenApiParameter(name, str) for name in NAMES),
]


class WishSerializer(serializers.Serializer[Any]):
    """What is wanted in the file. `filters` have the names of the screen's; without `state`: released visits."""

    content = serializers.ChoiceField(list(CONTENTS), required=False)
    shape = serializers.ChoiceField(SHAPES, required=False)
    file_format = serializers.ChoiceField(FORMATS, required=False)
    filters = serializers.DictField(required=False)


class ExportSerializer(serializers.ModelSerializer[Export]):
    """An export and how far it is. `rows` are the visits (or scorecards) in it, null until they are counted."""

    brand = serializers.SlugRelatedField[Brand](slug_field="slug", read_only=True)
    filename = serializers.SerializerMethodField()
    has_file = serializers.SerializerMethodField()

    class Meta:
        model = Export
        fields = (
            "id",
            "brand",
            "content",
            "shape",
            "file_format",
            "filters",
            "state",
            "rows",
            "rows_done",
            "bytes",
            "filename",
            "has_file",
            "trouble",
            "asked_at",
            "started_at",
            "finished_at",
        )

    def get_filename(self, export: Export) -> str:
        return filename_of(export)

    def get_has_file(self, export: Export) -> bool:
        return export.state == Export.State.DONE and path_of(export).is_file()


class Exports(APIView):
    """My exports."""

    permission_classes = EXPORTERS

    @extend_schema(operation_id="exports", responses=ExportSerializer(many=True))
    def get(self, request: Request) -> Response:
        mine = visible_to(person_of(request)).select_related("brand").order_by("-asked_at")[:200]
        return Response(ExportSerializer(mine, many=True).data)

    @extend_schema(operation_id="exports_request", request=WishSerializer, responses={202: ExportSerializer})
    def post(self, request: Request) -> Response:
        if not isinstance(request.data, dict):
            raise refused("unreadable")
        person = person_of(request)
        export = services.request_export(by=person, wish=read_wish(person, request.data))
        export.refresh_from_db()
        return Response(ExportSerializer(export).data, status=202)


class OneExport(APIView):
    """One export of mine."""

    permission_classes = EXPORTERS

    @extend_schema(operation_id="export", responses=ExportSerializer)
    def get(self, request: Request, id: UUID) -> Response:
        return Response(ExportSerializer(_mine(request, id)).data)

    @extend_schema(operation_id="export_give_up", responses={204: None})
    def delete(self, request: Request, id: UUID) -> Response:
        services.give_up(_mine(request, id), by=person_of(request))
        return Response(status=204)


class ExportFile(APIView):
    """The file of an export of mine."""

    permission_classes = EXPORTERS

    @extend_schema(
        operation_id="export_file",
        responses={(200, kind.partition(";")[0]): OpenApiTypes.BINARY for kind in TYPES.values()},
        extensions={"x-refusals": [409, 410]},
    )
    def get(self, request: Request, id: UUID) -> HttpResponseBase:
        export = _mine(request, id)
        answer = _sent(export, path_of(export), filename_of(export), TYPES[export.file_format])
        services.note_download(export, by=person_of(request))
        return answer


class ExportCodebook(APIView):
    """The codebook of a CSV: what each of its columns means. An XLSX holds its own as its last sheet."""

    permission_classes = EXPORTERS

    @extend_schema(
        operation_id="export_codebook",
        responses={(200, "text/csv"): OpenApiTypes.BINARY},
        extensions={"x-refusals": [409, 410]},
    )
    def get(self, request: Request, id: UUID) -> HttpResponseBase:
        export = _mine(request, id)
        name = filename_of(export).removesuffix(f".{export.file_format}")
        return _sent(export, codebook_path_of(export), f"{name}-codebook.csv", TYPES["csv"])


class ExportStream(APIView):
    """CSV as it is read from the database, for programs that want no file: the first line comes at once."""

    permission_classes = EXPORTERS

    @extend_schema(
        operation_id="export_stream",
        parameters=WHAT,
        responses={(200, "text/csv"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request) -> HttpResponseBase:
        person = person_of(request)
        filters: dict[str, Any] = request.query_params.dict()
        what = {name: filters.pop(name, None) for name in ("content", "shape")}
        wish = read_wish(person, what | {"file_format": "csv", "filters": filters})
        table = services.content_for(person, wish).table()
        services.note_stream(by=person, wish=wish)
        name = filename(wish.brand, wish, timezone.now().date())
        return StreamingHttpResponse(_bytes_of(table), headers=_headers(name, TYPES["csv"]))


def _bytes_of(table: Any) -> Iterator[bytes]:
    return (part for _, part in csv_files.csv_parts(table))


def _mine(request: Request, id: UUID) -> Export:
    return get_object_or_404(visible_to(person_of(request)).select_related("brand"), pk=id)


def _sent(export: Export, place: Path, name: str, content_type: str) -> HttpResponseBase:
    if export.state != Export.State.DONE:
        raise refused("export_not_ready")
    try:
        file = place.open("rb")
    except FileNotFoundError:
        raise refused("export_gone") from None
    return FileResponse(file, as_attachment=True, filename=name, headers=_headers(name, content_type))


def _headers(name: str, content_type: str) -> dict[str, str]:
    return {
        "Content-Type": content_type,
        "Content-Disposition": content_disposition_header(True, name) or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }


def filename_of(export: Export) -> str:
    """The name that a download of this export has."""
    wish = Wish(export.content, export.shape, export.file_format, export.filters, export.brand_id)
    return filename(export.brand_id, wish, export.asked_at.date())


def filename(brand: UUID, wish: Wish, day: date) -> str:
    """Brand, content, the wave where it is one, the day it was asked for: `vaudrey-visits-wave-3-2026-11-21.csv`."""
    slug = Brand.objects.values_list("slug", flat=True).get(pk=brand)
    content = wish.content if wish.shape == "wide" else f"{wish.content}-long"
    parts = [slug, content, *_wave(wish), day.isoformat()]
    return f"{'-'.join(parts)}.{wish.file_format}"


def _wave(wish: Wish) -> list[str]:
    waves = wish.filters.get("wave") or []
    names = Wave.objects.filter(pk__in=waves, brand=wish.brand).values_list("name", flat=True)[:2]
    return [slugify(names[0])[:40]] if len(waves) == 1 and names and slugify(names[0]) else []
