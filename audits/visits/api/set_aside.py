"""Headquarters' doors to what was set aside: conflicts, quarantine, returned tombstones."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.pages import asked_limit
from audits.people.models import Person
from audits.people.queries import may_see_shoppers
from audits.people.roles import May
from audits.visits.api.desk_shapes import AcceptedSerializer, SetAsidePageSerializer
from audits.visits.api.doors import JSON, answer
from audits.visits.models import Revision
from audits.visits.queries import set_aside
from audits.visits.receipts import rfc3339
from audits.visits.services import accept_set_aside
from audits.visits.unsaid import Names, said, unsaid_in


class SetAside(APIView):
    """What is kept and counts nowhere, newest first, with the reason and what the phone said of itself."""

    permission_classes = [only(May.SEE_SET_ASIDE)]

    @extend_schema(
        operation_id="set_aside",
        parameters=[OpenApiParameter("cursor", int), OpenApiParameter("limit", int)],
        responses={(200, JSON): SetAsidePageSerializer},
    )
    def get(self, request: Request) -> HttpResponse:
        person, limit = person_of(request), asked_limit(request.GET.get("limit"))
        rows = set_aside(person).select_related("person")
        cursor = request.GET.get("cursor") or ""
        if cursor.isascii() and cursor.isdigit() and len(cursor) < 19:
            rows = rows.filter(id__lt=int(cursor))
        found = list(rows[: limit + 1])
        page = found[:limit]
        following = str(page[-1].pk) if len(found) > limit else None
        return answer({"results": _lines(page, person), "next": following})


def _lines(page: Sequence[Revision], reader: Person) -> list[dict[str, Any]]:
    opened = [(row, orjson.loads(bytes(row.sealed))) for row in page]
    unsaid = unsaid_in(sealed.get("edition") or "" for _, sealed in opened)
    return [
        _line(row, sealed, reader, unsaid.get(sealed.get("edition"), frozenset())) for row, sealed in opened
    ]


def _line(row: Revision, sealed: dict[str, Any], reader: Person, unsaid: Names) -> dict[str, Any]:
    knows = may_see_shoppers(reader, row.brand_id)
    return {
        "id": row.pk,
        "visit": str(row.visit),
        "revision": row.number,
        "standing": row.standing,
        "reason": row.reason,
        "sha256": row.sha256,
        "received_at": rfc3339(row.received_at),
        "shopper": _shopper(row.person, named=knows),
        "assignment": sealed.get("assignment"),
        "edition": sealed.get("edition"),
        "times": sealed.get("times"),
        "answers": row.answers if knows else said(row.answers, unsaid),
        "photos": len(sealed.get("blobs") or []),
    }


def _shopper(shopper: Person, *, named: bool) -> dict[str, Any]:
    return {"alias": shopper.alias} | ({"id": str(shopper.pk), "name": shopper.name} if named else {})


class AcceptSerializer(serializers.Serializer[Any]):
    assignment = serializers.UUIDField(required=False, allow_null=True)


class AcceptSetAside(APIView):
    """Lets a revision that was set aside count."""

    permission_classes = [only(May.SEE_SET_ASIDE)]

    @extend_schema(
        operation_id="set_aside_accept",
        request=AcceptSerializer,
        responses={(200, JSON): AcceptedSerializer},
    )
    def post(self, request: Request, id: int) -> HttpResponse:
        asked = AcceptSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        person = person_of(request)
        row = get_object_or_404(set_aside(person), pk=id)
        assignment: UUID | None = asked.validated_data.get("assignment")
        visit = accept_set_aside(revision=row.pk, by=person, assignment=assignment)
        return answer({"visit": str(visit), "revision": row.number})
