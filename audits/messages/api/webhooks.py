"""Headquarters' webhooks: keep them, read what they were told, send it again."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import orjson
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.messages import hooks, services
from audits.messages.models import Message, Webhook
from audits.messages.queries import messages_visible_to, unsent_by, webhooks_visible_to
from audits.pages import after
from audits.people.models import Person
from audits.people.queries import posts_that
from audits.people.roles import May
from audits.places.models import Brand
from audits.refusals import refused

KEEPERS = [only(May.KEEP_WEBHOOKS)]
PAGE = 50


class HookBrandSerializer(serializers.Serializer[Any]):
    """Whose it is."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class WebhookSerializer(serializers.Serializer[Any]):
    """A webhook."""

    id = serializers.UUIDField(read_only=True)
    brand = HookBrandSerializer(read_only=True)
    url = serializers.CharField(max_length=500)
    verbs = serializers.ListField(child=serializers.ChoiceField(hooks.LISTENED), default=list)
    is_active = serializers.BooleanField(default=True)
    made_at = serializers.DateTimeField(read_only=True)
    waiting = serializers.IntegerField(read_only=True)
    failed = serializers.IntegerField(read_only=True)


class MadeWebhookSerializer(WebhookSerializer):
    """A webhook and its secret, told once."""

    secret = serializers.CharField(read_only=True)


class ChangedWebhookSerializer(WebhookSerializer):
    """A webhook and, where a new one was wished for, its secret."""

    secret = serializers.CharField(required=False)


class WebhookWishSerializer(WebhookSerializer):
    """A webhook to be kept. `brand` is an id or a slug, needed by those with several."""

    brand = serializers.CharField(required=False)  # type: ignore[assignment]  # the word of the address


class WebhookChangeSerializer(serializers.Serializer[Any]):
    """What of a webhook is to be otherwise."""

    url = serializers.CharField(max_length=500, required=False)
    verbs = serializers.ListField(child=serializers.ChoiceField(hooks.LISTENED), required=False)
    is_active = serializers.BooleanField(required=False)
    new_secret = serializers.BooleanField(required=False)


class WebhookMessageSerializer(serializers.Serializer[Message]):
    """What a webhook was told, and what came of it."""

    id = serializers.UUIDField()
    verb = serializers.CharField(source="kind")
    state = serializers.ChoiceField(Message.State.choices)
    tries = serializers.IntegerField()
    status = serializers.IntegerField(allow_null=True)
    trouble = serializers.CharField()
    made_at = serializers.DateTimeField()
    sent_at = serializers.DateTimeField(allow_null=True)
    next_try_at = serializers.SerializerMethodField()
    body = serializers.SerializerMethodField()

    def get_next_try_at(self, message: Message) -> str | None:
        waits = message.state == Message.State.WAITING
        return message.next_try_at.isoformat() if waits else None

    def get_body(self, message: Message) -> dict[str, Any]:
        told: dict[str, Any] = orjson.loads(hooks.body_of(str(message.pk), message.content))
        return told


class WebhookMessagesSerializer(serializers.Serializer[Any]):
    """A page of them; `n` are there in all, as they were asked for."""

    results = WebhookMessageSerializer(many=True)
    next = serializers.CharField(allow_null=True)
    n = serializers.IntegerField()


