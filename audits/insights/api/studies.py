"""The doors to studies of matched pairs, for headquarters' schedulers alone: shoppers have names here."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.insights.api.asking import sent
from audits.insights.models import Study
from audits.insights.services.studies import close_study, delete_study, draw_pair, start_study
from audits.people.models import Person, Role
from audits.people.queries import posts_that
from audits.people.roles import May
from audits.places.models import Brand, Store
from audits.waves.models import Scenario, Wave

SCHEDULERS = [only(May.RUN_STUDIES)]


class NewStudySerializer(serializers.Serializer[Any]):
    """One declared attribute."""

    brand = serializers.SlugField(required=False)
    name = serializers.CharField(max_length=120)
    attribute = serializers.CharField(max_length=60)


class StudySerializer(serializers.Serializer[Any]):
    """A study and how many pairs it has; never who bears the attribute."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    attribute = serializers.CharField()
    made_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    pairs = serializers.IntegerField()


class StudiesSerializer(serializers.Serializer[Any]):
    """A brand's studies."""

    results = StudySerializer(many=True)


class NewPairSerializer(serializers.Serializer[Any]):
    """Two shoppers at one store; `from` is the first day of the week in which both go."""

    wave = serializers.UUIDField()
    store = serializers.UUIDField()
    bearer = serializers.UUIDField()
    other = serializers.UUIDField()
    scenario = serializers.UUIDField(required=False)
    daypart = serializers.CharField(max_length=20, default="", allow_blank=True)

    def get_fields(self) -> dict[str, Any]:
        return super().get_fields() | {"from": serializers.DateField()}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["bearer"] == attrs["other"]:
            raise serializers.ValidationError({"other": ["A pair is two people."]})
        return attrs


class Studies(APIView):
    """Studies of the brands that this person schedules."""

    permission_classes = SCHEDULERS

    @extend_schema(operation_id="studies", responses=StudiesSerializer)
    def get(self, request: Request) -> Response:
        rows = Study.objects.filter(brand__in=_brands(person_of(request))).order_by("made_at", "pk")
        return Response({"results": [_told(one) for one in rows]})

    @extend_schema(operation_id="start_study", request=NewStudySerializer, responses={201: StudySerializer})
    def post(self, request: Request) -> Response:
        told, person = sent(request, NewStudySerializer), person_of(request)
        brands = [one for one in _brands(person) if told.get("brand") in (None, one.slug)]
        if not brands:
            raise Http404
        made = start_study(brand=brands[0], name=told["name"], attribute=told["attribute"], by=person)
        return Response(_told(Study.objects.get(pk=made.pk)), status=status.HTTP_201_CREATED)


class OneStudy(APIView):
    """One study, to be deleted with every attribute value."""

    permission_classes = SCHEDULERS

    @extend_schema(operation_id="delete_study", responses={204: None})
    def delete(self, request: Request, id: UUID) -> Response:
        delete_study(study=_study(person_of(request), id), by=person_of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class CloseStudy(APIView):
    """No more pairs."""

    permission_classes = SCHEDULERS

    @extend_schema(operation_id="close_study", request=None, responses=StudySerializer)
    def post(self, request: Request, id: UUID) -> Response:
        return Response(_told(close_study(study=_study(person_of(request), id), by=person_of(request))))


class StudyPairs(APIView):
    """Pairs of a study; who goes first is drawn."""

    permission_classes = SCHEDULERS

    @extend_schema(operation_id="draw_pair", request=NewPairSerializer, responses={201: StudySerializer})
    def post(self, request: Request, id: UUID) -> Response:
        person = person_of(request)
        study, told = _study(person, id), sent(request, NewPairSerializer)
        brand = study.brand
        draw_pair(
            study=study,
            wave=_one(Wave.objects.filter(brand=brand), told["wave"]),
            store=_one(Store.objects.filter(brand=brand), told["store"]),
            bearer=_shopper(brand, told["bearer"]),
            other=_shopper(brand, told["other"]),
            begins=told["from"],
            by=person,
            scenario=_one(Scenario.objects.filter(brand=brand), told["scenario"])
            if "scenario" in told
            else None,
            daypart=told["daypart"],
        )
        return Response(_told(study), status=status.HTTP_201_CREATED)


def _brands(person: Person) -> list[Brand]:
    return [post.brand for post in posts_that(person, May.RUN_STUDIES) if post.schedules]


def _study(person: Person, key: UUID) -> Study:
    return _one(Study.objects.select_related("brand").filter(brand__in=_brands(person)), key)


def _shopper(brand: Brand, key: UUID) -> Person:
    return _one(Person.objects.filter(posts__brand=brand, posts__role=Role.SHOPPER).distinct(), key)


def _one(rows: Any, key: UUID) -> Any:
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _told(study: Study) -> dict[str, Any]:
    names = ("id", "name", "attribute", "made_at", "closed_at")
    return {name: getattr(study, name) for name in names} | {"pairs": study.pairs.count()}
