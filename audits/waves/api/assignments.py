"""Doors to assignments at headquarters: list, make, give, offer, invite, withdraw."""

from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.pages import asked_limit
from audits.people.models import Person
from audits.people.profiles import shoppers_scheduled_by
from audits.people.roles import May
from audits.places.models import Store
from audits.waves import board
from audits.waves.api.lines import (
    AssignmentLineSerializer,
    AssignmentPageSerializer,
    WholeAssignmentSerializer,
    line_of,
)
from audits.waves.api.reading import (
    checked,
    found_or_404,
    invalid,
    key_in,
    knows_names,
)
from audits.waves.gathering import shoppers_of
from audits.waves.models import Assignment, Wave
from audits.waves.queries import assignments_within, waves_planned_by
from audits.waves.services import give_anew, withdraw_assignment

DIFFERENT_BRAND = "not_of_this_brand"
MONEY: dict[str, Any] = {"max_digits": 10, "decimal_places": 2, "min_value": 0, "default": 0}


class NewAssignmentSerializer(serializers.Serializer[Any]):
    """`shopper` null offers it to all of the brand's shoppers. `scenario`: `scenario_…` values."""

    store = serializers.UUIDField()
    shopper = serializers.UUIDField(allow_null=True, required=False)
    window_from = serializers.DateTimeField()
    window_to = serializers.DateTimeField()
    scenario = serializers.DictField(child=serializers.CharField(allow_blank=True), default=dict)
    brief = serializers.DictField(child=serializers.CharField(allow_blank=True), default=dict)
    fee = serializers.DecimalField(**MONEY)
    expense_limit = serializers.DecimalField(**MONEY)
    currency = serializers.RegexField(r"^[A-Z]{3}$", required=False)

    def validate(self, asked: dict[str, Any]) -> dict[str, Any]:
        if asked["window_to"] <= asked["window_from"]:
            raise serializers.ValidationError({"window_to": "not_after_window_from"})
        return asked


class AssignmentSerializer(serializers.ModelSerializer[Assignment]):
    """An assignment by its keys; `shopper` for schedulers alone, null to others."""

    class Meta:
        model = Assignment
        fields = (
            "id",
            "wave",
            "store",
            "shopper",
            "state",
            "window_from",
            "window_to",
            "scenario",
            "brief",
            "fee",
            "expense_limit",
            "currency",
            "daypart",
            "wants",
            "look",
            "claim_until",
        )


def _told(made: Assignment, person: Person) -> dict[str, Any]:
    told = dict(AssignmentSerializer(made).data)
    return told if knows_names(person, made.brand_id) else told | {"shopper": None}


class Assignments(APIView):
    """The assignments of a wave by store; giving a visit to a shopper by hand, or offering it to all."""

    permission_classes = [only(May.PLAN_WAVES)]

    @extend_schema(
        operation_id="assignments",
        parameters=[OpenApiParameter(name, str) for name in ("state", "store", "region", "cursor", "limit")],
        responses=AssignmentPageSerializer,
    )
    def get(self, request: Request, id: UUID) -> Response:
        person, asked = person_of(request), request.query_params
        wave = found_or_404(waves_planned_by(person), id)
        filters = {"state": asked["state"]} if asked.get("state") else {}
        paths = {"store": "store", "region": "store__region", "cursor": "pk__gt"}
        keys = {path: key_in(asked[name], name) for name, path in paths.items() if asked.get(name)}
        limit = asked_limit(asked.get("limit"))
        rows = Assignment.objects.filter(wave=wave, **filters, **keys)
        rows = rows.select_related("store__region", "shopper").annotate(invited=Count("invitations"))
        page = list(rows.order_by("pk")[: limit + 1])
        named = knows_names(person, wave.brand_id)
        lines = [line_of(row, named=named) for row in page[:limit]]
        following = str(page[limit - 1].pk) if len(page) > limit else None
        return Response({"results": AssignmentLineSerializer(lines, many=True).data, "next": following})

    @extend_schema(
        operation_id="assignments_make",
        request=NewAssignmentSerializer,
        responses={201: AssignmentSerializer},
    )
    def post(self, request: Request, id: UUID) -> Response:
        person = person_of(request)
        wave = found_or_404(waves_planned_by(person).select_related("brand"), id)
        asked = checked(NewAssignmentSerializer, request)
        store = Store.objects.filter(pk=asked.pop("store"), brand=wave.brand).first()
        if store is None:
            raise invalid("store", DIFFERENT_BRAND)
        made = give_anew(
            wave=wave,
            store=store,
            shopper=_shopper(wave, asked.pop("shopper", None)),
            scenario_values=asked.pop("scenario"),
            by=person,
            **({"currency": wave.brand.currency} | asked),
        )
        return Response(_told(made, person), status=201)


