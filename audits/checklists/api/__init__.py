"""HQ's doors to checklists, and everybody's to the editions of her brands."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.checklists import services
from audits.checklists.api.shapes import (
    ChecklistSerializer,
    EditionSerializer,
    ImportedSerializer,
    PreviewSerializer,
    UploadSerializer,
    WholeChecklistSerializer,
)
from audits.checklists.previews import preview
from audits.checklists.queries import brand_for, checklists_of, edition_like, editions_for
from audits.checklists.workbook import Workbook
from audits.doors import SignedIn, only, packed, person_of
from audits.people.roles import May
from audits.refusals import refused

WRITERS = [only(May.WRITE_CHECKLISTS)]
FOR_EVER = "private, max-age=31536000, immutable"


class Check(APIView):
    """Reads a workbook and stores nothing."""

    permission_classes = WRITERS
    parser_classes = [MultiPartParser]

    @extend_schema(operation_id="checklists_check", request=UploadSerializer, responses=PreviewSerializer)
    def post(self, request: Request) -> Response:
        upload = _upload(request)
        workbook = services.read_whole(
            filename=upload["file"].name, content=upload["file"].read(), language=upload["language"]
        )
        return Response(_preview(request, workbook, upload["language"]))


class Checklists(APIView):
    """The checklists of the brands that I write for."""

    permission_classes = WRITERS
    parser_classes = [MultiPartParser]

    @extend_schema(operation_id="checklists", responses=ChecklistSerializer(many=True))
    def get(self, request: Request) -> Response:
        checklists = checklists_of(person_of(request)).select_related("brand")
        return Response(ChecklistSerializer(list(checklists), many=True).data)

    @extend_schema(
        operation_id="checklists_import", request=UploadSerializer, responses={201: ImportedSerializer}
    )
    def post(self, request: Request) -> Response:
        upload = _upload(request)
        person = person_of(request)
        brand = brand_for(person, upload.get("brand"))
        if brand is None:
            raise refused("not_found")
        imported = services.import_workbook(
            brand=brand,
            filename=upload["file"].name,
            content=upload["file"].read(),
            by=person,
            publish=upload["publish"],
            language=upload["language"],
        )
        edition = imported.edition
        told = _preview(request, imported.workbook, upload["language"]) | {
            "checklist": imported.checklist.pk,
            "edition": EditionSerializer(edition).data if edition else None,
            "is_new": imported.is_new,
        }
        return Response(told, status=201)


class OneChecklist(APIView):
    """A checklist with its editions."""

    permission_classes = WRITERS

    @extend_schema(operation_id="checklists_one", responses=WholeChecklistSerializer)
    def get(self, request: Request, id: UUID) -> Response:
        checklists = checklists_of(person_of(request)).select_related("brand", "draft", "draft__by")
        checklists = checklists.defer("draft__printed", "draft__workbook")
        return Response(WholeChecklistSerializer(get_object_or_404(checklists, pk=id)).data)


class Publish(APIView):
    """Prints a checklist's draft as its next edition."""

    permission_classes = WRITERS

    @extend_schema(operation_id="checklists_publish", request=None, responses={201: EditionSerializer})
    def post(self, request: Request, id: UUID) -> Response:
        person = person_of(request)
        checklist = get_object_or_404(checklists_of(person), pk=id)
        return Response(EditionSerializer(services.publish(checklist=checklist, by=person)).data, status=201)


class EditionWorkbook(APIView):
    """The workbook from which an edition was printed, as it was uploaded."""

    permission_classes = WRITERS

    @extend_schema(
        operation_id="checklists_workbook",
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, id: UUID, number: int) -> HttpResponse:
        checklist = get_object_or_404(checklists_of(person_of(request)), pk=id)
        edition = get_object_or_404(checklist.editions, number=number, workbook__isnull=False)
        name = edition.filename or f"{checklist.form_id}.xlsx"
        answer = HttpResponse(bytes(edition.workbook or b""), content_type="application/octet-stream")
        answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        return answer


class PrintedEdition(APIView):
    """An edition's exact bytes. They never change, so whoever has them never asks again."""

    permission_classes = [SignedIn]

    @extend_schema(operation_id="editions_one", responses={(200, "application/json"): OpenApiTypes.OBJECT})
    def get(self, request: Request, sha256: str) -> HttpResponse:
        edition = editions_for(person_of(request)).filter(sha256=sha256).order_by("id").first()
        if edition is None:
            raise refused("not_found")
        etag = f'"{sha256}"'
        headers = {"ETag": etag, "Cache-Control": FOR_EVER}
        if etag in request.headers.get("If-None-Match", ""):
            return HttpResponseNotModified(headers=headers)
        return packed(request, bytes(edition.printed), headers=headers)


def _upload(request: Request) -> dict[str, Any]:
    upload = UploadSerializer(data=request.data)
    upload.is_valid(raise_exception=True)
    sent: dict[str, Any] = upload.validated_data
    if sent["file"].size > services.MAX_BYTES:
        raise refused("workbook_too_large")
    return {"language": person_of(request).language, **sent}


def _preview(request: Request, workbook: Workbook, language: str) -> dict[str, Any]:
    known = edition_like(person_of(request), workbook.sha256)
    return preview(workbook.document) | {
        "notices": [notice.as_json(language) for notice in workbook.notices],
        "sha256": workbook.sha256,
        "same_as_edition": known.number if known else None,
    }
