"""What goes in and out of the doors of this room."""

from typing import Any

from rest_framework import serializers

from audits.scorecards.api.figures import (
    BenchmarkSerializer,
    ChangeSerializer,
    ChangesSerializer,
    FigureSerializer,
    GapSerializer,
    NextClientSerializer,
    PartPointsSerializer,
    PlaceSerializer,
    PointSerializer,
    PointsSerializer,
    ProportionSerializer,
    RankSerializer,
    RateSerializer,
    ShrunkenSerializer,
    SubjectSerializer,
    WaveNameSerializer,
)
from audits.scorecards.lists import SORTS


class WaveQuery(serializers.Serializer[Any]):
    """Which wave; the newest that has a standing where none is named."""

    wave = serializers.UUIDField(required=False)


class StandingQuery(WaveQuery):
    """Whose standing; one's own where none is named."""

    level = serializers.ChoiceField(["store", "region", "brand"], required=False)
    id = serializers.UUIDField(required=False)


class ListQuery(WaveQuery):
    """Which stores, in which order."""

    brand = serializers.SlugField(required=False)
    region = serializers.UUIDField(required=False)
    q = serializers.CharField(default="", max_length=80, help_text="part of a name, a city or a number")
    sort = serializers.ChoiceField(SORTS, default="-score")
    cursor = serializers.CharField(default="", max_length=800)
    limit = serializers.IntegerField(default=50, min_value=1, max_value=200)


class LineSerializer(serializers.Serializer[Any]):
    """A store in the list."""

    store = PlaceSerializer()
    region = PlaceSerializer()
    n = serializers.IntegerField()
    score = FigureSerializer()
    surplus = FigureSerializer()
    change = ChangeSerializer(allow_null=True)
    shrunken = ShrunkenSerializer(allow_null=True)
    critical = serializers.IntegerField()
    is_stale = serializers.BooleanField()
    series = PointSerializer(many=True)


class LinesSerializer(serializers.Serializer[Any]):
    """A page of stores."""

    results = LineSerializer(many=True)
    next = serializers.CharField(allow_null=True)


class PillarSerializer(serializers.Serializer[Any]):
    """A pillar: the mean over stores, over visits in a store, and the points of the score that were lost in it."""

    name = serializers.CharField()
    score = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    n = serializers.IntegerField()
    lost = PartPointsSerializer()


class ScoredSectionSerializer(PillarSerializer):
    """A section: the same, with its words."""

    label = serializers.DictField(child=serializers.CharField())  # type: ignore[assignment]  # the edition's word


class TouchpointSerializer(serializers.Serializer[Any]):
    """A moment of the ceremony: visits beyond and below expectation, and their net."""

    name = serializers.CharField()
    label = serializers.DictField(child=serializers.CharField())  # type: ignore[assignment]  # the edition's word
    net = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    exceed = RateSerializer()
    shortfall = RateSerializer()
    n = serializers.IntegerField()
    wants = serializers.IntegerField(allow_null=True)
    p = serializers.FloatField(allow_null=True)
    q = serializers.FloatField(allow_null=True)
    is_sure = serializers.BooleanField()


class VisitWeekSerializer(serializers.Serializer[Any]):
    """A visit, known by its week."""

    id = serializers.UUIDField()
    week = serializers.CharField(allow_null=True)


class QuestionFigureSerializer(PointsSerializer):
    """A question that counted: points lost a visit, and the share of visits that kept it whole."""

    question = serializers.CharField()
    code = serializers.CharField(allow_blank=True)
    label = serializers.DictField(child=serializers.CharField())  # type: ignore[assignment]  # the edition's word
    section = serializers.CharField(allow_blank=True)
    cost = serializers.CharField(allow_blank=True)
    pillar = serializers.CharField(allow_blank=True)
    lost_in = serializers.IntegerField()
    of = serializers.IntegerField()
    kept = ProportionSerializer()


class LossSerializer(QuestionFigureSerializer):
    """A question on which points were lost; the visits are named on a store's scorecard."""

    visits = VisitWeekSerializer(many=True)


class QuestionsSerializer(serializers.Serializer[Any]):
    """Every question of a scorecard, in the order of the checklist."""

    n = serializers.IntegerField()
    questions = QuestionFigureSerializer(many=True)


class NamedQuestionSerializer(serializers.Serializer[Any]):
    """A question by name, number and words."""

    name = serializers.CharField()
    code = serializers.CharField(allow_blank=True)
    label = serializers.DictField(child=serializers.CharField())  # type: ignore[assignment]  # the edition's word


class CriticalSerializer(serializers.Serializer[Any]):
    """A critical visit and its critical questions."""

    visit = serializers.UUIDField()
    store = PlaceSerializer()
    week = serializers.CharField(allow_null=True)
    questions = NamedQuestionSerializer(many=True)


class StoreVisitSerializer(VisitWeekSerializer):
    """A released visit of the store."""

    percent = serializers.FloatField(allow_null=True)
    band = serializers.CharField(allow_blank=True)
    surplus = serializers.FloatField(allow_null=True)
    is_critical = serializers.BooleanField()


class ChecklistNameSerializer(serializers.Serializer[Any]):
    """The checklist that the wave was asked with."""

    title = serializers.CharField()
    edition = serializers.IntegerField()
    scoring = serializers.CharField()


class ScorecardSerializer(serializers.Serializer[Any]):
    """A scorecard: numbers only, sentences are made where they are read."""

    level = serializers.CharField()
    subject = SubjectSerializer()
    wave = WaveNameSerializer()
    waves = WaveNameSerializer(many=True)
    computed_at = serializers.DateTimeField(allow_null=True)
    is_stale = serializers.BooleanField()
    checklist = ChecklistNameSerializer()
    target = serializers.FloatField()
    minimum = serializers.IntegerField()
    n = serializers.IntegerField()
    stores = serializers.IntegerField()
    score = FigureSerializer()
    surplus = FigureSerializer()
    change = ChangesSerializer()
    gap = GapSerializer(allow_null=True)
    on_target = ProportionSerializer(allow_null=True)
    next_client = NextClientSerializer(allow_null=True)
    benchmark = BenchmarkSerializer(allow_null=True)
    shrunken = ShrunkenSerializer(allow_null=True)
    rank = RankSerializer(allow_null=True)
    critical_count = serializers.IntegerField()
    sections = ScoredSectionSerializer(many=True)
    pillars = PillarSerializer(many=True)
    touchpoints = TouchpointSerializer(many=True)
    lost = LossSerializer(many=True)
    visits = StoreVisitSerializer(many=True)
    critical = CriticalSerializer(many=True)
    series = PointSerializer(many=True)