def _shopper(wave: Wave, key: UUID | None) -> Person | None:
    shopper = shoppers_of(wave.brand_id).filter(pk=key).first() if key else None
    if key and shopper is None:
        raise invalid("shopper", DIFFERENT_BRAND)
    return shopper


class OneAssignment(APIView):
    """One assignment, with the wave it belongs to."""

    permission_classes = [only(May.PLAN_WAVES)]

    @extend_schema(operation_id="assignment", responses=WholeAssignmentSerializer)
    def get(self, request: Request, id: UUID) -> Response:
        person = person_of(request)
        rows = assignments_within(person).select_related("store__region", "shopper", "wave")
        found = found_or_404(rows.annotate(invited=Count("invitations")), id)
        line = line_of(found, named=knows_names(person, found.brand_id))
        wave = {"id": found.wave_id, "number": found.wave.number, "name": found.wave.name}
        return Response(WholeAssignmentSerializer(line | {"wave": wave, "brief": found.brief}).data)


class WithdrawAssignment(APIView):
    """Takes an assignment back; a visit that comes all the same is received and marked."""

    permission_classes = [only(May.PLAN_WAVES)]

    @extend_schema(
        operation_id="assignment_withdraw", request=OpenApiTypes.NONE, responses=AssignmentSerializer
    )
    def post(self, request: Request, id: UUID) -> Response:
        person = person_of(request)
        found = found_or_404(assignments_within(person), id)
        return Response(_told(withdraw_assignment(assignment=found.pk, by=person), person))


class OfferAssignment(APIView):
    """Puts an assignment on the board, whosever it was."""

    permission_classes = [only(May.PLAN_WAVES)]

    @extend_schema(operation_id="assignment_offer", request=OpenApiTypes.NONE, responses=AssignmentSerializer)
    def post(self, request: Request, id: UUID) -> Response:
        person = person_of(request)
        found = found_or_404(assignments_within(person), id)
        return Response(_told(board.offer(found.pk, by=person), person))


class GiveSerializer(serializers.Serializer[Any]):
    shopper = serializers.UUIDField()


class GiveAssignment(APIView):
    """Gives an open assignment to a shopper, by the same rules as a draw. For schedulers."""

    permission_classes = [only(May.SCHEDULE)]

    @extend_schema(operation_id="assignment_give", request=GiveSerializer, responses=AssignmentSerializer)
    def post(self, request: Request, id: UUID) -> Response:
        person = person_of(request)
        found = found_or_404(assignments_within(person), id)
        asked = checked(GiveSerializer, request)
        hers = shoppers_scheduled_by(person) & shoppers_of(found.brand_id)
        shopper = found_or_404(hers, asked["shopper"])
        return Response(_told(board.give(found.pk, shopper, by=person), person))


class InviteSerializer(serializers.Serializer[Any]):
    """Whom to tell: these, or so many of those who may, nearest first."""

    shoppers = serializers.ListField(child=serializers.UUIDField(), max_length=500, required=False)
    nearest = serializers.IntegerField(min_value=1, max_value=200, required=False)

    def validate(self, asked: dict[str, Any]) -> dict[str, Any]:
        if ("shoppers" in asked) == ("nearest" in asked):
            raise serializers.ValidationError({"shoppers": "shoppers_or_nearest"})
        return asked


class InvitedSerializer(serializers.Serializer[Any]):
    invited = serializers.IntegerField()


class InviteToAssignment(APIView):
    """Tells shoppers of an open assignment, each once. For schedulers."""

    permission_classes = [only(May.SCHEDULE)]

    @extend_schema(operation_id="assignment_invite", request=InviteSerializer, responses=InvitedSerializer)
    def post(self, request: Request, id: UUID) -> Response:
        person = person_of(request)
        found = found_or_404(assignments_within(person).select_related("wave", "store"), id)
        asked = checked(InviteSerializer, request)
        named = asked.get("shoppers")
        shoppers = named if named is not None else board.nearest(found, asked["nearest"], now=timezone.now())
        return Response({"invited": board.invite(found.pk, shoppers=shoppers, by=person)})
