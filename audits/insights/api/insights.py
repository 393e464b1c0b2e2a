"""The doors to insights: all of a subject, or one of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.insights.api.asking import asked
from audits.insights.telling import Telling, kinds_for
from audits.people.roles import May
from audits.scorecards.subjects import own_subject, subject_for

READERS = [only(May.SEE_STANDING)]


class InsightQuery(serializers.Serializer[Any]):
    """Whose insights, and of which wave; one's own, over the last year, where nothing is said."""

    level = serializers.ChoiceField(["store", "region", "brand"], required=False)
    id = serializers.UUIDField(required=False)
    wave = serializers.UUIDField(required=False)


@extend_schema_serializer(component_name="InsightNamed")
class NamedSerializer(serializers.Serializer[Any]):
    """Something by id and name."""

    id = serializers.UUIDField()
    name = serializers.CharField()


@extend_schema_serializer(component_name="InsightWave")
class NamedWaveSerializer(NamedSerializer):
    """A wave by number."""

    number = serializers.IntegerField()


class WithheldSerializer(serializers.Serializer[Any]):
    """Why there are no figures: a code, how many there are, how many it takes."""

    why = serializers.CharField()
    n = serializers.IntegerField()
    wants = serializers.IntegerField(allow_null=True)


class InsightSerializer(serializers.Serializer[Any]):
    """An insight; its figures are described in docs/insights.md, kind by kind."""

    kind = serializers.CharField()
    wave = NamedWaveSerializer(allow_null=True)
    n = serializers.IntegerField()
    unit = serializers.CharField()
    minimum = serializers.IntegerField()
    computed_at = serializers.DateTimeField(allow_null=True)
    is_stale = serializers.BooleanField()
    withheld = WithheldSerializer(allow_null=True)
    figures = serializers.DictField(allow_null=True)


class ProgressSerializer(serializers.Serializer[Any]):
    """Stores whose visits are still to be counted in, of all; 0 of 0 where nothing waits."""

    stores = serializers.IntegerField()
    waiting = serializers.IntegerField()


class InsightHeadingSerializer(serializers.Serializer[Any]):
    """Whose insights, and the words of everything they name."""

    level = serializers.CharField()
    subject = NamedSerializer()
    waves = NamedWaveSerializer(many=True)
    progress = ProgressSerializer()
    labels = serializers.DictField(
        child=serializers.DictField(child=serializers.CharField())
    )  # the edition's words


class InsightsSerializer(InsightHeadingSerializer):
    """All insights of a subject that this reader may see."""

    wave = NamedWaveSerializer(allow_null=True)
    insights = InsightSerializer(many=True)


class OneInsightSerializer(InsightSerializer):
    """One insight with its heading."""

    level = serializers.CharField()
    subject = NamedSerializer()
    waves = NamedWaveSerializer(many=True)
    progress = ProgressSerializer()
    labels = serializers.DictField(
        child=serializers.DictField(child=serializers.CharField())
    )  # the edition's words


class Insights(APIView):
    """What many visits of a subject mean."""

    permission_classes = READERS

    @extend_schema(operation_id="insights", parameters=[InsightQuery], responses=InsightsSerializer)
    def get(self, request: Request) -> Response:
        telling = _telling(request)
        kinds = kinds_for(person_of(request), telling.subject.level)
        return Response(telling.heading() | {"insights": telling.envelopes(kinds)})


class OneInsight(APIView):
    """One insight of a subject."""

    permission_classes = READERS

    @extend_schema(operation_id="insight", parameters=[InsightQuery], responses=OneInsightSerializer)
    def get(self, request: Request, kind: str) -> Response:
        telling = _telling(request)
        found = [one for one in kinds_for(person_of(request), telling.subject.level) if one.name == kind]
        if not found:
            raise Http404
        return Response(telling.heading() | telling.envelopes(found)[0])


def _telling(request: Request) -> Telling:
    told = asked(request, InsightQuery)
    person, level, named = person_of(request), told.get("level"), told.get("id")
    subject = subject_for(person, named, level) if named else own_subject(person, level)
    wave: UUID | None = told.get("wave")
    telling = Telling.of(subject, wave) if subject else None
    if telling is None:
        raise Http404
    return telling
