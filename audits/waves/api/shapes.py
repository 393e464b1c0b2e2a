"""The documents of plans and rules, described for the OpenAPI document (docs/contracts.md, "Programme")."""

from typing import Any

from rest_framework import serializers


class CountedSerializer(serializers.Serializer[Any]):
    wanted = serializers.IntegerField()
    filled = serializers.IntegerField()
    unfilled = serializers.IntegerField()


class DaypartCountSerializer(CountedSerializer):
    daypart = serializers.CharField()


class QuotaCountSerializer(CountedSerializer):
    daypart = serializers.CharField(required=False)
    trait = serializers.DictField(child=serializers.CharField(), required=False)
    least = serializers.IntegerField()


class RegionCountSerializer(CountedSerializer):
    id = serializers.UUIDField()
    name = serializers.CharField()
    stores = serializers.IntegerField()
    made = serializers.IntegerField()


class PlanStoreSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    city = serializers.CharField()
    region = serializers.CharField()


class UnfilledSerializer(serializers.Serializer[Any]):
    """Visits of a store that can't be filled; `reasons`: rule → shoppers it keeps away."""

    store = PlanStoreSerializer()
    daypart = serializers.CharField()
    wants = serializers.DictField(child=serializers.CharField())
    unfilled = serializers.IntegerField()
    reasons = serializers.DictField(child=serializers.IntegerField())


class FeesSerializer(serializers.Serializer[Any]):
    total = serializers.CharField()
    currency = serializers.CharField()


class ShopperCountSerializer(serializers.Serializer[Any]):
    all = serializers.IntegerField()
    eligible = serializers.IntegerField()


class PlanSerializer(serializers.Serializer[Any]):
    """What a draw would do; `reasons`: rule → unfilled places where it keeps somebody away."""

    seed = serializers.IntegerField()
    stores = serializers.IntegerField()
    wanted = serializers.IntegerField()
    made = serializers.IntegerField()
    to_draw = serializers.IntegerField()
    filled = serializers.IntegerField()
    unfilled = serializers.IntegerField()
    seconds = serializers.FloatField()
    fees = FeesSerializer()
    shoppers = ShopperCountSerializer()
    regions = RegionCountSerializer(many=True)
    dayparts = DaypartCountSerializer(many=True)
    quotas = QuotaCountSerializer(many=True)
    looks = serializers.DictField(child=serializers.IntegerField())
    reasons = serializers.DictField(child=serializers.IntegerField())
    stores_unfilled = UnfilledSerializer(many=True)
    total_stores_unfilled = serializers.IntegerField()


class RuleSerializer(serializers.Serializer[Any]):
    rule = serializers.CharField()
    allows = serializers.BooleanField()
    fact = serializers.DictField()


class CandidateNameSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    alias = serializers.CharField()
    name = serializers.CharField()


class CandidateSerializer(serializers.Serializer[Any]):
    """A shopper and the rules that forbid."""

    shopper = CandidateNameSerializer()
    may = serializers.BooleanField()
    km = serializers.FloatField(allow_null=True)
    rules = RuleSerializer(many=True)


class EligibilitySerializer(serializers.Serializer[Any]):
    """Of one shopper `may` and all `rules`; of all shoppers `results`."""

    may = serializers.BooleanField(required=False)
    rules = RuleSerializer(many=True, required=False)
    results = CandidateSerializer(many=True, required=False)


class SpanSerializer(serializers.Serializer[Any]):
    text = serializers.CharField()
    strong = serializers.BooleanField(required=False)
    emphasis = serializers.BooleanField(required=False)


class BlockSerializer(serializers.Serializer[Any]):
    """`spans` of paragraphs and headings, `lines` of lists, `sha256` and `words` of pictures."""

    kind = serializers.ChoiceField(["paragraph", "heading", "list", "picture"])
    spans = SpanSerializer(many=True, required=False)
    ordered = serializers.BooleanField(required=False)
    lines = serializers.ListField(child=SpanSerializer(many=True), required=False)
    sha256 = serializers.CharField(required=False)
    words = serializers.CharField(required=False)


class BlocksSerializer(serializers.Serializer[Any]):
    blocks = BlockSerializer(many=True)
