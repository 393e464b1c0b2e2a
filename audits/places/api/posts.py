"""Doors to a brand's people and their posts."""

from typing import Any

from django.db.models import Q
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.people.models import Role
from audits.people.roles import May
from audits.people.services import is_language
from audits.places import posts
from audits.refusals import refused

KEEPERS = [only(May.KEEP_PEOPLE)]
PAGE = 100


class PlaceOfPostSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class HolderSerializer(serializers.Serializer[Any]):
    """Who holds a post."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    email = serializers.EmailField()
    last_login = serializers.DateTimeField(allow_null=True)


class HeldPostSerializer(serializers.Serializer[Any]):
    """A post and who holds it."""

    id = serializers.IntegerField()
    role = serializers.ChoiceField(Role.choices)
    brand = serializers.UUIDField(source="brand_id")
    region = PlaceOfPostSerializer(allow_null=True)
    store = PlaceOfPostSerializer(allow_null=True)
    schedules = serializers.BooleanField()
    person = HolderSerializer()


class HeldPostPageSerializer(serializers.Serializer[Any]):
    """A page by key: `next` is the `after` of the following page."""

    results = HeldPostSerializer(many=True)
    next = serializers.IntegerField(allow_null=True)


class InvitationToPostSerializer(serializers.Serializer[Any]):
    """Whom to invite to which post."""

    brand = serializers.CharField(max_length=60, required=False)
    email = serializers.EmailField(max_length=254)
    name = serializers.CharField(max_length=120)
    language = serializers.CharField(max_length=8, default="en")
    role = serializers.ChoiceField(Role.choices)
    region = serializers.UUIDField(required=False, allow_null=True)
    store = serializers.UUIDField(required=False, allow_null=True)
    schedules = serializers.BooleanField(default=False)

    def validate_language(self, tag: str) -> str:
        if not is_language(tag):
            raise serializers.ValidationError("This is not a language tag such as fr or pt-BR.")
        return tag


class Posts(APIView):
    """Everybody who holds a post, the newest first."""

    permission_classes = KEEPERS

    @extend_schema(
        operation_id="posts",
        parameters=[
            OpenApiParameter("q", str),
            OpenApiParameter("role", str, enum=Role.values),
            OpenApiParameter("after", int),
        ],
        responses=HeldPostPageSerializer,
    )
    def get(self, request: Request) -> Response:
        asked = request.query_params
        held = posts.kept_by(person_of(request)).order_by("-id")
        if role := asked.get("role"):
            held = held.filter(role=role)
        for word in asked.get("q", "").replace("\0", "").split()[:8]:
            held = held.filter(Q(person__name__icontains=word) | Q(person__email__icontains=word))
        if key := asked.get("after"):
            held = held.filter(pk__lt=_number(key))
        page = list(held[: PAGE + 1])
        more = page[PAGE - 1].pk if len(page) > PAGE else None
        return Response({"results": HeldPostSerializer(page[:PAGE], many=True).data, "next": more})

    @extend_schema(
        operation_id="posts_give", request=InvitationToPostSerializer, responses={201: HeldPostSerializer}
    )
    def post(self, request: Request) -> Response:
        wish = InvitationToPostSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        facts, by = dict(wish.validated_data), person_of(request)
        brand = posts.kept_brand(by, facts.pop("brand", None))
        given = posts.give(
            brand=brand, role=Role(facts.pop("role")), email=facts.pop("email"), by=by, **facts
        )
        return Response(HeldPostSerializer(given).data, status=201)


class OnePost(APIView):
    """One post."""

    permission_classes = KEEPERS

    @extend_schema(operation_id="posts_take", responses={204: None})
    def delete(self, request: Request, id: int) -> Response:
        by = person_of(request)
        posts.take(post=get_object_or_404(posts.kept_by(by), pk=id), by=by)
        return Response(status=204)


class WelcomeToPost(APIView):
    """Tell her again that she is invited."""

    permission_classes = KEEPERS

    @extend_schema(operation_id="posts_welcome", request=None, responses={202: None})
    def post(self, request: Request, id: int) -> Response:
        by = person_of(request)
        posts.welcome(post=get_object_or_404(posts.kept_by(by), pk=id), by=by)
        return Response(status=202)


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise refused("invalid", errors={"after": ["unreadable"]})
    return int(text)
