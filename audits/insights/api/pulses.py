"""The doors to the staff's pulse: links for headquarters, and the link itself, which asks nobody's name."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.crypto import salted_hmac
from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers, status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.insights.api.asking import asked, sent
from audits.insights.services.pulses import answer_pulse, make_links, pulse_of, told_pulses
from audits.insights.staff import ITEMS
from audits.people.models import Person
from audits.people.queries import within
from audits.people.roles import May
from audits.waves.models import Wave


class PulseQuery(serializers.Serializer[Any]):
    """Of which wave."""

    wave = serializers.UUIDField()


class NewPulsesSerializer(PulseQuery):
    """Links for a wave; for all open stores where none is named."""

    closes = serializers.DateField()
    each = serializers.IntegerField(min_value=1, max_value=200, default=10, help_text="links a store")
    stores = serializers.ListField(child=serializers.UUIDField(), default=list, max_length=1000)

    def validate_closes(self, day: date) -> date:
        """A store's pulse keeps the day that it closes: one that is over would leave it none."""
        if day < timezone.now().date():
            raise serializers.ValidationError("It must not be over.", code="past")
        return day


class PulseStoreSerializer(serializers.Serializer[Any]):
    """A store by name."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class StorePulseSerializer(serializers.Serializer[Any]):
    """A store's pulse; how many answered only from five on."""

    store = PulseStoreSerializer()
    closes = serializers.DateField()
    links = serializers.IntegerField()
    answers = serializers.IntegerField(allow_null=True)


class PulsesSerializer(serializers.Serializer[Any]):
    """All pulses of a wave."""

    results = StorePulseSerializer(many=True)


class MadeLinkSerializer(serializers.Serializer[Any]):
    """A link for one answer."""

    store = serializers.CharField()
    key = serializers.CharField()


class MadeLinksSerializer(PulsesSerializer):
    """The links just made, which are told this once."""

    links = MadeLinkSerializer(many=True)


class PulseBrandSerializer(serializers.Serializer[Any]):
    """What the page looks like."""

    name = serializers.CharField()
    colour = serializers.CharField()
    language = serializers.CharField()


@extend_schema_serializer(component_name="PulseAsked")
class AskedSerializer(serializers.Serializer[Any]):
    """What the link asks."""

    brand = PulseBrandSerializer()
    store = serializers.CharField()
    closes = serializers.DateField()
    items = serializers.ListField(child=serializers.CharField())
    least = serializers.IntegerField()
    most = serializers.IntegerField()
    is_open = serializers.BooleanField()


class MarksSerializer(serializers.Serializer[Any]):
    """One mark an item."""

    items = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=5), min_length=len(ITEMS), max_length=len(ITEMS)
    )


class FewAnHour(SimpleRateThrottle):
    """So many answers an hour from one address, of which only a keyed hash is kept, for that hour."""

    scope = "pulse"
    rate = "30/hour"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        if request.method != "POST":
            return None
        return "pulse-" + salted_hmac("audits.pulse", self.get_ident(request)).hexdigest()


class Pulses(APIView):
    """The pulses of a wave, and new links."""

    permission_classes = [only(May.KEEP_FIGURES)]

    @extend_schema(operation_id="pulses", parameters=[PulseQuery], responses=PulsesSerializer)
    def get(self, request: Request) -> Response:
        wave = _wave(person_of(request), asked(request, PulseQuery)["wave"])
        return Response({"results": told_pulses(wave)})

    @extend_schema(
        operation_id="make_pulses", request=NewPulsesSerializer, responses={201: MadeLinksSerializer}
    )
    def post(self, request: Request) -> Response:
        told, person = sent(request, NewPulsesSerializer), person_of(request)
        wave = _wave(person, told["wave"])
        made = make_links(
            wave=wave, closes=told["closes"], by=person, each=told["each"], stores=told["stores"]
        )
        links = [{"store": one.store, "key": one.key} for one in made]
        return Response({"results": told_pulses(wave), "links": links}, status=status.HTTP_201_CREATED)


class OnePulse(APIView):
    """The link: nobody signs in, nobody is known, and one answer uses it up."""

    authentication_classes = []
    permission_classes = [AllowAny]
    throttle_classes = [FewAnHour]

    @extend_schema(operation_id="pulse", responses=AskedSerializer, auth=[])
    def get(self, request: Request, key: str) -> Response:
        return Response(pulse_of(key))

    @extend_schema(operation_id="answer_pulse", request=MarksSerializer, responses={204: None}, auth=[])
    def post(self, request: Request, key: str) -> Response:
        answer_pulse(key=key, marks=sent(request, MarksSerializer)["items"])
        return Response(status=status.HTTP_204_NO_CONTENT)


def _wave(person: Person, key: UUID) -> Wave:
    rows = Wave.objects.filter(within(person, May.KEEP_FIGURES, region="pk", store="pk"))
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return found
