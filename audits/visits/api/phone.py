"""The phone's doors: news, sealed bytes, receipts, reports (sync.md)."""

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from audits.doors import bearer, packed, person_of
from audits.people.models import Person
from audits.refusals import refused
from audits.visits.api.doors import (
    JSON,
    PhoneView,
    answer,
    body_of,
    content_digest,
    json_of,
)
from audits.visits.api.phone_shapes import BriefingSerializer, InventorySerializer, ReceiptSerializer
from audits.visits.envelope import MOST_BYTES, is_integer, is_sha256, uuid_or_none
from audits.visits.news import briefing
from audits.visits.receipts import (
    is_our_word,
    newest_receipt,
    receipts_for,
    rfc3339,
    server_epoch,
)
from audits.visits.services import receive_visit, report_phone

STATUS = {"new": 201, "again": 200, "withdrawn": 200, "quarantined": 202}
MOST_RECEIPTS = 200
_MOST_QUERY = 1024 * 1024
_MOST_REPORT = 32 * 1024
DIGEST = OpenApiParameter("Content-Digest", str, OpenApiParameter.HEADER, description="sha-256=:BASE64:")


class Sync(PhoneView):
    """Everything that a shopper needs to work without a network, and the receipts since her cursor."""

    @extend_schema(
        operation_id="sync",
        parameters=[OpenApiParameter("cursor", str)],
        responses={(200, JSON): BriefingSerializer},
    )
    def get(self, request: Request) -> HttpResponse:
        etag, body = told_news(person_of(request), cursor=request.GET.get("cursor"), now=timezone.now())
        if etag in [known.strip() for known in request.headers.get("If-None-Match", "").split(",")]:
            return _cacheable(HttpResponseNotModified(), etag)
        return _cacheable(packed(request, body), etag)


def told_news(person: Person, *, cursor: str | None, now: datetime) -> tuple[str, bytes]:
    """The document of `GET /sync` and its ETag, which is the same as long as nothing but the time has changed."""
    told = briefing(person, cursor=cursor, now=now)
    etag = f'W/"{hashlib.sha256(orjson.dumps(told)).hexdigest()[:32]}"'
    return etag, orjson.dumps({"server_time": rfc3339(now), **told})


def _cacheable(response: Any, etag: str) -> HttpResponse:
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Accept-Encoding, Authorization, Cookie"
    return response


class VisitRevision(PhoneView):
    """One sealed revision of a visit, at the address that it names itself: repeating it is harmless."""

    @extend_schema(
        operation_id="visit_put",
        parameters=[DIGEST],
        request={JSON: OpenApiTypes.OBJECT},
        responses={(status, JSON): ReceiptSerializer for status in (200, 201, 202)},
        extensions={"x-refusals": [426]},
    )
    def put(self, request: Request, visit: UUID, number: int) -> HttpResponse:
        return _take(request._request, person_of(request), visit, number)


def put_revision(request: HttpRequest, visit: UUID, number: int) -> HttpResponse:
    """The same for whoever comes with a token, past the framework's own machinery."""
    person = bearer(request)
    if person is None:
        raise refused("not_signed_in")
    return _take(request, person, visit, number)


def _take(request: HttpRequest, shopper: Person, visit: UUID, number: int) -> HttpResponse:
    sealed = body_of(request, most=MOST_BYTES)
    digest = content_digest(request.META.get("HTTP_CONTENT_DIGEST", ""))
    if digest is None:
        raise refused("digest_missing")
    found = hashlib.sha256(sealed)
    if found.digest() != digest:
        raise refused("digest_mismatch")
    received = receive_visit(
        visit=visit, number=number, sealed=sealed, sha256=found.hexdigest(), shopper=shopper
    )
    if received.outcome == "conflict":
        raise refused(received.code, receipt=received.receipt)
    return answer(received.receipt, status=STATUS[received.outcome])


class VisitReceipt(PhoneView):
    """What the server holds of a visit now: the receipt of its newest revision."""

    @extend_schema(operation_id="visit_receipt", responses={(200, JSON): ReceiptSerializer})
    def get(self, request: Request, visit: UUID) -> HttpResponse:
        receipt = newest_receipt(visit=visit, person=person_of(request).pk)
        if receipt is None:
            raise refused("not_found")
        return answer(receipt)


class ReceiptsQuery(PhoneView):
    """Receipts of up to 200 revisions at once. `unknown` lists those that are not here; `vouched` says that a
    receipt shown back was this server's own, so a backup without them was restored: send them again."""

    @extend_schema(
        operation_id="receipts_query",
        request={JSON: OpenApiTypes.OBJECT},
        responses={(200, JSON): InventorySerializer},
    )
    def post(self, request: Request) -> HttpResponse:
        asked = _asked(json_of(request, most=_MOST_QUERY))
        visits = {visit for visit, *_ in asked}
        held = {
            (receipt["visit"], receipt["revision"], receipt["sha256"]): receipt
            for receipt in receipts_for(person=person_of(request).pk, visits=visits)
        }
        keys = [(str(visit), revision, sha256) for visit, revision, sha256, _ in asked]
        return answer(
            {
                "server_time": rfc3339(timezone.now()),
                "server_epoch": server_epoch(),
                "receipts": [held[key] for key in dict.fromkeys(keys) if key in held],
                "unknown": [
                    {"visit": key[0], "revision": key[1], "sha256": key[2], "vouched": is_our_word(line[3])}
                    for key, line in zip(keys, asked, strict=True)
                    if key not in held
                ],
            }
        )


def _asked(document: Any) -> list[tuple[UUID, int, str, Any]]:
    lines = document.get("receipts") if isinstance(document, dict) else document
    if not isinstance(lines, list):
        raise refused("unreadable")
    if len(lines) > MOST_RECEIPTS:
        raise refused("receipt_query_too_long")
    return [_line(line) for line in lines]


def _line(line: Any) -> tuple[UUID, int, str, Any]:
    if not isinstance(line, dict):
        raise refused("unreadable")
    revision: Any = line.get("revision")
    visit, sha256 = uuid_or_none(line.get("visit")), line.get("sha256")
    if visit is None or not is_integer(revision, 1, 2**31 - 1):
        raise refused("unreadable")
    if not isinstance(sha256, str) or not is_sha256(sha256):
        raise refused("unreadable")
    return visit, revision, sha256, line


class Diagnostics(PhoneView):
    """A phone's report of itself. Its size is bounded, and answers to questions have no place in it."""

    @extend_schema(operation_id="diagnostics", request={JSON: OpenApiTypes.OBJECT}, responses={204: None})
    def post(self, request: Request) -> HttpResponse:
        report = json_of(request, most=_MOST_REPORT)
        kind = report.get("kind") if isinstance(report, dict) else None
        detail = report.get("detail", {}) if isinstance(report, dict) else None
        if not isinstance(kind, str) or not 0 < len(kind) <= 40 or not isinstance(detail, dict):
            raise refused("unreadable")
        if "answers" in detail or "\\u0000" in body_of(request._request, most=_MOST_REPORT).decode():
            raise refused("unreadable")
        report_phone(person=person_of(request), kind=kind, detail=detail)
        return HttpResponse(status=204)
