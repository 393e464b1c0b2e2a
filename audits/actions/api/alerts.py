"""Alerts, and the rules by which they are raised."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.actions import services
from audits.actions.api.shapes import AlertPageSerializer, AlertSerializer, told_alert
from audits.actions.models import AlertRule
from audits.actions.queries import alerts_visible_to, kept_brands, rules_visible_to
from audits.doors import only, person_of
from audits.journal.services import note
from audits.messages.models import Message
from audits.pages import after
from audits.people.models import Person, Role
from audits.people.roles import May
from audits.places.models import Brand
from audits.refusals import refused

READERS = [only(May.SEE_ALERTS)]
KEEPERS = [only(May.KEEP_RULES)]
TOLD = [Role.STORE.value, Role.REGION.value, Role.HQ.value]
PAGE = 50


class AlertRuleSerializer(serializers.Serializer[Any]):
    """When somebody is told, and who."""

    id = serializers.IntegerField(read_only=True)
    brand = serializers.CharField(required=False)
    kind = serializers.ChoiceField(AlertRule.Kind.choices)
    below = serializers.DecimalField(
        max_digits=5, decimal_places=2, min_value=0, max_value=100, required=False, allow_null=True
    )
    roles = serializers.ListField(child=serializers.ChoiceField(TOLD), allow_empty=False)
    channels = serializers.ListField(
        child=serializers.ChoiceField(Message.Channel.choices), allow_empty=False
    )
    is_active = serializers.BooleanField(default=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs.get("kind") == AlertRule.Kind.SCORE and attrs.get("below") is None:
            raise serializers.ValidationError({"below": "A score rule says below which score."})
        return attrs


class Alerts(APIView):
    """The alerts of my stores, newest first."""

    permission_classes = READERS

    @extend_schema(
        operation_id="alerts",
        parameters=[OpenApiParameter(name, str) for name in ("seen", "brand", "store", "cursor")],
        responses=AlertPageSerializer,
    )
    def get(self, request: Request) -> Response:
        person = person_of(request)
        alerts = alerts_visible_to(person)
        if brand := request.GET.get("brand"):
            alerts = alerts.filter(_is_brand(brand))
        if store := request.GET.get("store"):
            alerts = alerts.filter(store=_uuid(store))
        unseen = alerts.filter(seen_at=None).count()
        if request.GET.get("seen") == "false":
            alerts = alerts.filter(seen_at=None)
        rows = list(after(alerts, request.GET.get("cursor"), at="at")[: PAGE + 1])
        more = str(rows[PAGE - 1].pk) if len(rows) > PAGE else None
        told = [told_alert(one, person) for one in rows[:PAGE]]
        return Response({"results": told, "next": more, "unseen": unseen})


class SeenAlert(APIView):
    """I have seen it."""

    permission_classes = READERS

    @extend_schema(operation_id="alert_seen", request=None, responses=AlertSerializer)
    def post(self, request: Request, id: UUID) -> Response:
        person = person_of(request)
        alert = get_object_or_404(alerts_visible_to(person), pk=id)
        return Response(told_alert(services.mark_seen(alert, by=person), person))


class AlertRules(APIView):
    """The rules of my brands; none: critical visits and answers are told to region managers by mail."""

    permission_classes = KEEPERS

    @extend_schema(operation_id="alert_rules", responses=AlertRuleSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response([told_rule(rule) for rule in rules_visible_to(person_of(request))])

    @extend_schema(
        operation_id="alert_rules_make", request=AlertRuleSerializer, responses={201: AlertRuleSerializer}
    )
    def post(self, request: Request) -> Response:
        wish = AlertRuleSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        person, told = person_of(request), dict(wish.validated_data)
        brand = brand_of(person, told.pop("brand", ""))
        rule = AlertRule.objects.create(brand=brand, **told)
        note("alert_rule.made", rule, by=person, brand=brand.pk, detail={"kind": rule.kind})
        return Response(told_rule(rule), status=201)


class OneAlertRule(APIView):
    """One rule."""

    permission_classes = KEEPERS

    @extend_schema(
        operation_id="alert_rule_change", request=AlertRuleSerializer, responses=AlertRuleSerializer
    )
    def patch(self, request: Request, id: int) -> Response:
        person = person_of(request)
        rule = get_object_or_404(rules_visible_to(person), pk=id)
        wish = AlertRuleSerializer(data=told_rule(rule) | dict(request.data))
        wish.is_valid(raise_exception=True)
        for name in ("kind", "below", "roles", "channels", "is_active"):
            setattr(rule, name, wish.validated_data.get(name))
        rule.save()
        note("alert_rule.changed", rule, by=person, brand=rule.brand_id, detail={"kind": rule.kind})
        return Response(told_rule(rule))

    @extend_schema(operation_id="alert_rule_drop", responses={204: None})
    def delete(self, request: Request, id: int) -> Response:
        person = person_of(request)
        rule = get_object_or_404(rules_visible_to(person), pk=id)
        note("alert_rule.dropped", rule, by=person, brand=rule.brand_id, detail={"kind": rule.kind})
        rule.delete()
        return Response(status=204)


class TrialLineSerializer(serializers.Serializer[Any]):
    """One message of a trial, or a channel that reaches nobody (`trouble` says why)."""

    channel = serializers.CharField()
    state = serializers.CharField()
    tries = serializers.IntegerField()
    status = serializers.IntegerField(allow_null=True)
    trouble = serializers.CharField()


class TrialSerializer(serializers.Serializer[Any]):
    """A trial by its line in the journal; ask again while a message is waiting."""

    line = serializers.IntegerField()
    messages = TrialLineSerializer(many=True)


class TryAlertRule(APIView):
    """Tries a rule out on whoever asks; what became of it."""

    permission_classes = KEEPERS

    @extend_schema(operation_id="alert_rule_try", request=None, responses={202: TrialSerializer})
    def post(self, request: Request, id: int) -> Response:
        person = person_of(request)
        rule = get_object_or_404(rules_visible_to(person), pk=id)
        line = services.try_rule(rule, by=person)
        return Response({"line": line, "messages": services.trial(rule, line, by=person)}, status=202)

    @extend_schema(
        operation_id="alert_rule_trial",
        parameters=[OpenApiParameter("line", int, required=True)],
        responses=TrialSerializer,
    )
    def get(self, request: Request, id: int) -> Response:
        person, line = person_of(request), request.GET.get("line", "")
        rule = get_object_or_404(rules_visible_to(person), pk=id)
        if not (line.isascii() and line.isdigit() and len(line) < 16):
            raise refused("invalid", errors={"line": ["unknown"]})
        return Response({"line": int(line), "messages": services.trial(rule, int(line), by=person)})


def told_rule(rule: AlertRule) -> dict[str, Any]:
    """A rule in JSON."""
    plain = {name: getattr(rule, name) for name in ("id", "kind", "roles", "channels", "is_active")}
    return plain | {"brand": str(rule.brand_id), "below": None if rule.below is None else str(rule.below)}


def brand_of(person: Person, wanted: str) -> Brand:
    """The brand with this id or slug whose rules she keeps; without a word her only one."""
    brands = kept_brands(person)
    named = [brand for brand in brands if wanted in ("", brand.slug, str(brand.pk))]
    if len(named) != 1:
        raise refused("invalid", errors={"brand": [brand.slug for brand in brands]})
    return named[0]


def _is_brand(text: str) -> Q:
    key = _uuid(text)
    return Q(brand=key) if key else Q(brand__slug=text)


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None
