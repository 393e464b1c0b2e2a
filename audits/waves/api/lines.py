"""A line of a wave's assignments, as headquarters read it."""

from typing import Any

from rest_framework import serializers

from audits.waves.api.reading import told_shopper
from audits.waves.models import Assignment

OWN = (
    "id",
    "state",
    "daypart",
    "wants",
    "look",
    "scenario",
    "window_from",
    "window_to",
    "fee",
    "expense_limit",
    "currency",
    "claimed_at",
    "claim_until",
    "invited",
)


class PlaceNameSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    city = serializers.CharField(required=False)


class ShopperNameSerializer(serializers.Serializer[Any]):
    """`id` and `name` for schedulers alone."""

    id = serializers.UUIDField(required=False)
    alias = serializers.CharField()
    name = serializers.CharField(required=False)


class AssignmentLineSerializer(serializers.Serializer[Any]):
    """A line of a wave's assignments."""

    id = serializers.UUIDField()
    store = PlaceNameSerializer()
    region = PlaceNameSerializer()
    state = serializers.ChoiceField(Assignment.State.choices)
    daypart = serializers.CharField()
    wants = serializers.DictField(child=serializers.CharField())
    look = serializers.CharField()
    scenario = serializers.DictField()
    shopper = ShopperNameSerializer(allow_null=True)
    window_from = serializers.DateTimeField()
    window_to = serializers.DateTimeField()
    fee = serializers.DecimalField(max_digits=10, decimal_places=2)
    expense_limit = serializers.DecimalField(max_digits=10, decimal_places=2)
    currency = serializers.CharField()
    claimed_at = serializers.DateTimeField(allow_null=True)
    claim_until = serializers.DateTimeField(allow_null=True)
    replaces = serializers.UUIDField(allow_null=True)
    invited = serializers.IntegerField()


class WaveOfAssignmentSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    number = serializers.IntegerField()
    name = serializers.CharField()


class WholeAssignmentSerializer(AssignmentLineSerializer):
    """An assignment with its wave and its brief."""

    wave = WaveOfAssignmentSerializer()
    brief = serializers.DictField(child=serializers.CharField())


class AssignmentPageSerializer(serializers.Serializer[Any]):
    results = AssignmentLineSerializer(many=True)
    next = serializers.CharField(allow_null=True)


def line_of(row: Any, *, named: bool) -> dict[str, Any]:
    """A line from its row with store, region and shopper; `named` for schedulers."""
    store, region = row.store, row.store.region
    return {name: getattr(row, name) for name in OWN} | {
        "store": {"id": store.pk, "name": store.name, "city": store.city},
        "region": {"id": region.pk, "name": region.name},
        "shopper": told_shopper(row.shopper, named=named),
        "replaces": row.replaces_id,
    }
