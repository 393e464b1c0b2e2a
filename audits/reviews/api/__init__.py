"""The doors to one visit: read it whole, release it, send it back, grade it anew."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.people.roles import May
from audits.reviews import services
from audits.reviews.api.appeals import Appeals, Decide, MakeAppeal, WithdrawAppeal
from audits.reviews.api.beside_shapes import TakeSerializer
from audits.reviews.api.desk import Adjustments, Leave, Notes, OneNote, Queue, Take, UndoAdjustment
from audits.reviews.api.judging import told as told_by
from audits.reviews.api.judging import verdict
from audits.reviews.api.shapes import (
    ForeseenSerializer,
    RegradeSerializer,
    ReleaseSerializer,
    SendBackSerializer,
    VerdictSerializer,
)
from audits.reviews.api.whole_shapes import WholeVisitSerializer
from audits.reviews.foreseen import foreseen
from audits.reviews.queries import readable, reviewable
from audits.reviews.whole import whole_visit

__all__ = [
    "Adjustments",
    "Appeals",
    "Decide",
    "Leave",
    "MakeAppeal",
    "Notes",
    "OneNote",
    "OneVisit",
    "Queue",
    "Recall",
    "Regrade",
    "Release",
    "SendBack",
    "Take",
    "UndoAdjustment",
    "WithdrawAppeal",
]
REVIEWERS = [only(May.REVIEW)]


class OneVisit(APIView):
    """One visit whole, as far as its reader may know it."""

    permission_classes = [only(May.SEE_VISITS)]

    @extend_schema(operation_id="visit", responses=WholeVisitSerializer)
    def get(self, request: Request, id: UUID) -> Response:
        person = person_of(request)
        return Response(whole_visit(get_object_or_404(readable(person), pk=id), person))


class Release(APIView):
    """Lets a visit count."""

    permission_classes = REVIEWERS

    @extend_schema(operation_id="release_visit", request=ReleaseSerializer, responses=VerdictSerializer)
    def post(self, request: Request, id: UUID) -> Response:
        told = told_by(request, id, ReleaseSerializer)
        services.release(id, by=person_of(request), note=told["note"])
        return verdict(id)


class SendBack(APIView):
    """Asks the shopper to mend a visit."""

    permission_classes = REVIEWERS

    @extend_schema(operation_id="send_visit_back", request=SendBackSerializer, responses=VerdictSerializer)
    def post(self, request: Request, id: UUID) -> Response:
        told = told_by(request, id, SendBackSerializer)
        services.send_back(id, by=person_of(request), **told)
        return verdict(id)


class Recall(APIView):
    """Takes a visit back that its shopper has not mended."""

    permission_classes = REVIEWERS

    @extend_schema(operation_id="recall_visit", request=None, responses=VerdictSerializer)
    def post(self, request: Request, id: UUID) -> Response:
        told_by(request, id, TakeSerializer)
        services.recall(id, by=person_of(request))
        return verdict(id)


class Regrade(APIView):
    """Grades a visit anew, for a reason; beforehand it tells what that would change."""

    permission_classes = REVIEWERS

    @extend_schema(operation_id="regrade_foreseen", responses=ForeseenSerializer)
    def get(self, request: Request, id: UUID) -> Response:
        get_object_or_404(reviewable(person_of(request)), pk=id)
        return Response(foreseen(*services.would_grade(id)))

    @extend_schema(operation_id="regrade_visit", request=RegradeSerializer, responses=VerdictSerializer)
    def post(self, request: Request, id: UUID) -> Response:
        told = told_by(request, id, RegradeSerializer)
        services.regrade(id, by=person_of(request), reason=told["reason"])
        return verdict(id)
