"""Who I am, and the tokens of my programs."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import AtTheDoor, awaits_second_factor, person_of
from audits.people import services
from audits.people.bearers import Bearer
from audits.people.models import Person, Post, Token
from audits.people.queries import acts_of, posts_in_full

DEFAULT_BANDS = {"green": "90", "amber": "80"}


class BrandSerializer(serializers.Serializer[Any]):
    """A brand, as somebody with a post there sees it."""

    id = serializers.UUIDField()
    slug = serializers.CharField()
    name = serializers.CharField()
    colour = serializers.CharField()
    logo = serializers.SerializerMethodField()
    currency = serializers.CharField()
    language = serializers.CharField()
    timezone = serializers.CharField()
    bands = serializers.SerializerMethodField()
    target = serializers.DecimalField(max_digits=5, decimal_places=2)
    is_demonstration = serializers.BooleanField()

    def get_logo(self, brand: Any) -> str | None:
        return brand.logo.url if brand.logo else None

    def get_bands(self, brand: Any) -> dict[str, str]:
        return {**DEFAULT_BANDS, **brand.bands}


class NamedSerializer(serializers.Serializer[Any]):
    """A region or a store."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class PostSerializer(serializers.Serializer[Post]):
    """A role at a brand and its bound."""

    role = serializers.CharField()
    brand = BrandSerializer()
    region = NamedSerializer(allow_null=True)
    store = NamedSerializer(allow_null=True)
    schedules = serializers.BooleanField()


class MeSerializer(serializers.Serializer[Person]):
    """The person who is signed in."""

    id = serializers.UUIDField(read_only=True)
    name = serializers.CharField(read_only=True)
    email = serializers.EmailField(read_only=True)
    alias = serializers.CharField(read_only=True)
    language = serializers.CharField(max_length=8)
    posts = serializers.SerializerMethodField()
    may = serializers.SerializerMethodField()
    second_factor_needed = serializers.SerializerMethodField()
    server_time = serializers.SerializerMethodField()

    @extend_schema_field(PostSerializer(many=True))
    def get_posts(self, person: Person) -> Any:
        return [PostSerializer(post).data for post in posts_in_full(person)]

    def get_may(self, person: Person) -> list[str]:
        return acts_of(person)

    def get_second_factor_needed(self, person: Person) -> bool:
        return bool(self.context["awaits"])

    def get_server_time(self, person: Person) -> str:
        return timezone.now().isoformat().replace("+00:00", "Z")

    def validate_language(self, tag: str) -> str:
        if not services.is_language(tag):
            raise serializers.ValidationError("This is not a language tag such as fr or pt-BR.")
        return tag


class WaysInSerializer(serializers.Serializer[Any]):
    """Ways to sign in beside password and passkey: a code by mail; the house's own sign-in by its name."""

    code = serializers.BooleanField()
    house = serializers.CharField(allow_null=True)


class WaysIn(APIView):
    """What the sign-in page may offer."""

    authentication_classes = ()
    permission_classes = ()

    @extend_schema(operation_id="ways_in", responses=WaysInSerializer)
    def get(self, request: Request) -> Response:
        providers: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS
        houses = providers["openid_connect"]["APPS"]
        return Response({"code": settings.MAIL_IS_SET, "house": houses[0]["name"] if houses else None})


def told_me(person: Person, *, awaits: bool) -> dict[str, Any]:
    """The document of `GET /me`; `awaits`: she must set up a second factor first."""
    return dict(MeSerializer(person, context={"awaits": awaits}).data)


class Me(APIView):
    """Who is signed in, her posts, and what she may do: nothing yet, while she lacks a second factor she needs."""

    permission_classes = (AtTheDoor,)

    @extend_schema(operation_id="me", responses=MeSerializer)
    def get(self, request: Request) -> Response:
        return Response(told_me(person_of(request), awaits=awaits_second_factor(request)))

    @extend_schema(operation_id="me_change", request=MeSerializer, responses=MeSerializer)
    def patch(self, request: Request) -> Response:
        person = person_of(request)
        wish = MeSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        services.speak(person=person, language=wish.validated_data["language"], by=person)
        return Response(told_me(person, awaits=awaits_second_factor(request)))


class TokenSerializer(serializers.Serializer[Token]):
    """A token, without itself."""

    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField(max_length=80)
    days = serializers.IntegerField(min_value=1, max_value=730, write_only=True, default=90)
    reads_only = serializers.BooleanField(default=False)
    made_at = serializers.DateTimeField(read_only=True)
    expires_at = serializers.DateTimeField(read_only=True)
    used_at = serializers.DateTimeField(read_only=True, allow_null=True)


class MadeTokenSerializer(TokenSerializer):
    """A token and itself, told once."""

    token = serializers.CharField(read_only=True)


class Tokens(APIView):
    """The tokens of my programs."""

    @extend_schema(operation_id="tokens", responses=TokenSerializer(many=True))
    def get(self, request: Request) -> Response:
        live = person_of(request).tokens.filter(revoked_at=None).order_by("-id")
        return Response([TokenSerializer(token).data for token in live])

    @extend_schema(operation_id="tokens_make", request=TokenSerializer, responses={201: MadeTokenSerializer})
    def post(self, request: Request) -> Response:
        wish = TokenSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        person = person_of(request)
        lasts = timedelta(days=wish.validated_data["days"])
        if isinstance(request.auth, Bearer):  # what a token makes doesn't outlive it
            lasts = min(lasts, request.auth.expires_at - timezone.now())
        name, reads_only = wish.validated_data["name"], wish.validated_data["reads_only"]
        token, text = services.make_token(
            person=person, name=name, lasts=lasts, by=person, reads_only=reads_only
        )
        token.refresh_from_db()
        return Response({**TokenSerializer(token).data, "token": text}, status=201)


class OneToken(APIView):
    """One token of mine."""

    @extend_schema(operation_id="tokens_revoke", responses={204: None})
    def delete(self, request: Request, id: int) -> Response:
        person = person_of(request)
        services.revoke_token(token=get_object_or_404(person.tokens, pk=id), by=person)
        return Response(status=204)
