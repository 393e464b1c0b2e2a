"""What desks are told of visits, of what was set aside and of rescue files, as the OpenAPI document tells it."""

from typing import Any

from rest_framework import serializers

from audits.visits.api.phone_shapes import SHA256, ReceiptSerializer
from audits.visits.models import Revision, Visit


class ListedStoreSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    city = serializers.CharField(allow_blank=True)


class ListedRegionSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class ListedWaveSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    number = serializers.IntegerField()
    name = serializers.CharField(allow_blank=True)


class ListedPhotosSerializer(serializers.Serializer[Any]):
    promised = serializers.IntegerField(min_value=0)
    here = serializers.IntegerField(min_value=0)


class ListedVisitSerializer(serializers.Serializer[Any]):
    """A line of the list. Whoever reads weeks has `week` and no `local_day`, and nulls for the moments; exact decimals
    are text."""

    id = serializers.UUIDField()
    store = ListedStoreSerializer()
    region = ListedRegionSerializer()
    wave = ListedWaveSerializer()
    state = serializers.ChoiceField(Visit.State.choices)
    week = serializers.CharField(required=False, allow_null=True)
    local_day = serializers.DateField(required=False, allow_null=True)
    percent = serializers.CharField(allow_null=True)
    shown = serializers.CharField(allow_null=True)
    band = serializers.CharField(allow_null=True)
    surplus = serializers.CharField(allow_null=True)
    is_critical = serializers.BooleanField()
    is_held = serializers.BooleanField()
    ending = serializers.CharField(allow_null=True)
    ended = serializers.DictField(child=serializers.CharField(), allow_null=True)
    received_at = serializers.DateTimeField(allow_null=True)
    completed_at = serializers.DateTimeField(allow_null=True)
    released_at = serializers.DateTimeField(allow_null=True)
    released_week = serializers.CharField(allow_null=True)
    photos = ListedPhotosSerializer()


class VisitPageSerializer(serializers.Serializer[Any]):
    results = ListedVisitSerializer(many=True)
    next = serializers.CharField(allow_null=True)


class SenderSerializer(serializers.Serializer[Any]):
    """Whose phone sent it: an alias; name and id for schedulers alone."""

    alias = serializers.CharField()
    id = serializers.UUIDField(required=False)
    name = serializers.CharField(required=False)


class SetAsideLineSerializer(serializers.Serializer[Any]):
    """A revision that counts nowhere. `assignment`, `edition`, `times` and `answers` are what the phone said, as it
    said it: nothing of them was believed."""

    id = serializers.IntegerField()
    visit = serializers.UUIDField()
    revision = serializers.IntegerField(min_value=1)
    standing = serializers.ChoiceField(Revision.Standing.choices)
    reason = serializers.CharField(allow_blank=True)
    sha256 = serializers.RegexField(SHA256)
    received_at = serializers.DateTimeField()
    shopper = SenderSerializer()
    assignment = serializers.JSONField()
    edition = serializers.JSONField()
    times = serializers.JSONField()
    answers = serializers.JSONField()
    photos = serializers.IntegerField(min_value=0)


class SetAsidePageSerializer(serializers.Serializer[Any]):
    results = SetAsideLineSerializer(many=True)
    next = serializers.CharField(allow_null=True)


class AcceptedSerializer(serializers.Serializer[Any]):
    visit = serializers.UUIDField()
    revision = serializers.IntegerField(min_value=1)


class RescuedBlobSerializer(serializers.Serializer[Any]):
    sha256 = serializers.RegexField(SHA256, allow_null=True)
    outcome = serializers.ChoiceField(["new", "again", "refused"])
    code = serializers.CharField(required=False)


class RescuedVisitSerializer(serializers.Serializer[Any]):
    """What became of one visit of a rescue file; a `code` of the catalogue where it was refused or set aside."""

    visit = serializers.UUIDField(allow_null=True)
    revision = serializers.IntegerField(allow_null=True)
    outcome = serializers.ChoiceField(["new", "again", "withdrawn", "quarantined", "conflict", "refused"])
    code = serializers.CharField(required=False)
    receipt = ReceiptSerializer(required=False)
    blobs = RescuedBlobSerializer(many=True)


class RescuedSerializer(serializers.Serializer[Any]):
    """`drafts`: how many visits in the file were never sealed."""

    person = serializers.UUIDField()
    visits = RescuedVisitSerializer(many=True)
    drafts = serializers.IntegerField(min_value=0)
