"""The terms of a wave as they are sent: every value looked at before it is kept."""

from typing import Any

from rest_framework import serializers

from audits.waves.drawing import DoNotFit, template
from audits.waves.models import Wave

DAYS: dict[str, Any] = {"min_value": 0, "max_value": 3650, "required": False}
NAME: dict[str, Any] = {"max_length": 60}
MONEY: dict[str, Any] = {"max_digits": 10, "decimal_places": 2, "min_value": 0, "required": False}


class QuotaSerializer(serializers.Serializer[Any]):
    """Of each store's visits at least so many in this part of the day, by such a shopper, or both."""

    daypart = serializers.CharField(max_length=20, required=False)
    trait = serializers.DictField(child=serializers.CharField(**NAME), required=False)
    least = serializers.IntegerField(min_value=1, max_value=1000)

    def validate(self, quota: dict[str, Any]) -> dict[str, Any]:
        if not quota.get("daypart") and not quota.get("trait"):
            raise serializers.ValidationError("daypart_or_trait")
        return quota


class RulesSerializer(serializers.Serializer[Any]):
    """Who may be sent; what is left out or 0 is no rule. Days are of lock-outs."""

    store_days = serializers.IntegerField(**DAYS)
    brand_days = serializers.IntegerField(**DAYS)
    competitor_days = serializers.IntegerField(**DAYS)
    companion_days = serializers.IntegerField(**DAYS)
    most_visits = serializers.IntegerField(min_value=0, max_value=10_000, required=False, allow_null=True)
    least_rating = serializers.DecimalField(
        max_digits=3, decimal_places=2, min_value=0, max_value=5, required=False, allow_null=True
    )
    traits = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField(**NAME), allow_empty=False), required=False
    )
    languages = serializers.ListField(child=serializers.CharField(max_length=12), required=False)
    reach = serializers.BooleanField(required=False)
    most_km = serializers.FloatField(min_value=0, required=False, allow_null=True)
    needs_quiz = serializers.BooleanField(required=False)

    def validate(self, rules: dict[str, Any]) -> dict[str, Any]:
        if rules.get("least_rating") is not None:
            rules["least_rating"] = str(rules["least_rating"])  # kept as JSON, exactly
        return rules


class CoveredSerializer(serializers.Serializer[Any]):
    """Where a wave goes: every open store of these regions, and these stores; nothing said is everywhere."""

    regions = serializers.ListField(child=serializers.UUIDField(), max_length=2000, default=list)
    stores = serializers.ListField(child=serializers.UUIDField(), max_length=20_000, default=list)
    numbers = serializers.ListField(  # stores by the brand's own numbers; kept as stores
        child=serializers.CharField(max_length=40), max_length=20_000, required=False, write_only=True
    )

    def validate(self, where: dict[str, Any]) -> dict[str, Any]:
        return {name: sorted({str(key) for key in keys}) for name, keys in where.items() if keys}


class TermsSerializer(serializers.Serializer[Any]):
    """What a wave can be told, apart from its checklist. `closes` is its last day, `edition` a hash."""

    name = serializers.CharField(max_length=120)
    opens = serializers.DateField()
    closes = serializers.DateField()
    edition = serializers.RegexField(r"^[0-9a-f]{64}$", required=False)
    visits_per_store = serializers.IntegerField(min_value=1, max_value=1000, required=False)
    release_rule = serializers.ChoiceField(Wave.ReleaseRule.choices, required=False)
    quotas = QuotaSerializer(many=True, required=False)
    dayparts = serializers.DictField(
        child=serializers.ListField(
            child=serializers.RegexField(r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$"), min_length=2, max_length=2
        ),
        required=False,
    )
    rules = RulesSerializer(required=False)
    where = CoveredSerializer(required=False)
    scenarios = serializers.ListField(child=serializers.UUIDField(), required=False)
    draws_look = serializers.BooleanField(required=False)
    looks = serializers.ListField(child=serializers.CharField(max_length=20), max_length=12, required=False)
    fee = serializers.DecimalField(**MONEY)
    expense_limit = serializers.DecimalField(**MONEY)
    claim_hours = serializers.IntegerField(min_value=1, max_value=24 * 60, required=False)
    wants_approval = serializers.BooleanField(required=False)
    appeal_days = serializers.IntegerField(min_value=0, max_value=365, required=False)
    appeals_per_store = serializers.IntegerField(min_value=0, max_value=1000, required=False)
    sealed_within_hours = serializers.IntegerField(min_value=1, max_value=24 * 60, required=False)
    pays_undone = serializers.DictField(
        child=serializers.DecimalField(max_digits=4, decimal_places=2, min_value=0, max_value=1),
        required=False,
    )

    def validate(self, asked: dict[str, Any]) -> dict[str, Any]:
        if self._now(asked, "closes") < self._now(asked, "opens"):
            raise serializers.ValidationError({"closes": "before_opens"})
        if len(set(asked.get("looks", ()))) != len(asked.get("looks", ())):
            raise serializers.ValidationError({"looks": "twice"})
        if "pays_undone" in asked:
            asked["pays_undone"] = {outcome: str(share) for outcome, share in asked["pays_undone"].items()}
        self._check_quotas(asked)
        return asked

    def _check_quotas(self, asked: dict[str, Any]) -> None:
        quotas = [dict(quota) for quota in self._now(asked, "quotas") or ()]
        known = self._now(asked, "dayparts") or {}
        if any(quota.get("daypart") not in (None, *known) for quota in quotas):
            raise serializers.ValidationError({"quotas": "daypart_unknown"})
        try:
            template(self._now(asked, "visits_per_store") or 1, quotas)
        except DoNotFit:
            raise serializers.ValidationError({"quotas": "do_not_fit"}) from None

    def _now(self, asked: dict[str, Any], name: str) -> Any:
        """What the wave will have: what is sent, else what it has."""
        return asked.get(name, getattr(self.instance, name, None))


class NewWaveSerializer(TermsSerializer):
    """A new wave; the checklist's newest edition where none is named."""

    checklist = serializers.UUIDField()