class Webhooks(APIView):
    """The webhooks of my brands."""

    permission_classes = KEEPERS

    @extend_schema(operation_id="webhooks", responses=WebhookSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(told_webhooks(webhooks_visible_to(person_of(request))))

    @extend_schema(
        operation_id="webhooks_make", request=WebhookWishSerializer, responses={201: MadeWebhookSerializer}
    )
    def post(self, request: Request) -> Response:
        wish = WebhookWishSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        person, told = person_of(request), dict(wish.validated_data)
        brand = brand_of(person, told.pop("brand", ""))
        kept = services.keep_webhook(brand=brand, by=person, **told)
        kept.refresh_from_db()
        return Response(_told(kept) | {"secret": kept.secret}, status=201)


class OneWebhook(APIView):
    """One webhook."""

    permission_classes = KEEPERS

    @extend_schema(operation_id="webhook", responses=WebhookSerializer)
    def get(self, request: Request, id: UUID) -> Response:
        return Response(_told(_hers(request, id)))

    @extend_schema(
        operation_id="webhook_change", request=WebhookChangeSerializer, responses=ChangedWebhookSerializer
    )
    def patch(self, request: Request, id: UUID) -> Response:
        wish = WebhookChangeSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        changes = dict(wish.validated_data)
        fresh = changes.pop("new_secret", False)
        kept = services.change_webhook(
            _hers(request, id), by=person_of(request), new_secret_wanted=fresh, **changes
        )
        return Response(_told(kept) | ({"secret": kept.secret} if fresh else {}))

    @extend_schema(operation_id="webhook_drop", responses={204: None})
    def delete(self, request: Request, id: UUID) -> Response:
        services.drop_webhook(_hers(request, id), by=person_of(request))
        return Response(status=204)


class WebhookVerbs(APIView):
    """What a webhook can be told of."""

    permission_classes = KEEPERS

    @extend_schema(
        operation_id="webhook_verbs", responses={200: {"type": "array", "items": {"type": "string"}}}
    )
    def get(self, request: Request) -> Response:
        return Response(list(hooks.LISTENED))


class TestWebhook(APIView):
    """Send a message that means nothing."""

    permission_classes = KEEPERS

    @extend_schema(operation_id="webhook_test", request=None, responses={202: None})
    def post(self, request: Request, id: UUID) -> Response:
        services.test_webhook(_hers(request, id), by=person_of(request))
        return Response(status=202)


class WebhookMessages(APIView):
    """The log of a webhook, newest first."""

    permission_classes = KEEPERS

    @extend_schema(
        operation_id="webhook_messages",
        parameters=[OpenApiParameter("state", str), OpenApiParameter("cursor", str)],
        responses=WebhookMessagesSerializer,
    )
    def get(self, request: Request, id: UUID) -> Response:
        rows = messages_visible_to(person_of(request)).filter(webhook=_hers(request, id))
        if state := request.GET.get("state"):
            rows = rows.filter(state=state)
        n = rows.order_by().count()
        page = list(after(rows, request.GET.get("cursor"))[: PAGE + 1])
        more = str(page[PAGE - 1].pk) if len(page) > PAGE else None
        told = [WebhookMessageSerializer(one).data for one in page[:PAGE]]
        return Response({"results": told, "next": more, "n": n})


class Replay(APIView):
    """Send a message again."""

    permission_classes = KEEPERS

    @extend_schema(operation_id="message_replay", request=None, responses={202: None})
    def post(self, request: Request, id: UUID) -> Response:
        person = person_of(request)
        services.replay(get_object_or_404(messages_visible_to(person), pk=id), by=person)
        return Response(status=202)


def brand_of(person: Person, wanted: str) -> Brand:
    """The brand with this id or slug that she keeps webhooks for; without a word her only one."""
    brands = {post.brand_id: post.brand for post in posts_that(person, May.KEEP_WEBHOOKS)}.values()
    named = [brand for brand in brands if wanted in ("", brand.slug, str(brand.pk))]
    if len(named) != 1:
        raise refused("invalid", errors={"brand": [brand.slug for brand in brands]})
    return named[0]


def told_webhooks(webhooks: Iterable[Webhook]) -> list[dict[str, Any]]:
    """Webhooks without their secrets, and how many messages of each are on their way or were given up."""
    kept, names = list(webhooks), ("id", "url", "verbs", "is_active", "made_at")
    unsent = unsent_by(kept)
    return [
        {name: getattr(one, name) for name in names}
        | {"brand": {"id": one.brand_id, "name": one.brand.name}}
        | unsent[one.pk]
        for one in kept
    ]


def _told(webhook: Webhook) -> dict[str, Any]:
    return told_webhooks([webhook])[0]


def _hers(request: Request, id: UUID) -> Webhook:
    return get_object_or_404(webhooks_visible_to(person_of(request)), pk=id)
