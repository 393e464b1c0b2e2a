"""Shoppers as their schedulers see them."""

from typing import Any

from django.db.models import Count, Prefetch, Q
from rest_framework import serializers

from audits.people.models import Person
from audits.people.profiles import scheduled_brands, shoppers_scheduled_by
from audits.people.shoppers import Bar, Companion, ShopperProfile
from audits.waves.quizzes import passes_at


class OwnProfileSerializer(serializers.Serializer[Any]):
    """What a shopper says of herself. Degrees; km from home that she would go."""

    languages = serializers.ListField(child=serializers.CharField(max_length=12), max_length=20)
    lat = serializers.FloatField(min_value=-90, max_value=90, allow_null=True)
    lon = serializers.FloatField(min_value=-180, max_value=180, allow_null=True)
    reach_km = serializers.IntegerField(min_value=0, max_value=20_100)
    is_available = serializers.BooleanField()


class ProfileSerializer(OwnProfileSerializer):
    """What a scheduler knows of a shopper."""

    traits = serializers.DictField(child=serializers.CharField(max_length=60))
    rating = serializers.DecimalField(max_digits=3, decimal_places=2, allow_null=True, read_only=True)
    rated = serializers.IntegerField(read_only=True)


class ShopperLinkSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class BarSerializer(serializers.Serializer[Any]):
    """Where a shopper may not go; `store` null is the whole brand."""

    id = serializers.IntegerField()
    store = ShopperLinkSerializer(allow_null=True)
    reason = serializers.CharField()
    visit = serializers.UUIDField(allow_null=True)
    at = serializers.DateTimeField()
    lifted_at = serializers.DateTimeField(allow_null=True)


class CertifiedSerializer(serializers.Serializer[Any]):
    """A checklist whose quiz she passed, and when last."""

    checklist = serializers.CharField(source="quiz.checklist.title")
    at = serializers.DateTimeField()


class ShopperSerializer(serializers.Serializer[Any]):
    """A shopper as schedulers see her; `visits` at their brands."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    alias = serializers.CharField()
    email = serializers.EmailField()
    language = serializers.CharField()
    profile = ProfileSerializer()
    companions = ShopperLinkSerializer(many=True)
    bars = BarSerializer(many=True)
    certified = CertifiedSerializer(many=True)
    visits = serializers.IntegerField()


class ShopperPageSerializer(serializers.Serializer[Any]):
    results = ShopperSerializer(many=True)
    next = serializers.CharField(allow_null=True)


def told_shoppers(scheduler: Person, shoppers: Any) -> Any:
    brands = scheduled_brands(scheduler)
    bars = Bar.objects.filter(brand__in=brands).select_related("store").order_by("-id")
    # a companion of another brand's is nobody's business here
    friends = Companion.objects.filter(other__in=shoppers_scheduled_by(scheduler)).select_related("other")
    whole = shoppers.select_related("profile").prefetch_related(
        Prefetch("bars", bars, to_attr="own_bars"),
        Prefetch("companions", friends, to_attr="own_friends"),
        Prefetch("quiz_tries", passes_at(brands), to_attr="own_passes"),
    )
    made = Count("assignments", filter=Q(assignments__state="visited", assignments__brand__in=brands))
    return [_line(one) for one in whole.annotate(made=made)]


def _line(shopper: Any) -> Any:
    told = {name: getattr(shopper, name) for name in ("id", "name", "alias", "email", "language")}
    profile = getattr(shopper, "profile", None) or ShopperProfile(person=shopper)
    companions = [one.other for one in shopper.own_friends]
    told |= {"profile": profile, "companions": companions, "bars": shopper.own_bars, "visits": shopper.made}
    told["certified"] = list({one.quiz_id: one for one in shopper.own_passes}.values())
    return ShopperSerializer(told).data
