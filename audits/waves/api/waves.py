"""Doors to waves: the list that everybody who reads visits has, and a wave's terms for who plans it."""

from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.checklists.models import Checklist, Edition
from audits.doors import only, person_of
from audits.people.models import Person
from audits.people.queries import posts_that
from audits.people.roles import May
from audits.places.models import Store
from audits.waves.api.lines import PlaceNameSerializer
from audits.waves.api.reading import checked, found_or_404, invalid
from audits.waves.api.terms import (
    CoveredSerializer,
    NewWaveSerializer,
    QuotaSerializer,
    RulesSerializer,
    TermsSerializer,
)
from audits.waves.api.where import places_named
from audits.waves.briefs import scenarios_of
from audits.waves.gathering import edition_languages, stores_of
from audits.waves.models import Assignment, Quiz, Wave
from audits.waves.queries import knows_plans, visible_to, waves_planned_by, with_counts
from audits.waves.services import change_wave, open_wave

MOST_NAMED = 200  # stores that a wave tells by name


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


class ScenarioNameSerializer(serializers.Serializer[Any]):
    """A scenario in a list."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class AssignmentCountsSerializer(serializers.Serializer[Any]):
    """How many assignments are in each state."""

    open = serializers.IntegerField()
    assigned = serializers.IntegerField()
    visited = serializers.IntegerField()
    withdrawn = serializers.IntegerField()
    lapsed = serializers.IntegerField()


class PlannedWaveSerializer(WaveSerializer):
    """A wave with its terms, for who plans it."""

    brand = serializers.UUIDField(source="brand_id")
    quotas = QuotaSerializer(many=True)
    dayparts = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))
    rules = RulesSerializer()
    where = CoveredSerializer()
    covers = serializers.SerializerMethodField()
    named_stores = serializers.SerializerMethodField()
    scenarios = ScenarioNameSerializer(many=True)
    draws_look = serializers.BooleanField()
    looks = serializers.ListField(child=serializers.CharField())
    fee = serializers.DecimalField(max_digits=10, decimal_places=2)
    expense_limit = serializers.DecimalField(max_digits=10, decimal_places=2)
    currency = serializers.CharField(source="brand.currency")
    claim_hours = serializers.IntegerField()
    wants_approval = serializers.BooleanField()
    appeal_days = serializers.IntegerField()
    appeals_per_store = serializers.IntegerField()
    sealed_within_hours = serializers.IntegerField()
    pays_undone = serializers.DictField(child=serializers.CharField())
    assignments = serializers.SerializerMethodField()
    languages = serializers.SerializerMethodField()
    quiz = serializers.SerializerMethodField()

    def get_covers(self, wave: Wave) -> int:
        """How many stores it goes to."""
        return stores_of(wave).count()

    @extend_schema_field(PlaceNameSerializer(many=True))
    def get_named_stores(self, wave: Wave) -> list[dict[str, Any]]:
        """The first stores that it names, with their names."""
        named = Store.objects.filter(pk__in=wave.where.get("stores", [])[:MOST_NAMED])
        return [dict(one) for one in named.order_by("name", "id").values("id", "name", "city")]

    @extend_schema_field(AssignmentCountsSerializer)
    def get_assignments(self, wave: Wave) -> dict[str, int]:
        rows = wave.assignments.order_by().values_list("state").annotate(n=Count("id"))
        return dict.fromkeys(Assignment.State.values, 0) | dict(rows)

    def get_languages(self, wave: Wave) -> list[str]:
        return list(edition_languages(wave.edition_id))

    def get_quiz(self, wave: Wave) -> dict[str, bool]:
        return {"needed": Quiz.objects.filter(checklist=wave.checklist_id).exists()}


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
        return Response(_told(WaveSerializer, visible_to(person, brand=request.GET.get("brand")), person))

    @extend_schema(
        operation_id="waves_open", request=NewWaveSerializer, responses={201: PlannedWaveSerializer}
    )
    def post(self, request: Request) -> Response:
        person = person_of(request)
        asked = checked(NewWaveSerializer, request)
        brands = _brands(person)
        checklist = found_or_404(Checklist.objects.filter(brand__in=brands), asked.pop("checklist"))
        edition = _edition(checklist, asked.pop("edition", None))
        _name_scenarios(asked, person, checklist.brand_id)
        if "where" in asked:
            asked["where"] = places_named(asked["where"], checklist.brand_id)
        wave = open_wave(checklist=checklist, edition=edition, by=person, **asked)
        return Response(_one(wave, person), status=201)


class OneWave(APIView):
    """A wave's terms; other terms from now on."""

    permission_classes = [only(May.PLAN_WAVES)]

    @extend_schema(operation_id="wave", responses=PlannedWaveSerializer)
    def get(self, request: Request, id: UUID) -> Response:
        person = person_of(request)
        return Response(_one(found_or_404(waves_planned_by(person), id), person))

    @extend_schema(operation_id="wave_change", request=TermsSerializer, responses=PlannedWaveSerializer)
    def patch(self, request: Request, id: UUID) -> Response:
        person = person_of(request)
        wave = found_or_404(waves_planned_by(person).select_related("checklist", "brand"), id)
        asked = checked(TermsSerializer, request, instance=wave, partial=True)
        if "edition" in asked:
            asked["edition"] = _edition(wave.checklist, asked["edition"])
        _name_scenarios(asked, person, wave.brand_id)
        if "where" in asked:
            asked["where"] = places_named(asked["where"], wave.brand_id)
        return Response(_one(change_wave(wave, by=person, **asked), person))


def _brands(person: Person) -> list[UUID]:
    return sorted({post.brand_id for post in posts_that(person, May.PLAN_WAVES)})


def _one(wave: Wave, person: Person) -> Any:
    return _told(PlannedWaveSerializer, waves_planned_by(person).filter(pk=wave.pk), person)[0]


def _told(kind: type[WaveSerializer], waves: QuerySet[Wave], person: Person) -> Any:
    whole = waves.select_related("checklist", "edition", "brand")
    whole = whole.defer("edition__printed", "edition__workbook").prefetch_related("scenarios")
    rows: Any = with_counts(list(whole), person)
    return kind(rows, many=True, context={"person": person}).data


def _name_scenarios(asked: dict[str, Any], person: Person, brand: UUID) -> None:
    if "scenarios" in asked:
        wanted = set(asked["scenarios"])
        asked["scenarios"] = list(scenarios_of(person).filter(brand=brand, pk__in=wanted))
        if len(asked["scenarios"]) != len(wanted):
            raise invalid("scenarios", "unknown")


def _edition(checklist: Checklist, sha256: str | None) -> Edition:
    editions = checklist.editions.defer("printed", "workbook")
    named = editions.filter(sha256=sha256) if sha256 else editions.order_by("-number")
    edition = named.first()
    if edition is None:
        raise invalid("edition", "unknown")
    return edition
