"""The doors to standings: of a brand, a region, a store, and the list of stores."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.people.models import Person
from audits.people.roles import May
from audits.places.models import Brand
from audits.scorecards.api.shapes import (
    LinesSerializer,
    ListQuery,
    QuestionsSerializer,
    ScorecardSerializer,
    StandingQuery,
    WaveQuery,
)
from audits.scorecards.lines import lines
from audits.scorecards.subjects import Subject, brands_of, chosen, own_subject, subject_for, waves_of
from audits.scorecards.whole import every_question, whole_scorecard
from audits.waves.models import Wave

READERS = [only(May.SEE_STANDING)]


class Standing(APIView):
    """How are we: the brand's scorecard for headquarters, a manager's region, her store; or the one named."""

    permission_classes = READERS

    @extend_schema(operation_id="standing", parameters=[StandingQuery], responses=ScorecardSerializer)
    def get(self, request: Request) -> Response:
        asked = _asked(request, StandingQuery)
        person, level = person_of(request), asked.get("level")
        named = asked.get("id")
        subject = subject_for(person, named, level) if named else own_subject(person, level)
        return Response(_whole(subject, asked.get("wave")))


class OneScorecard(APIView):
    """One scorecard by the id of its store, region or brand."""

    permission_classes = READERS

    @extend_schema(operation_id="scorecard", parameters=[WaveQuery], responses=ScorecardSerializer)
    def get(self, request: Request, id: UUID) -> Response:
        wave = _asked(request, WaveQuery).get("wave")
        return Response(_whole(subject_for(person_of(request), id), wave))


class ScorecardQuestions(APIView):
    """Every question of a scorecard, with the share of visits that kept it whole."""

    permission_classes = READERS

    @extend_schema(operation_id="scorecard_questions", parameters=[WaveQuery], responses=QuestionsSerializer)
    def get(self, request: Request, id: UUID) -> Response:
        asked = _asked(request, WaveQuery).get("wave")
        subject, wave, _ = _found(subject_for(person_of(request), id), asked)
        return Response(every_question(subject, wave))


class Scorecards(APIView):
    """Stores with a score in a wave, sorted, page by page by key."""

    permission_classes = READERS

    @extend_schema(operation_id="scorecards", parameters=[ListQuery], responses=LinesSerializer)
    def get(self, request: Request) -> Response:
        asked = _asked(request, ListQuery)
        person = person_of(request)
        brand = _brand(person, asked)
        waves = waves_of(brand)
        wave = chosen(waves, asked.get("wave"))
        if wave is None:
            if asked.get("wave"):
                raise Http404
            return Response({"results": [], "next": None})
        page = {name: asked[name] for name in ("q", "sort", "cursor", "limit")}
        return Response(
            lines(person, brand=brand, wave=wave, waves=waves, region=asked.get("region"), **page)
        )


def _asked(request: Request, query: type[WaveQuery]) -> dict[str, Any]:
    told = query(data={name: value for name, value in request.query_params.items() if value})
    told.is_valid(raise_exception=True)
    return told.validated_data


def _whole(subject: Subject | None, asked: UUID | None) -> dict[str, Any]:
    return whole_scorecard(*_found(subject, asked))


def _found(subject: Subject | None, asked: UUID | None) -> tuple[Subject, Wave, list[Wave]]:
    """A subject in the wave asked for, else in the newest with a standing, and all its waves."""
    waves = waves_of(subject.brand) if subject else []
    wave = chosen(waves, asked)
    if subject is None or wave is None:
        raise Http404
    return subject, wave, waves


def _brand(person: Person, asked: dict[str, Any]) -> Brand:
    """The brand named by its word, else the one that the wave belongs to, else her first."""
    brands = brands_of(person)
    named = asked.get("brand")
    found = [brand for brand in brands if named in (None, brand.slug)]
    if asked.get("wave"):
        found = [brand for brand in found if brand.waves.filter(pk=asked["wave"]).exists()]
    if not found:
        raise Http404
    return found[0]
