"""The board: what is open near a shopper, claiming it, giving it back. It stands here because what was claimed is
told as `GET /sync` tells it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from audits.doors import only, person_of
from audits.people.models import Person
from audits.people.queries import posts_that
from audits.people.roles import May
from audits.refusals import refused
from audits.visits.api.doors import JSON, PhoneView, answer
from audits.visits.api.offer_shapes import BoardSerializer
from audits.visits.api.phone_shapes import BriefedAssignmentSerializer
from audits.visits.news import told_assignment
from audits.visits.receipts import rfc3339
from audits.waves.board import claim, decline, give_back
from audits.waves.models import Assignment
from audits.waves.offers import offers_for
from audits.waves.telling import told_offers

MOST = 200  # offers on the board


class BoardDoor(PhoneView):
    """A door of the board's: for who shops."""

    permission_classes = [only(May.SHOP)]


class Board(BoardDoor):
    """Open assignments, those she may have first, then the nearest, each with what stands against it."""

    @extend_schema(operation_id="board", responses=BoardSerializer)
    def get(self, request: Request) -> HttpResponse:
        person, now = person_of(request), timezone.now()
        offers = offers_for(person, now=now)[:MOST]
        return answer({"results": told_offers(offers, person), "taken_at": rfc3339(now)})


def _at_her_brands(person: Person, id: UUID) -> Assignment:
    brands = {post.brand_id for post in posts_that(person, May.SHOP)}
    return get_object_or_404(Assignment, pk=id, brand__in=brands)


class Claim(BoardDoor):
    """Claims an open assignment for a limited time. Of two who claim at once exactly one has it."""

    @extend_schema(
        operation_id="assignment_claim",
        request=OpenApiTypes.NONE,
        responses={(200, JSON): BriefedAssignmentSerializer},
    )
    def post(self, request: Request, id: UUID) -> HttpResponse:
        person = person_of(request)
        claimed = claim(_at_her_brands(person, id).pk, by=person)
        told = told_assignment(claimed.pk, person)
        if told is None:  # somebody took it from her between the two lines
            raise refused("assignment_taken")
        return answer(told)


class GiveBackSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=300, allow_blank=True, default="")


class GiveBack(BoardDoor):
    """Gives back an assignment of hers: it is open to all again."""

    @extend_schema(operation_id="assignment_give_back", request=GiveBackSerializer, responses={204: None})
    def post(self, request: Request, id: UUID) -> HttpResponse:
        asked = GiveBackSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        person = person_of(request)
        give_back(_at_her_brands(person, id).pk, by=person, reason=asked.validated_data["reason"])
        return HttpResponse(status=204)


class Decline(BoardDoor):
    """Declines an invitation."""

    @extend_schema(operation_id="assignment_decline", request=OpenApiTypes.NONE, responses={204: None})
    def post(self, request: Request, id: UUID) -> HttpResponse:
        person = person_of(request)
        decline(_at_her_brands(person, id).pk, by=person)
        return HttpResponse(status=204)
