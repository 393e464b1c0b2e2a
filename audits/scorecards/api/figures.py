"""Figures with their n and interval, and the names beside them, as every scorecard prints them."""

from typing import Any

from rest_framework import serializers


class PlaceSerializer(serializers.Serializer[Any]):
    """A store, region or brand; a store has its city and its region."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    city = serializers.CharField(required=False)


class SubjectSerializer(PlaceSerializer):
    """What a scorecard is of."""

    region = PlaceSerializer(required=False)


class WaveNameSerializer(serializers.Serializer[Any]):
    """A wave as it is chosen."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    name = serializers.CharField()
    opens = serializers.DateField()
    closes = serializers.DateField()


class FigureSerializer(serializers.Serializer[Any]):
    """A value with its interval; null below `wants` visits."""

    value = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    n = serializers.IntegerField()
    shown = serializers.CharField(allow_null=True)
    wants = serializers.IntegerField(allow_null=True)
    band = serializers.CharField(required=False, allow_null=True)


class ChangeSerializer(serializers.Serializer[Any]):
    """Against the last wave; real where the interval leaves 0 out, in the list of stores where `q` is below .05: p
    corrected for all the changes on its page (Benjamini-Hochberg)."""

    delta = serializers.FloatField()
    low = serializers.FloatField()
    high = serializers.FloatField()
    p = serializers.FloatField(allow_null=True)
    q = serializers.FloatField(required=False, allow_null=True)
    is_real = serializers.BooleanField()
    n = serializers.IntegerField()
    stores = serializers.IntegerField()
    common_questions = serializers.IntegerField(required=False)


class ChangesSerializer(serializers.Serializer[Any]):
    """Of the score over common questions, and of surplus."""

    score = ChangeSerializer(allow_null=True)
    surplus = ChangeSerializer(allow_null=True)


class ProportionSerializer(serializers.Serializer[Any]):
    """k of n with Wilson's interval, 0 to 1."""

    k = serializers.IntegerField()
    n = serializers.IntegerField()
    low = serializers.FloatField()
    high = serializers.FloatField()


class RateSerializer(ProportionSerializer):
    """The same; without an interval where too few visits stand behind it to tell a share."""

    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)


class PointsSerializer(serializers.Serializer[Any]):
    """Points of the score lost a visit, with their interval."""

    points = serializers.FloatField()
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)


class PartPointsSerializer(PointsSerializer):
    """The same of a part of the score, over its own visits; null where nothing was possible in any."""

    points = serializers.FloatField(allow_null=True)
    n = serializers.IntegerField()


class NextClientSerializer(serializers.Serializer[Any]):
    """The chance that the next client gets the standard, 0 to 1, with its middle 80 %."""

    p = serializers.FloatField()
    low = serializers.FloatField()
    high = serializers.FloatField()
    n = serializers.IntegerField()


class GapSerializer(serializers.Serializer[Any]):
    """Points above the target, below it where negative, judged on the unrounded score."""

    value = serializers.FloatField()
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    n = serializers.IntegerField()


class BenchmarkSerializer(serializers.Serializer[Any]):
    """The mean of the brand's other stores."""

    score = serializers.FloatField()
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    stores = serializers.IntegerField()


class ShrunkenSerializer(serializers.Serializer[Any]):
    """The score a store would be ranked by, and whether its visits are enough to rank it."""

    score = serializers.FloatField()
    low = serializers.FloatField()
    high = serializers.FloatField()
    n = serializers.IntegerField()
    reliability = serializers.FloatField()
    can_rank = serializers.BooleanField()


class RankSerializer(serializers.Serializer[Any]):
    """A store's place by its shrunken score, of those with visits enough for a rank, and between which it may be."""

    rank = serializers.IntegerField()
    low = serializers.IntegerField()
    high = serializers.IntegerField()
    of = serializers.IntegerField()


class PointSerializer(serializers.Serializer[Any]):
    """One wave of a series."""

    wave = serializers.IntegerField()
    score = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    n = serializers.IntegerField()
