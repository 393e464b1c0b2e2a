"""The doors to one visit: read it whole, release it, send it back, grade it anew."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.people.roles import May
from audits.reviews import services
from audits.reviews.api.shapes import (
    RegradeSerializer,
    ReleaseSerializer,
    SendBackSerializer,
    VerdictSerializer,
    WholeVisitSerializer,
)
from audits.reviews.queries import readable, reviewable
from audits.reviews.whole import whole_visit
from audits.visits.models import Visit

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
        told = _told(request, id, ReleaseSerializer)
        services.release(id, by=person_of(request), note=told["note"])
        return _verdict(id)


class SendBack(APIView):
    """Asks the shopper to mend a visit."""

    permission_classes = REVIEWERS

    @extend_schema(operation_id="send_visit_back", request=SendBackSerializer, responses=VerdictSerializer)
    def post(self, request: Request, id: UUID) -> Response:
        told = _told(request, id, SendBackSerializer)
        services.send_back(id, by=person_of(request), **told)
        return _verdict(id)


class Regrade(APIView):
    """Grades a visit anew, for a reason."""

    permission_classes = REVIEWERS

    @extend_schema(operation_id="regrade_visit", request=RegradeSerializer, responses=VerdictSerializer)
    def post(self, request: Request, id: UUID) -> Response:
        told = _told(request, id, RegradeSerializer)
        services.regrade(id, by=person_of(request), reason=told["reason"])
        return _verdict(id)


def _told(request: Request, id: UUID, shape: Any) -> dict[str, Any]:
    """What the reviewer says of a visit that is hers to judge; what isn't hers doesn't exist."""
    if not reviewable(person_of(request)).filter(pk=id).exists():
        raise Http404
    told = shape(data=request.data)
    told.is_valid(raise_exception=True)
    return dict(told.validated_data)


def _verdict(id: UUID) -> Response:
    return Response(VerdictSerializer(Visit.objects.get(pk=id)).data)
