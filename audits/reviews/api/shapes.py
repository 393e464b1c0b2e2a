"""What goes in and out of the doors of this room."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from rest_framework import serializers

Words = serializers.DictField


class ReleaseSerializer(serializers.Serializer[Any]):
    """A note for the journal, if there is anything to say."""

    note = serializers.CharField(default="", allow_blank=True, max_length=2000)


class NoteSerializer(serializers.Serializer[Any]):
    """What to mend in one answer."""

    name = serializers.CharField(max_length=200)
    note = serializers.CharField(max_length=2000)


class SendBackSerializer(serializers.Serializer[Any]):
    """Why a visit goes back, until when it is to be mended, and which answers."""

    reason = serializers.CharField(max_length=2000)
    due = serializers.DateTimeField()
    answers = NoteSerializer(many=True, default=list)

    def validate_due(self, due: datetime) -> datetime:
        if due <= timezone.now():
            raise serializers.ValidationError("It must lie ahead.", code="past")
        return due


class RegradeSerializer(serializers.Serializer[Any]):
    """Why a visit is graded anew."""

    reason = serializers.CharField(max_length=60)


class GradedSerializer(serializers.Serializer[Any]):
    """A grade in short."""

    percent = serializers.CharField(allow_null=True)
    shown = serializers.CharField(allow_null=True)
    band = serializers.CharField(allow_blank=True)
    surplus = serializers.CharField(allow_null=True)
    is_critical = serializers.BooleanField()
    is_held = serializers.BooleanField()


class PointsSerializer(serializers.Serializer[Any]):
    """What a question earned of what was possible; null where it is not scored."""

    earned = serializers.CharField(allow_null=True)
    possible = serializers.CharField(allow_null=True)


class MovedSerializer(serializers.Serializer[Any]):
    """A question whose points would be others."""

    name = serializers.CharField()
    now = PointsSerializer()
    then = PointsSerializer()


class ForeseenSerializer(serializers.Serializer[Any]):
    """The grade as it is, and as grading anew would make it."""

    now = GradedSerializer()
    then = GradedSerializer()
    questions = MovedSerializer(many=True)


class VerdictSerializer(serializers.Serializer[Any]):
    """Where the visit stands now."""

    id = serializers.UUIDField()
    state = serializers.CharField()
    percent = serializers.DecimalField(max_digits=7, decimal_places=4, allow_null=True)
    band = serializers.CharField(allow_blank=True)
    surplus = serializers.DecimalField(max_digits=6, decimal_places=4, allow_null=True)
    is_critical = serializers.BooleanField()
    is_held = serializers.BooleanField()
    released_at = serializers.DateTimeField(allow_null=True)


class ReadPlaceSerializer(serializers.Serializer[Any]):
    """A store with its city, or a region."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    city = serializers.CharField(required=False)


class ReadWaveSerializer(serializers.Serializer[Any]):
    """The visit's wave."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    name = serializers.CharField()


class ReadPhotoSerializer(serializers.Serializer[Any]):
    """A photo of an answer; its bytes may still be on the phone."""

    sha256 = serializers.CharField()
    name = serializers.CharField()
    url = serializers.CharField()
    thumbnail = serializers.CharField()
    width = serializers.IntegerField(allow_null=True)
    height = serializers.IntegerField(allow_null=True)
    mime = serializers.CharField()
    is_here = serializers.BooleanField()
    taken_at = serializers.DateTimeField(allow_null=True)


class ReadAnswerSerializer(serializers.Serializer[Any]):
    """A question and what was said; `shown` is in words, in every language."""

    name = serializers.CharField()
    code = serializers.CharField(allow_blank=True)
    type = serializers.CharField()
    label = Words(child=serializers.CharField())  # type: ignore[assignment]  # the edition's word
    state = serializers.ChoiceField(["answered", "na", "hidden", "missing"])
    value = serializers.JSONField(allow_null=True)
    shown = Words(child=serializers.CharField())
    earned = serializers.CharField(allow_null=True)
    possible = serializers.CharField(allow_null=True)
    pillar = serializers.CharField(allow_blank=True)
    touchpoint = serializers.CharField(allow_blank=True)
    cost = serializers.CharField(allow_blank=True)
    surplus = serializers.FloatField(allow_null=True)
    is_critical = serializers.BooleanField()
    list = serializers.CharField(allow_blank=True)
    is_adjustable = serializers.BooleanField()
    photos = ReadPhotoSerializer(many=True)


class ReadSectionSerializer(serializers.Serializer[Any]):
    """A section with its questions in order."""

    name = serializers.CharField(allow_blank=True)
    code = serializers.CharField(allow_blank=True)
    label = Words(child=serializers.CharField())  # type: ignore[assignment]  # the edition's word
    percent = serializers.CharField(allow_null=True)
    earned = serializers.CharField()
    possible = serializers.CharField()
    answers = ReadAnswerSerializer(many=True)


class PastGradeSerializer(serializers.Serializer[Any]):
    """One snapshot and why it was made."""

    made_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField()
    rules = serializers.CharField()
    percent = serializers.DecimalField(max_digits=7, decimal_places=4, allow_null=True)
    band = serializers.CharField(allow_blank=True)
    is_current = serializers.BooleanField()


class ReadGradeSerializer(serializers.Serializer[Any]):
    """The grade that counts."""

    percent = serializers.CharField(allow_null=True)
    shown = serializers.CharField(allow_null=True)
    exact = serializers.CharField(allow_null=True)
    earned = serializers.CharField()
    possible = serializers.CharField()
    band = serializers.CharField(allow_blank=True)
    surplus = serializers.DecimalField(max_digits=6, decimal_places=4, allow_null=True)
    touchpoints = serializers.DictField(child=serializers.CharField())
    critical = serializers.ListField(child=serializers.CharField())
    alerts = serializers.ListField(child=serializers.CharField())
    holds = serializers.ListField(child=serializers.CharField())
    missing_required = serializers.ListField(child=serializers.CharField())
    pillars = serializers.DictField()
    scoring = serializers.CharField()
    rules = serializers.CharField()
    made_at = serializers.DateTimeField(allow_null=True)
    history = PastGradeSerializer(many=True)


class OpenSendBackSerializer(serializers.Serializer[Any]):
    """A send-back that waits for its mending."""

    id = serializers.UUIDField()
    revision = serializers.IntegerField()
    reason = serializers.CharField()
    due = serializers.DateTimeField()
    answers = NoteSerializer(many=True)
    made_at = serializers.DateTimeField()


class VisitChecklistSerializer(serializers.Serializer[Any]):
    """What it was asked with."""

    title = serializers.CharField()
    edition = serializers.IntegerField()
    sha256 = serializers.CharField()


class ReadLanguageSerializer(serializers.Serializer[Any]):
    """A language of the edition."""

    code = serializers.CharField()
    name = serializers.CharField(allow_blank=True)


class PhotoCountsSerializer(serializers.Serializer[Any]):
    """How many photos were promised, how many are here."""

    promised = serializers.IntegerField()
    here = serializers.IntegerField()
