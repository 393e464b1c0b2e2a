"""The phone's doors for photos: tus 1.0 at an address derived from the content, and a small one in one go."""

import hashlib
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from audits.doors import bearer, person_of
from audits.people.models import Person
from audits.refusals import Refused, refused
from audits.visits.api.doors import (
    JSON,
    PhoneView,
    answer,
    base64_digest,
    body_of,
    content_digest,
    content_length,
)
from audits.visits.api.phone_shapes import ReceiptSerializer
from audits.visits.models import Blob
from audits.visits.queries import promised_blob
from audits.visits.services import add_chunk, finish_blob, receive_blob
from audits.visits.services.blobs import MOST_CHUNK, check_size
from audits.visits.services.entering import Sent

TUS = "1.0.0"
PART = "application/offset+octet-stream"
TUS_HEADERS = [
    OpenApiParameter(name, str, OpenApiParameter.HEADER)
    for name in ("Tus-Resumable", "Upload-Offset", "Upload-Length", "Upload-Checksum")
]


class VisitBlob(PhoneView):
    """A photo's bytes under their SHA-256, promised by a visit of the shopper's own."""

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        answered = super().finalize_response(request, response, *args, **kwargs)
        return as_tus(answered, getattr(answered, "data", None) or {})

    @extend_schema(operation_id="blob_offset", parameters=TUS_HEADERS[:1], responses={200: None})
    def head(self, request: Request, visit: UUID, sha256: str) -> HttpResponse:
        _check_tus(request)
        blob = self._promised(request, visit, sha256)
        try:
            finish_blob(blob=blob, by=person_of(request))  # a process was killed right before it could
        except Refused:
            blob.offset = 0  # the whole was not what its hash says: it starts again
        return _held(blob, status=200)

    @extend_schema(
        operation_id="blob_part",
        parameters=TUS_HEADERS,
        request={PART: OpenApiTypes.BINARY},
        responses={204: None},
        extensions={"x-refusals": [412, 460]},
    )
    def patch(self, request: Request, visit: UUID, sha256: str) -> HttpResponse:
        _check_tus(request)
        if request.content_type.partition(";")[0].strip() not in (PART, ""):
            raise refused("unsupported_media_type")
        blob = self._promised(request, visit, sha256)
        _check_length(request, blob)
        part = body_of(request._request, most=MOST_CHUNK)
        _check_checksum(request, part)
        blob.offset = add_chunk(
            blob=blob, offset=_number(request, "Upload-Offset"), content=part, by=person_of(request)
        )
        return _held(blob, status=204)

    @extend_schema(
        operation_id="blob_put",
        request={"application/octet-stream": OpenApiTypes.BINARY},
        responses={(status, JSON): ReceiptSerializer for status in (200, 201)},
    )
    def put(self, request: Request, visit: UUID, sha256: str) -> HttpResponse:
        return _take(request._request, person_of(request), visit, sha256)

    def _promised(self, request: Request, visit: UUID, sha256: str) -> Blob:
        return _promised(person_of(request), visit, sha256)


def put_blob(request: HttpRequest, visit: UUID, sha256: str) -> HttpResponse:
    """A small blob in one go for whoever comes with a token, past the framework's own machinery."""
    person = bearer(request)
    if person is None:
        raise refused("not_signed_in")
    return _take(request, person, visit, sha256)


def as_tus(response: Any, told: dict[str, Any]) -> Any:
    """The response with the headers of the protocol; a refusal that tells an offset says where to go on."""
    response["Tus-Resumable"] = TUS
    response["Cache-Control"] = "no-store"
    if told.get("offset") is not None:
        response["Upload-Offset"] = told["offset"]
    return response


def _take(request: HttpRequest, person: Person, visit: UUID, sha256: str) -> HttpResponse:
    check_size(content_length(request))
    blob = _promised(person, visit, sha256)
    digest = request.META.get("HTTP_CONTENT_DIGEST")
    if digest and content_digest(digest) != bytes.fromhex(sha256):
        raise refused("digest_mismatch")
    entered = receive_blob(
        blob=blob,
        content=cast(BinaryIO, request),  # read as it comes: never whole in memory
        length=content_length(request),
        by=person,
        sent=Sent(visit, person.pk),
    )
    return answer(entered.receipt, status=201 if entered.is_new else 200)


def _promised(person: Person, visit: UUID, sha256: str) -> Blob:
    blob = promised_blob(visit=visit, sha256=sha256, shopper=person)
    if blob is None:
        raise refused("blob_unknown")
    return blob


def _held(blob: Blob, *, status: int) -> HttpResponse:
    headers = {"Upload-Offset": str(blob.offset), "Upload-Length": str(blob.bytes)}
    return HttpResponse(status=status, headers=headers)


def _check_tus(request: Request) -> None:
    """Another version is refused; who names none speaks the one of `sync.md`."""
    if request.headers.get("Tus-Resumable", TUS) != TUS:
        raise refused("tus_version")


def _number(request: Request, header: str) -> int:
    text = request.headers.get(header, "")
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise refused("unreadable", header=header)
    return int(text)


def _check_length(request: Request, blob: Blob) -> None:
    if "Upload-Length" in request.headers and _number(request, "Upload-Length") != blob.bytes:
        raise refused("blob_wrong_length", bytes=blob.bytes)


def _check_checksum(request: Request, part: bytes) -> None:
    header = request.headers.get("Upload-Checksum")
    if header is None:
        return  # the whole is hashed in any case
    algorithm, _, value = header.strip().partition(" ")
    if algorithm.lower() != "sha256":
        raise refused("unreadable", header="Upload-Checksum")
    if base64_digest(value.strip()) != hashlib.sha256(part).digest():
        raise refused("blob_wrong_checksum")
