"""Doors to plans and draws, and to the reasons behind them."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.people.profiles import scheduled_brands
from audits.people.roles import May
from audits.waves.api.reading import checked, found_or_404, invalid, key_in, told_shopper
from audits.waves.api.shapes import EligibilitySerializer, PlanSerializer
from audits.waves.draws import planned, request_draw, window_of
from audits.waves.gathering import open_stores, shoppers_of
from audits.waves.models import Assignment, Draw
from audits.waves.offers import weigh
from audits.waves.queries import waves_planned_by

SEED: dict[str, Any] = {"min_value": 0, "max_value": 2**62, "required": False, "allow_null": True}
MOST_SHOPPERS = 200


class SeedSerializer(serializers.Serializer[Any]):
    """A seed; drawn by lot where it is left out."""

    seed = serializers.IntegerField(**SEED)


class PlanWave(APIView):
    """What a draw would do now. Nothing is written."""

    permission_classes = [only(May.PLAN_WAVES)]

    @extend_schema(operation_id="wave_plan", request=SeedSerializer, responses=PlanSerializer)
    def post(self, request: Request, id: UUID) -> Response:
        wave = found_or_404(waves_planned_by(person_of(request)).select_related("brand"), id)
        return Response(planned(wave, seed=checked(SeedSerializer, request).get("seed")))


class NewDrawSerializer(SeedSerializer):
    """`board` gives to nobody and offers everything; `offer_rest` offers what can't be filled."""

    fill = serializers.ChoiceField(Draw.Fill.choices, default=Draw.Fill.DRAW)
    offer_rest = serializers.BooleanField(default=True)


class DrawReportSerializer(PlanSerializer):
    drawn = serializers.IntegerField()
    opened = serializers.IntegerField()


class DrawSerializer(serializers.ModelSerializer[Draw]):
    """A draw and how far it is; `report` when it is done."""

    report = serializers.SerializerMethodField()

    class Meta:
        model = Draw
        fields = (
            "id",
            "wave",
            "seed",
            "fill",
            "offer_rest",
            "state",
            "slots",
            "slots_done",
            "made_at",
            "report",
        )

    @extend_schema_field(DrawReportSerializer(allow_null=True))
    def get_report(self, draw: Draw) -> dict[str, Any] | None:
        return draw.report or None


class DrawWave(APIView):
    """Draws what is still unfilled: at once where that is quick, else in the background."""

    permission_classes = [only(May.PLAN_WAVES)]

    @extend_schema(
        operation_id="wave_draw",
        request=NewDrawSerializer,
        responses={201: DrawSerializer, 202: DrawSerializer},
    )
    def post(self, request: Request, id: UUID) -> Response:
        person = person_of(request)
        wave = found_or_404(waves_planned_by(person), id)
        asked = checked(NewDrawSerializer, request)
        asked.setdefault("seed", None)
        draw = request_draw(wave, by=person, **asked)
        return Response(DrawSerializer(draw).data, status=201 if draw.state == Draw.State.DONE else 202)


class Draws(APIView):
    """The draws of a wave, newest first."""

    permission_classes = [only(May.PLAN_WAVES)]

    @extend_schema(operation_id="draws", responses=DrawSerializer(many=True))
    def get(self, request: Request, id: UUID) -> Response:
        wave = found_or_404(waves_planned_by(person_of(request)), id)
        return Response(DrawSerializer(wave.draws.order_by("-made_at", "id")[:100], many=True).data)


class OneDraw(APIView):
    """How far a draw is."""

    permission_classes = [only(May.PLAN_WAVES)]

    @extend_schema(operation_id="draw", responses=DrawSerializer)
    def get(self, request: Request, id: UUID) -> Response:
        waves = waves_planned_by(person_of(request))
        return Response(DrawSerializer(found_or_404(Draw.objects.filter(wave__in=waves), id)).data)


class Eligibility(APIView):
    """Why a shopper may or may not have an assignment; without a shopper, who may. For schedulers."""

    permission_classes = [only(May.SCHEDULE)]

    @extend_schema(
        operation_id="eligibility",
        parameters=[
            *(OpenApiParameter(name, OpenApiTypes.UUID) for name in ("shopper", "assignment", "store")),
            OpenApiParameter("q", str, description="letters of a name or alias"),
        ],
        responses=EligibilitySerializer,
    )
    def get(self, request: Request, id: UUID) -> Response:
        person, asked = person_of(request), request.query_params
        waves = waves_planned_by(person).filter(brand__in=scheduled_brands(person))
        wave = found_or_404(waves.select_related("brand"), id)
        assignment = _assignment(wave, asked)
        shoppers = shoppers_of(wave.brand_id)
        key = asked.get("shopper")
        if key:
            hers = [found_or_404(shoppers, key_in(key, "shopper"))]
            ((_, _, found),) = weigh(assignment, hers, now=timezone.now())
            rules = [_rule(one) for one in found]
            return Response({"may": all(one.allows for one in found), "rules": rules})
        if q := asked.get("q"):
            shoppers = shoppers.filter(Q(name__icontains=q) | Q(alias__icontains=q))
        return Response({"results": _all(assignment, list(shoppers))})


def _assignment(wave: Any, asked: Any) -> Assignment:
    """The one that is named, or one at the store that is named, as a draw would make it."""
    if asked.get("assignment"):
        own = Assignment.objects.filter(wave=wave).select_related("wave", "store")
        found: Assignment = found_or_404(own, key_in(asked["assignment"], "assignment"))
        return found
    if not asked.get("store"):
        raise invalid("assignment", "assignment_or_store")
    store = found_or_404(open_stores(wave.brand_id), key_in(asked["store"], "store"))
    window_from, window_to = window_of(wave, store.timezone)
    return Assignment(
        wave=wave, store=store, brand_id=wave.brand_id, window_from=window_from, window_to=window_to
    )


def _rule(ruling: Any) -> dict[str, Any]:
    return {"rule": str(ruling.rule), "allows": ruling.allows, "fact": ruling.fact}


def _all(assignment: Assignment, shoppers: list[Any]) -> list[dict[str, Any]]:
    people = {one.pk: one for one in shoppers}
    lines: list[dict[str, Any]] = [
        {
            "shopper": told_shopper(people[one.id], named=True),
            "may": all(rule.allows for rule in found),
            "km": None if km is None else round(km, 1),
            "rules": [_rule(rule) for rule in found if not rule.allows],
        }
        for one, km, found in weigh(assignment, shoppers, now=timezone.now())
    ]
    lines.sort(key=lambda line: (not line["may"], len(line["rules"]), line["km"] is None, line["km"] or 0.0))
    return lines[:MOST_SHOPPERS]
