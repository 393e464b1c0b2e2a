"""The desks' doors: the list of visits, rescue files, withdrawing."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.pages import asked_limit
from audits.people.roles import May
from audits.refusals import refused
from audits.visits.api.desk_shapes import RescuedSerializer, VisitPageSerializer
from audits.visits.api.doors import JSON, answer
from audits.visits.filters import FILTER_NAMES, filtered
from audits.visits.listing import page_of
from audits.visits.queries import visits_minded_by
from audits.visits.services import take_rescue, withdraw_visit
from audits.visits.services.rescue import MOST_BYTES

FILTERS = [OpenApiParameter(name, str) for name in (*FILTER_NAMES, "cursor", "limit")]


class Visits(APIView):
    """The visits that I may read, newest first, a page by key."""

    permission_classes = [only(May.SEE_VISITS)]

    @extend_schema(operation_id="visits", parameters=FILTERS, responses={(200, JSON): VisitPageSerializer})
    def get(self, request: Request) -> HttpResponse:
        person = person_of(request)
        visits = filtered(person, request.GET.dict())
        results, following = page_of(
            visits, person, cursor=request.GET.get("cursor"), limit=asked_limit(request.GET.get("limit"))
        )
        return answer({"results": results, "next": following})


class RescueFileSerializer(serializers.Serializer[Any]):
    """A phone's rescue file."""

    file = serializers.FileField()


class Rescue(APIView):
    """Takes a phone's rescue file: each visit and photo in it as if the phone had sent it."""

    permission_classes = [only(May.SEE_SET_ASIDE)]
    parser_classes = [MultiPartParser]

    @extend_schema(
        operation_id="rescue",
        request={"multipart/form-data": RescueFileSerializer},
        responses={(200, JSON): RescuedSerializer},
    )
    def post(self, request: Request) -> HttpResponse:
        upload = request.FILES.get("file")
        if upload is None:
            raise refused("invalid", errors={"file": ["required"]})
        if (upload.size or 0) > MOST_BYTES:
            raise refused("too_large", limit=MOST_BYTES)
        return answer(take_rescue(content=upload.read(), by=person_of(request)))


class WithdrawSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=500)


class Withdraw(APIView):
    """Withdraws a visit: it counts nowhere, its id stays known."""

    permission_classes = [only(May.PLAN_WAVES)]

    @extend_schema(operation_id="visit_withdraw", request=WithdrawSerializer, responses={204: None})
    def post(self, request: Request, visit: UUID) -> Response:
        asked = WithdrawSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        person = person_of(request)
        found = get_object_or_404(visits_minded_by(person), pk=visit)
        withdraw_visit(visit=found.pk, by=person, reason=asked.validated_data["reason"])
        return Response(status=204)
