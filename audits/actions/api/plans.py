"""Action plans: drawn, worked, proved."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.actions import services
from audits.actions.api.shapes import (
    ActionNoteSerializer,
    ActionPageSerializer,
    ActionSerializer,
    DrawnSerializer,
    PlaceSerializer,
    named,
    told_action,
)
from audits.actions.models import Action
from audits.actions.queries import actions_visible_to, owners_of, stores_worked_by
from audits.doors import only, person_of
from audits.pages import after
from audits.people.models import Person
from audits.people.roles import May
from audits.places.models import Store
from audits.refusals import refused
from audits.visits.drawing import raw
from audits.waves.models import Wave

WORKERS = [only(May.WORK_ACTIONS)]
PAGE = 50
OWN = [Action.State.OPEN, Action.State.DONE, Action.State.DROPPED]


class DrawWishSerializer(serializers.Serializer[Any]):
    """From which wave, and how many."""

    wave = serializers.UUIDField(required=False)
    most = serializers.IntegerField(min_value=1, max_value=20, default=3)


class ActionWishSerializer(serializers.Serializer[Any]):
    """An action by hand."""

    store = serializers.UUIDField()
    wave = serializers.UUIDField()
    question = serializers.CharField(max_length=200)
    words = serializers.CharField(max_length=300, required=False, allow_blank=True)
    owner = serializers.UUIDField(required=False, allow_null=True)
    due = serializers.DateField(required=False, allow_null=True)


class ActionChangeSerializer(serializers.Serializer[Any]):
    """What of an action is to be otherwise."""

    words = serializers.CharField(max_length=300, required=False)
    owner = serializers.UUIDField(required=False, allow_null=True)
    due = serializers.DateField(required=False, allow_null=True)
    state = serializers.ChoiceField(OWN, required=False)


class ProofWishSerializer(serializers.Serializer[Any]):
    """A picture."""

    file = serializers.FileField()


class DrawActions(APIView):
    """Draw a plan from the store's lost points, what costs nothing first."""

    permission_classes = WORKERS

    @extend_schema(operation_id="actions_draw", request=DrawWishSerializer, responses={201: DrawnSerializer})
    def post(self, request: Request, id: UUID) -> Response:
        wish = DrawWishSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        person = person_of(request)
        store = get_object_or_404(stores_worked_by(person), pk=id)
        wanted = wish.validated_data.get("wave")
        wave = wave_of(store, wanted) if wanted else None
        made, left = services.draw(store, by=person, wave=wave, most=wish.validated_data["most"])
        rows = actions_visible_to(person).in_bulk([one.pk for one in made])
        return Response(
            {"actions": [told_action(rows[one.pk]) for one in made], "left_out": left}, status=201
        )


class Actions(APIView):
    """The actions of my stores."""

    permission_classes = WORKERS

    @extend_schema(
        operation_id="actions",
        parameters=[OpenApiParameter(name, str) for name in ("store", "region", "state", "cursor")],
        responses=ActionPageSerializer,
    )
    def get(self, request: Request) -> Response:
        actions = actions_visible_to(person_of(request))
        for name, path in (("store", "store"), ("region", "store__region")):
            if wanted := request.GET.get(name):
                actions = actions.filter(**{path: _uuid(wanted, name)})
        if state := request.GET.get("state"):
            actions = actions.filter(state__in=state.split(","))
        n = actions.count()
        if cursor := request.GET.get("cursor"):
            actions = after(actions, str(_uuid(cursor, "cursor")))
        rows = list(actions[: PAGE + 1])
        more = str(rows[PAGE - 1].pk) if len(rows) > PAGE else None
        return Response({"results": [told_action(one) for one in rows[:PAGE]], "next": more, "n": n})

    @extend_schema(
        operation_id="actions_make", request=ActionWishSerializer, responses={201: ActionSerializer}
    )
    def post(self, request: Request) -> Response:
        wish = ActionWishSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        person, told = person_of(request), dict(wish.validated_data)
        store = get_object_or_404(stores_worked_by(person), pk=told.pop("store"))
        made = services.make(store, by=person, wave=wave_of(store, told.pop("wave")), **told)
        return Response(_told(person, made.pk), status=201)


class OneAction(APIView):
    """One action."""

    permission_classes = WORKERS

    @extend_schema(operation_id="action", responses=ActionSerializer)
    def get(self, request: Request, id: UUID) -> Response:
        return Response(_told(person_of(request), id))

    @extend_schema(operation_id="action_change", request=ActionChangeSerializer, responses=ActionSerializer)
    def patch(self, request: Request, id: UUID) -> Response:
        wish = ActionChangeSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        person = person_of(request)
        services.change(_hers(person, id), by=person, **wish.validated_data)
        return Response(_told(person, id))


class ActionNotes(APIView):
    """Comments."""

    permission_classes = WORKERS

    @extend_schema(
        operation_id="action_note", request=ActionNoteSerializer, responses={201: ActionSerializer}
    )
    def post(self, request: Request, id: UUID) -> Response:
        wish = ActionNoteSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        person = person_of(request)
        services.comment(_hers(person, id), by=person, words=wish.validated_data["words"])
        return Response(_told(person, id), status=201)


class ActionProof(APIView):
    """The photo of what was done."""

    permission_classes = WORKERS
    parser_classes = [MultiPartParser]

    @extend_schema(operation_id="action_proof", responses={(200, "image/jpeg"): OpenApiTypes.BINARY})
    def get(self, request: Request, id: UUID) -> HttpResponse:
        blob = _hers(person_of(request), id).proof
        if blob is None or blob.stored_at is None:
            raise refused("not_found")
        headers = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
        return HttpResponse(raw(blob), content_type="image/jpeg", headers=headers)

    @extend_schema(
        operation_id="action_prove",
        request={"multipart/form-data": ProofWishSerializer},
        responses={201: ActionSerializer},
    )
    def post(self, request: Request, id: UUID) -> Response:
        wish = ProofWishSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        person, file = person_of(request), wish.validated_data["file"]
        services.prove(_hers(person, id), by=person, file=file, bytes_=file.size)
        return Response(_told(person, id), status=201)


class StoreOwners(APIView):
    """Who may own an action of a store."""

    permission_classes = WORKERS

    @extend_schema(operation_id="store_owners", responses=PlaceSerializer(many=True))
    def get(self, request: Request, id: UUID) -> Response:
        store = get_object_or_404(stores_worked_by(person_of(request)), pk=id)
        return Response([named(one) for one in owners_of(store)])


def wave_of(store: Store, key: UUID) -> Wave:
    """A wave of the store's brand."""
    rows = Wave.objects.select_related("edition").defer("edition__printed", "edition__workbook")
    return get_object_or_404(rows, pk=key, brand=store.brand_id)


def _hers(person: Person, id: UUID) -> Action:
    return get_object_or_404(actions_visible_to(person), pk=id)


def _told(person: Person, id: UUID) -> dict[str, Any]:
    return told_action(_hers(person, id))


def _uuid(text: str, name: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise refused("invalid", errors={name: ["unreadable"]}) from None
