"""Doors to waves and assignments."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.checklists.models import Checklist, Edition
from audits.doors import only, person_of
from audits.people.models import Person, Role
from audits.people.queries import posts_that
from audits.people.roles import May
from audits.places.models import Store
from audits.refusals import refused
from audits.waves.models import Assignment, Wave
from audits.waves.queries import assignments_within, knows_plans, visible_to, waves_planned_by, with_counts
from audits.waves.services import assign, open_wave, withdraw_assignment

DIFFERENT_BRAND = "not_of_this_brand"


class WaveSerializer(serializers.Serializer[Wave]):
    """A wave with what came in on it; `planned` is null for whoever must not expect visits."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    name = serializers.CharField()
    opens = serializers.DateField()
    closes = serializers.DateField()
    checklist = serializers.SerializerMethodField()
    edition = serializers.SerializerMethodField()
    visits_per_store = serializers.IntegerField()
    release_rule = serializers.CharField()
    planned = serializers.SerializerMethodField()
    received = serializers.IntegerField()
    released = serializers.IntegerField()

    def get_checklist(self, wave: Wave) -> dict[str, str]:
        return {"id": str(wave.checklist_id), "title": wave.checklist.title}

    def get_edition(self, wave: Wave) -> dict[str, Any]:
        return {"number": wave.edition.number, "sha256": wave.edition.sha256}

    def get_planned(self, wave: Any) -> int | None:
        return wave.planned if knows_plans(self.context["person"], wave.brand_id) else None


class NewWaveSerializer(serializers.Serializer[Any]):
    """`edition` is a hash; the checklist's newest where it is left out. `closes` is the last day."""

    checklist = serializers.UUIDField()
    edition = serializers.RegexField(r"^[0-9a-f]{64}$", required=False)
    name = serializers.CharField(max_length=120)
    opens = serializers.DateField()
    closes = serializers.DateField()
    visits_per_store = serializers.IntegerField(min_value=1, max_value=1000, default=1)
    release_rule = serializers.ChoiceField(Wave.ReleaseRule.choices, default=Wave.ReleaseRule.REVIEWER)

    def validate(self, asked: dict[str, Any]) -> dict[str, Any]:
        if asked["closes"] < asked["opens"]:
            raise serializers.ValidationError({"closes": "before_opens"})
        return asked


class Waves(APIView):
    """Waves of my brands, newest first; opening one."""

    def get_permissions(self) -> list[Any]:
        act = May.PLAN_WAVES if self.request.method == "POST" else May.SEE_VISITS
        return [only(act)()]

    @extend_schema(
        operation_id="waves", parameters=[OpenApiParameter("brand", str)], responses=WaveSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        person = person_of(request)
        return Response(_told(visible_to(person, brand=request.GET.get("brand")), person))

    @extend_schema(operation_id="waves_open", request=NewWaveSerializer, responses={201: WaveSerializer})
    def post(self, request: Request) -> Response:
        person = person_of(request)
        asked = _checked(NewWaveSerializer, request)
        brands = _brands(person)
        checklist = get_object_or_404(Checklist, pk=asked.pop("checklist"), brand__in=brands)
        edition = _edition(checklist, asked.pop("edition", None))
        wave = open_wave(checklist=checklist, edition=edition, by=person, **asked)
        return Response(_told(visible_to(person).filter(pk=wave.pk), person)[0], status=201)


def _told(waves: QuerySet[Wave], person: Person) -> Any:
    whole = waves.select_related("checklist", "edition").defer("edition__printed", "edition__workbook")
    rows: Any = with_counts(list(whole), person)
    return WaveSerializer(instance=rows, many=True, context={"person": person}).data


def _checked(kind: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    asked = kind(data=request.data)
    asked.is_valid(raise_exception=True)
    return dict(asked.validated_data)


def _brands(person: Person) -> set[UUID]:
    return {post.brand_id for post in posts_that(person, May.PLAN_WAVES)}


def _edition(checklist: Checklist, sha256: str | None) -> Edition:
    editions = checklist.editions.defer("printed", "workbook")
    named = editions.filter(sha256=sha256) if sha256 else editions.order_by("-number")
    edition = named.first()
    if edition is None:
        raise refused("invalid", errors={"edition": ["unknown"]})
    return edition


class NewAssignmentSerializer(serializers.Serializer[Any]):
    """`shopper` null offers it to all of the brand's shoppers. `scenario`: `scenario_…` values."""

    store = serializers.UUIDField()
    shopper = serializers.UUIDField(allow_null=True, required=False)
    window_from = serializers.DateTimeField()
    window_to = serializers.DateTimeField()
    scenario = serializers.DictField(child=serializers.CharField(allow_blank=True), default=dict)
    brief = serializers.DictField(child=serializers.CharField(allow_blank=True), default=dict)
    fee = serializers.DecimalField(max_digits=10, decimal_places=2, min_value=0, default=Decimal(0))
    expense_limit = serializers.DecimalField(max_digits=10, decimal_places=2, min_value=0, default=Decimal(0))
    currency = serializers.RegexField(r"^[A-Z]{3}$", required=False)

    def validate(self, asked: dict[str, Any]) -> dict[str, Any]:
        if asked["window_to"] <= asked["window_from"]:
            raise serializers.ValidationError({"window_to": "not_after_window_from"})
        return asked


class AssignmentSerializer(serializers.ModelSerializer[Assignment]):
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
        )


class Assignments(APIView):
    """Giving a visit of a wave to a shopper, or offering it to all."""

    permission_classes = [only(May.PLAN_WAVES)]

    @extend_schema(
        operation_id="assignments_make",
        request=NewAssignmentSerializer,
        responses={201: AssignmentSerializer},
    )
    def post(self, request: Request, id: UUID) -> Response:
        person = person_of(request)
        wave = get_object_or_404(waves_planned_by(person).select_related("brand"), pk=id)
        asked = _checked(NewAssignmentSerializer, request)
        store = Store.objects.filter(pk=asked.pop("store"), brand=wave.brand).first()
        if store is None:
            raise refused("invalid", errors={"store": [DIFFERENT_BRAND]})
        made = assign(
            wave=wave,
            store=store,
            shopper=_shopper(wave, asked.pop("shopper", None)),
            scenario_values=asked.pop("scenario"),
            by=person,
            **({"currency": wave.brand.currency} | asked),
        )
        return Response(AssignmentSerializer(made).data, status=201)


def _shopper(wave: Wave, key: UUID | None) -> Person | None:
    if key is None:
        return None
    shoppers = Person.objects.filter(posts__brand=wave.brand_id, posts__role=Role.SHOPPER)
    shopper = shoppers.filter(pk=key).first()
    if shopper is None:
        raise refused("invalid", errors={"shopper": [DIFFERENT_BRAND]})
    return shopper


class WithdrawAssignment(APIView):
    """Takes an assignment back; a visit that comes all the same is received and marked."""

    permission_classes = [only(May.PLAN_WAVES)]

    @extend_schema(
        operation_id="assignment_withdraw", request=OpenApiTypes.NONE, responses=AssignmentSerializer
    )
    def post(self, request: Request, id: UUID) -> Response:
        person = person_of(request)
        found = get_object_or_404(assignments_within(person), pk=id)
        return Response(AssignmentSerializer(withdraw_assignment(assignment=found.pk, by=person)).data)
