"""What the phone is told, as the OpenAPI document tells it (sync.md). The answers are written past these shapes, for
speed; fuzzing holds each one against them (tests/fuzz)."""

from typing import Any

from rest_framework import serializers

from audits.visits.api.offer_shapes import (
    OfferDaypartSerializer,
    OfferSerializer,
    OfferWindowSerializer,
    QuizStandingSerializer,
)
from audits.waves.models import Assignment

SHA256 = r"^[0-9a-f]{64}$"


class HeldBlobSerializer(serializers.Serializer[Any]):
    """A photo that a visit promised."""

    bytes = serializers.IntegerField(min_value=0)
    state = serializers.ChoiceField(["stored", "awaited"])


class ReceiptSerializer(serializers.Serializer[Any]):
    """What the server holds of a revision, computed from rows; `blobs` by their SHA-256, `signature` opaque."""

    receipt = serializers.UUIDField()
    visit = serializers.UUIDField()
    revision = serializers.IntegerField(min_value=1)
    sha256 = serializers.RegexField(SHA256)
    received_at = serializers.DateTimeField()
    state = serializers.ChoiceField(["awaiting_blobs", "complete", "quarantined", "withdrawn"])
    blobs = serializers.DictField(child=HeldBlobSerializer())
    missing = serializers.ListField(child=serializers.RegexField(SHA256))
    findings = serializers.ListField(child=serializers.CharField())
    server_epoch = serializers.UUIDField()
    signature = serializers.RegexField(SHA256)


class UnknownReceiptSerializer(serializers.Serializer[Any]):
    """What is not here; `vouched`: the receipt that was shown back was this server's own."""

    visit = serializers.UUIDField()
    revision = serializers.IntegerField(min_value=1)
    sha256 = serializers.RegexField(SHA256)
    vouched = serializers.BooleanField()


class InventorySerializer(serializers.Serializer[Any]):
    """The answer to `POST receipts/query`."""

    server_time = serializers.DateTimeField()
    server_epoch = serializers.UUIDField()
    receipts = ReceiptSerializer(many=True)
    unknown = UnknownReceiptSerializer(many=True)


class BriefSpanSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(allow_blank=True)
    strong = serializers.BooleanField(required=False)
    emphasis = serializers.BooleanField(required=False)


class BriefBlockSerializer(serializers.Serializer[Any]):
    """`spans` of paragraphs and headings, `lines` of lists, `sha256` and `words` of pictures."""

    kind = serializers.ChoiceField(["paragraph", "heading", "list", "picture"])
    spans = BriefSpanSerializer(many=True, required=False)
    ordered = serializers.BooleanField(required=False)
    lines = serializers.ListField(child=BriefSpanSerializer(many=True), required=False)
    sha256 = serializers.RegexField(SHA256, required=False)
    words = serializers.CharField(allow_blank=True, required=False)


class BriefedStoreSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    address = serializers.CharField(allow_blank=True)
    lat = serializers.FloatField(allow_null=True)
    lon = serializers.FloatField(allow_null=True)
    timezone = serializers.CharField()


class BriefedAssignmentSerializer(serializers.Serializer[Any]):
    """A visit that she is asked to make, with everything that she needs for it."""

    id = serializers.UUIDField()
    state = serializers.ChoiceField(Assignment.State.choices)
    store = BriefedStoreSerializer()
    checklist = serializers.CharField()
    edition = serializers.RegexField(SHA256)
    window = OfferWindowSerializer()
    scenario = serializers.DictField()
    brief = serializers.CharField(allow_blank=True)
    languages = serializers.ListField(child=serializers.CharField())
    fee = serializers.CharField()
    currency = serializers.CharField()
    brief_blocks = BriefBlockSerializer(many=True)
    daypart = OfferDaypartSerializer(allow_null=True)
    claim_until = serializers.DateTimeField(allow_null=True)
    expense_limit = serializers.CharField()
    quiz = QuizStandingSerializer()


class ToMendSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    note = serializers.CharField(allow_blank=True)


class BriefedSendBackSerializer(serializers.Serializer[Any]):
    """A revision that a reviewer wants done better."""

    visit = serializers.UUIDField()
    revision = serializers.IntegerField(min_value=1)
    reason = serializers.CharField()
    due = serializers.DateTimeField()
    answers = ToMendSerializer(many=True)


class RecalledSerializer(serializers.Serializer[Any]):
    """A revision that was sent back and is judged as it stands: nobody waits for a better one."""

    visit = serializers.UUIDField()
    revision = serializers.IntegerField(min_value=1)


class BriefedPersonSerializer(serializers.Serializer[Any]):
    """Who she is; `taken_back`: the kinds of consent that she gives no longer."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    language = serializers.CharField()
    taken_back = serializers.ListField(child=serializers.CharField())


class PhonePolicySerializer(serializers.Serializer[Any]):
    """What a phone may keep and send, in bytes and days."""

    photo_budget_bytes = serializers.IntegerField(min_value=1)
    retention_days = serializers.IntegerField(min_value=1)
    chunk_bytes = serializers.IntegerField(min_value=1)
    blob_limit_bytes = serializers.IntegerField(min_value=1)


class NeededPictureSerializer(serializers.Serializer[Any]):
    sha256 = serializers.RegexField(SHA256)
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    bytes = serializers.IntegerField()


class BriefingSerializer(serializers.Serializer[Any]):
    """All that a shopper needs to work without a network; `editions` by their SHA-256, `withdrawn` visits by id."""

    server_time = serializers.DateTimeField()
    server_epoch = serializers.UUIDField()
    cursor = serializers.CharField()
    person = BriefedPersonSerializer()
    policy = PhonePolicySerializer()
    assignments = BriefedAssignmentSerializer(many=True)
    offers = OfferSerializer(many=True)
    brief_pictures = NeededPictureSerializer(many=True)
    editions = serializers.ListField(child=serializers.RegexField(SHA256))
    send_backs = BriefedSendBackSerializer(many=True)
    recalled = RecalledSerializer(many=True)
    receipts = ReceiptSerializer(many=True)
    withdrawn = serializers.ListField(child=serializers.UUIDField())
