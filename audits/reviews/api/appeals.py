"""The doors of appeals: a store makes them, somebody who did not review the visit decides them."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.pages import asked_limit
from audits.people.roles import May
from audits.reviews import services
from audits.reviews.api.beside_shapes import AppealsSerializer, DecideSerializer, MakeAppealSerializer
from audits.reviews.api.judging import read
from audits.reviews.appeal_list import page_of
from audits.reviews.models import Appeal
from audits.reviews.queries import appealable, appeals_judged_by, appeals_seen_by


class Appeals(APIView):
    """The appeals on visits that I may read, those due first; `?state=open`."""

    permission_classes = [only(May.SEE_VISITS)]

    @extend_schema(
        operation_id="appeals",
        parameters=[
            OpenApiParameter("state", str, enum=[str(state) for state in Appeal.State]),
            OpenApiParameter("cursor", str),
            OpenApiParameter("limit", int),
        ],
        responses=AppealsSerializer,
    )
    def get(self, request: Request) -> Response:
        person, asked = person_of(request), request.GET
        appeals = appeals_seen_by(person)
        if asked.get("state"):
            appeals = appeals.filter(state=asked["state"])
        results, following = page_of(
            appeals, person, cursor=asked.get("cursor"), limit=asked_limit(asked.get("limit"))
        )
        return Response(AppealsSerializer({"results": results, "next": following}).data)


class MakeAppeal(APIView):
    """Objects to one answer of a released visit of my store."""

    permission_classes = [only(May.APPEAL)]

    @extend_schema(operation_id="appeal", request=MakeAppealSerializer, responses={201: None})
    def post(self, request: Request, id: UUID) -> Response:
        person = person_of(request)
        get_object_or_404(appealable(person), pk=id)
        made = services.appeal(id, by=person, **read(request, MakeAppealSerializer))
        return Response({"id": made.pk}, status=201)


class Decide(APIView):
    """Lets an answer stand, or puts another in its place."""

    permission_classes = [only(May.REVIEW)]

    @extend_schema(operation_id="decide_appeal", request=DecideSerializer, responses={204: None})
    def post(self, request: Request, id: UUID) -> Response:
        person = person_of(request)
        if not appeals_judged_by(person).filter(pk=id).exists():
            raise Http404
        said = read(request, DecideSerializer)
        overturn = said.pop("outcome") == Appeal.State.OVERTURNED
        services.decide(id, by=person, overturn=overturn, **said)
        return Response(status=204)


class WithdrawAppeal(APIView):
    """Takes my appeal back."""

    permission_classes = [only(May.APPEAL)]

    @extend_schema(operation_id="withdraw_appeal", request=None, responses={204: None})
    def post(self, request: Request, id: UUID) -> Response:
        person = person_of(request)
        get_object_or_404(Appeal, pk=id, by=person.pk)
        services.withdraw_appeal(id, by=person)
        return Response(status=204)
