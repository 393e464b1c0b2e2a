"""The journal as headquarters reads it and takes it away."""

from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.journal.models import Entry
from audits.journal.queries import COLUMNS, narrowed
from audits.people.roles import May
from audits.refusals import refused
from audits.retention.readers import as_csv, in_words, read_by

READERS = [only(May.READ_JOURNAL)]
USUAL, MOST = 50, 200
RECENT = 20_000  # lines in which verbs are looked for
FILTERS = [OpenApiParameter(name, str) for name in ("brand", "verb", "subject", "by", "from", "to")]


class ActorSerializer(serializers.Serializer[Any]):
    """Who did it; a shopper has a name for schedulers alone."""

    id = serializers.UUIDField(allow_null=True)
    name = serializers.CharField(required=False)
    alias = serializers.CharField(required=False)


@extend_schema_serializer(component_name="JournalLine")
class LineSerializer(serializers.Serializer[Any]):
    """One act."""

    id = serializers.IntegerField()
    at = serializers.DateTimeField()
    verb = serializers.CharField()
    subject = serializers.CharField()
    by = ActorSerializer(allow_null=True)
    detail = serializers.DictField()


class JournalPageSerializer(serializers.Serializer[Any]):
    """A page by key, newest first."""

    results = LineSerializer(many=True)
    next = serializers.CharField(allow_null=True)


class Journal(APIView):
    """Every act at my brands."""

    permission_classes = READERS

    @extend_schema(
        operation_id="journal",
        parameters=[*FILTERS, OpenApiParameter("cursor", str), OpenApiParameter("limit", int)],
        responses=JournalPageSerializer,
    )
    def get(self, request: Request) -> Response:
        lines, cursor, limit = wanted(request), request.GET.get("cursor"), _limit(request)
        if cursor:
            lines = lines.filter(id__lt=_number(cursor, "cursor"))
        rows = list(lines.values(*COLUMNS)[: limit + 1])
        more = str(rows[limit - 1]["id"]) if len(rows) > limit else None
        return Response({"results": in_words(rows[:limit], person_of(request)), "next": more})


class JournalFile(APIView):
    """The same lines as CSV, streamed."""

    permission_classes = READERS

    @extend_schema(
        operation_id="journal_csv", parameters=FILTERS, responses={(200, "text/csv"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        headers = {
            "Content-Disposition": f'attachment; filename="journal-{timezone.now():%Y-%m-%d}.csv"',
            "Cache-Control": "private, no-store",
        }
        lines = as_csv(wanted(request), person_of(request))
        return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


class JournalVerbs(APIView):
    """The verbs that occur in recent lines, for a choice of filters."""

    permission_classes = READERS

    @extend_schema(
        operation_id="journal_verbs",
        parameters=[OpenApiParameter("brand", str)],
        responses={200: {"type": "array", "items": {"type": "string"}}},
    )
    def get(self, request: Request) -> Response:
        lines = read_by(person_of(request), request.GET.get("brand") or "")
        return Response(sorted(set(lines.values_list("verb", flat=True)[:RECENT])))


def wanted(request: Request) -> QuerySet[Entry]:
    """The lines that are asked for, of those that she may read."""
    asked: dict[str, Any] = {name: request.GET.get(name) for name in ("verb", "subject")}
    if by := request.GET.get("by"):
        asked["by"] = _uuid(by)
    for name in ("from", "to"):
        if text := request.GET.get(name):
            asked[name] = _moment(text, name)
    return narrowed(read_by(person_of(request), request.GET.get("brand") or ""), asked)


def _limit(request: Request) -> int:
    return max(1, min(MOST, _number(request.GET.get("limit") or str(USUAL), "limit")))


def _number(text: str, name: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise refused("invalid", errors={name: ["unreadable"]})
    return int(text)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise refused("invalid", errors={"by": ["unreadable"]}) from None


def _moment(text: str, name: str) -> datetime:
    """A moment with its zone, or the beginning of a day in UTC."""
    try:
        at = parse_datetime(text) if "T" in text else None
        day = parse_date(text) if at is None else None
    except ValueError:
        at = day = None
    if day is not None:
        at = datetime.combine(day, time.min, tzinfo=UTC)
    if at is None:
        raise refused("invalid", errors={name: ["unreadable"]})
    try:
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except OverflowError:  # in the year 1 or 9999, where UTC has no such day
        raise refused("invalid", errors={name: ["unreadable"]}) from None
