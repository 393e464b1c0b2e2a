"""The board's offers as the OpenAPI document tells them, and what assignments share with them."""

from typing import Any

from rest_framework import serializers


class OfferPlaceSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    address = serializers.CharField()
    city = serializers.CharField()
    lat = serializers.FloatField(allow_null=True)
    lon = serializers.FloatField(allow_null=True)
    timezone = serializers.CharField()


class OfferBrandSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class OfferWindowSerializer(serializers.Serializer[Any]):
    to = serializers.DateTimeField()

    def get_fields(self) -> Any:
        return {"from": serializers.DateTimeField(), **super().get_fields()}  # a word of the language


class OfferDaypartSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    to = serializers.CharField()

    def get_fields(self) -> Any:
        return {"from": serializers.CharField(), **super().get_fields()}


class AgainstSerializer(serializers.Serializer[Any]):
    rule = serializers.CharField()
    fact = serializers.DictField()


class QuizStandingSerializer(serializers.Serializer[Any]):
    checklist = serializers.UUIDField()
    needed = serializers.BooleanField()
    passed = serializers.BooleanField()


class OfferSerializer(serializers.Serializer[Any]):
    """An open assignment as a shopper sees it."""

    id = serializers.UUIDField()
    store = OfferPlaceSerializer()
    region = serializers.CharField()
    brand = OfferBrandSerializer()
    wave = serializers.CharField()
    checklist = serializers.CharField()
    edition = serializers.CharField()
    window = OfferWindowSerializer()
    daypart = OfferDaypartSerializer(allow_null=True)
    fee = serializers.CharField()
    expense_limit = serializers.CharField()
    currency = serializers.CharField()
    claim_hours = serializers.IntegerField()
    km = serializers.FloatField(allow_null=True)
    invited = serializers.BooleanField()
    may = serializers.BooleanField()
    why_not = AgainstSerializer(many=True)
    quiz = QuizStandingSerializer()
    languages = serializers.ListField(child=serializers.CharField())


class BoardSerializer(serializers.Serializer[Any]):
    results = OfferSerializer(many=True)
    taken_at = serializers.DateTimeField()
