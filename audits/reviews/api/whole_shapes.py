"""A visit whole, with everything beside its answers."""

from typing import Any

from rest_framework import serializers

from audits.reviews.api.beside_shapes import DeskSerializer, ReadAppealSerializer
from audits.reviews.api.shapes import (
    OpenSendBackSerializer,
    PhotoCountsSerializer,
    ReadGradeSerializer,
    ReadLanguageSerializer,
    ReadPlaceSerializer,
    ReadSectionSerializer,
    ReadWaveSerializer,
    VerdictSerializer,
    VisitChecklistSerializer,
    Words,
)


class FlagSerializer(serializers.Serializer[Any]):
    """Something to look at twice, with its evidence."""

    kind = serializers.CharField()
    weight = serializers.IntegerField()
    evidence = serializers.DictField()
    made_at = serializers.DateTimeField()


class ReadNoteSerializer(serializers.Serializer[Any]):
    """A reviewer's words beside one answer."""

    id = serializers.IntegerField()
    question = serializers.CharField()
    words = serializers.CharField()
    by = serializers.CharField()
    is_mine = serializers.BooleanField()
    is_sent = serializers.BooleanField()
    at = serializers.DateTimeField()


class ReadAdjustmentSerializer(serializers.Serializer[Any]):
    """What counts instead of an answer, in words before and after; values and times for readers of days."""

    id = serializers.IntegerField()
    question = serializers.CharField()
    old = serializers.JSONField(allow_null=True)
    new = serializers.JSONField(allow_null=True)
    old_shown = Words(child=serializers.CharField())
    new_shown = Words(child=serializers.CharField())
    why = serializers.CharField()
    by = serializers.CharField()
    at = serializers.DateTimeField(allow_null=True)
    is_of_appeal = serializers.BooleanField()


class ApprovalSerializer(serializers.Serializer[Any]):
    """Who said yes."""

    by = serializers.CharField()
    at = serializers.DateTimeField(allow_null=True)


class AppealingSerializer(serializers.Serializer[Any]):
    """How many appeals a store has left in the wave, until when; `against`: the refusal one would meet now."""

    left = serializers.IntegerField()
    of = serializers.IntegerField()
    until = serializers.DateTimeField()
    against = serializers.CharField(allow_blank=True)


class NotedPlaceSerializer(serializers.Serializer[Any]):
    """Where the phone was; `accuracy` and `metres` from the store, in metres."""

    lat = serializers.FloatField()
    lon = serializers.FloatField()
    accuracy = serializers.FloatField()
    metres = serializers.IntegerField()


class WhereSerializer(serializers.Serializer[Any]):
    """The store's place, and the phone's."""

    lat = serializers.FloatField()
    lon = serializers.FloatField()
    places = NotedPlaceSerializer(many=True)


class ChoiceSerializer(serializers.Serializer[Any]):
    """A choice of a list."""

    name = serializers.CharField()
    label = Words(child=serializers.CharField())  # type: ignore[assignment]  # the edition's word


class WholeVisitSerializer(VerdictSerializer):
    """A visit whole. Days and exact times are null for readers of weeks; `shopper` is a pseudonym, or
    `{id, name, alias}` for schedulers."""

    store = ReadPlaceSerializer()
    region = ReadPlaceSerializer()
    wave = ReadWaveSerializer()
    week = serializers.CharField(allow_null=True)
    local_day = serializers.DateField(allow_null=True)
    opened_at = serializers.DateTimeField(allow_null=True)
    sealed_at = serializers.DateTimeField(allow_null=True)
    received_at = serializers.DateTimeField(allow_null=True)
    completed_at = serializers.DateTimeField(allow_null=True)
    revision = serializers.IntegerField(allow_null=True)
    shown = serializers.CharField(allow_null=True)
    checklist = VisitChecklistSerializer()
    photos = PhotoCountsSerializer()
    marks = serializers.ListField()
    languages = ReadLanguageSerializer(many=True)
    scenario = serializers.DictField()
    sections = ReadSectionSerializer(many=True)
    grade = ReadGradeSerializer(allow_null=True)
    shopper = serializers.JSONField()
    send_back = OpenSendBackSerializer(allow_null=True)
    zone = serializers.CharField()
    released_week = serializers.CharField(allow_null=True)
    lists = serializers.DictField(child=ChoiceSerializer(many=True))
    flags = FlagSerializer(many=True)
    notes = ReadNoteSerializer(many=True)
    where = WhereSerializer(allow_null=True)
    on_desk = DeskSerializer(allow_null=True)
    adjustments = ReadAdjustmentSerializer(many=True)
    approvals = ApprovalSerializer(many=True)
    wants_approval = serializers.BooleanField()
    appeals = ReadAppealSerializer(many=True)
    appealing = AppealingSerializer(allow_null=True)
    reviews = serializers.BooleanField()
    judges = serializers.BooleanField()
    rating = serializers.IntegerField(allow_null=True)
