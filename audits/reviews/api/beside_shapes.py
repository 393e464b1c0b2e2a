"""What goes in and out of the doors of the desk and of appeals."""

from typing import Any

from rest_framework import serializers

from audits.reviews.api.shapes import ReadPlaceSerializer, ReadWaveSerializer

GROUNDS = ("facts", "question_unfit", "evidence")


class TakeSerializer(serializers.Serializer[Any]):
    """Nothing is said."""


class WriteNoteSerializer(serializers.Serializer[Any]):
    """Words beside one answer."""

    question = serializers.CharField(max_length=200)
    words = serializers.CharField(max_length=2000)


class AdjustSerializer(serializers.Serializer[Any]):
    """Another value for one answer, as the checklist would have taken it, and why."""

    question = serializers.CharField(max_length=200)
    value = serializers.JSONField(allow_null=True)
    why = serializers.CharField(max_length=2000)


class MakeAppealSerializer(serializers.Serializer[Any]):
    """Which answer, on what ground, in the store's words."""

    question = serializers.CharField(max_length=200)
    ground = serializers.ChoiceField(GROUNDS)
    words = serializers.CharField(max_length=2000)


class DecideSerializer(serializers.Serializer[Any]):
    """The decision in words for all who read the visit; an overturned answer gets another value."""

    outcome = serializers.ChoiceField(["upheld", "overturned"])
    answer = serializers.CharField(max_length=2000)
    value = serializers.JSONField(required=False, allow_null=True)


class DeskSerializer(serializers.Serializer[Any]):
    """Who has a visit on her desk, until when."""

    by = serializers.CharField()
    until = serializers.DateTimeField()
    is_mine = serializers.BooleanField()


class QueueLineSerializer(serializers.Serializer[Any]):
    """A visit that waits: for a verdict, or for its mending. `risk` is the weight of its flags and more."""

    id = serializers.UUIDField()
    store = ReadPlaceSerializer()
    region = ReadPlaceSerializer()
    wave = ReadWaveSerializer()
    state = serializers.CharField()
    due = serializers.DateTimeField(allow_null=True)
    risk = serializers.IntegerField()
    flags = serializers.ListField(child=serializers.CharField())
    is_critical = serializers.BooleanField()
    is_held = serializers.BooleanField()
    shown = serializers.CharField(allow_null=True)
    band = serializers.CharField(allow_blank=True)
    completed_at = serializers.DateTimeField(allow_null=True)
    on_desk = DeskSerializer(allow_null=True)
    wants_approval = serializers.BooleanField()
    approved_by = serializers.ListField(child=serializers.CharField())


class QueueSerializer(serializers.Serializer[Any]):
    """A page of the queue; `n` waits in all."""

    results = QueueLineSerializer(many=True)
    next = serializers.CharField(allow_null=True)
    n = serializers.IntegerField()


class ReadAppealSerializer(serializers.Serializer[Any]):
    """An appeal and what became of it."""

    id = serializers.UUIDField()
    question = serializers.CharField()
    ground = serializers.ChoiceField(GROUNDS)
    words = serializers.CharField()
    by = serializers.CharField()
    is_mine = serializers.BooleanField()
    made_at = serializers.DateTimeField()
    due = serializers.DateTimeField()
    state = serializers.CharField()
    decided_by = serializers.CharField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    answer = serializers.CharField(allow_blank=True)
    new = serializers.JSONField(allow_null=True)


class AppealLineSerializer(ReadAppealSerializer):
    """An appeal in a list, with its visit and the words of its question."""

    visit = serializers.UUIDField()
    store = ReadPlaceSerializer()
    region = ReadPlaceSerializer()
    wave = ReadWaveSerializer()
    code = serializers.CharField(allow_blank=True)
    label = serializers.DictField(child=serializers.CharField())  # type: ignore[assignment]  # the edition's word


class AppealsSerializer(serializers.Serializer[Any]):
    """A page of appeals."""

    results = AppealLineSerializer(many=True)
    next = serializers.CharField(allow_null=True)
