"""The doors of the desk: the queue, taking and leaving, notes, adjustments."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.pages import asked_limit
from audits.people.roles import May
from audits.reviews import services
from audits.reviews.api.beside_shapes import (
    AdjustSerializer,
    DeskSerializer,
    QueueSerializer,
    TakeSerializer,
    WriteNoteSerializer,
)
from audits.reviews.api.judging import told, verdict
from audits.reviews.api.shapes import VerdictSerializer
from audits.reviews.queue import desk_line, page_of, queue_of
from audits.visits.models import Visit

REVIEWERS = [only(May.REVIEW)]
STATES = (Visit.State.IN_REVIEW, Visit.State.SENT_BACK)


class Queue(APIView):
    """What waits for a verdict, first what is due first; `?state=sent_back`: what waits to be mended."""

    permission_classes = REVIEWERS

    @extend_schema(
        operation_id="review_queue",
        parameters=[
            OpenApiParameter("state", str, enum=[str(state) for state in STATES]),
            *(OpenApiParameter(name, str) for name in ("brand", "cursor")),
            OpenApiParameter("limit", int),
        ],
        responses=QueueSerializer,
    )
    def get(self, request: Request) -> Response:
        person, asked = person_of(request), request.GET
        state = asked.get("state") if asked.get("state") in STATES else STATES[0]
        waiting = queue_of(person, state=str(state), brand=asked.get("brand"))
        results, following = page_of(
            waiting, person, cursor=asked.get("cursor"), limit=asked_limit(asked.get("limit"))
        )
        page = {"results": results, "next": following, "n": waiting.count()}
        return Response(QueueSerializer(page).data)


class Take(APIView):
    """Puts a visit on my desk, or keeps it there for another while."""

    permission_classes = REVIEWERS

    @extend_schema(operation_id="take_visit", request=None, responses=DeskSerializer)
    def post(self, request: Request, id: UUID) -> Response:
        told(request, id, TakeSerializer)
        hold = services.take(id, by=person_of(request))
        return Response(DeskSerializer(desk_line(hold, person_of(request))).data)


class Leave(APIView):
    """Lets go of a visit."""

    permission_classes = REVIEWERS

    @extend_schema(operation_id="leave_visit", request=None, responses={204: None})
    def post(self, request: Request, id: UUID) -> Response:
        told(request, id, TakeSerializer)
        services.leave(id, by=person_of(request))
        return Response(status=204)


class Notes(APIView):
    """Writes a note beside one answer; it goes back with the visit."""

    permission_classes = REVIEWERS

    @extend_schema(operation_id="write_note", request=WriteNoteSerializer, responses={201: VerdictSerializer})
    def post(self, request: Request, id: UUID) -> Response:
        services.note(id, by=person_of(request), **told(request, id, WriteNoteSerializer))
        return verdict(id, status=201)


class OneNote(APIView):
    """Takes my note away again."""

    permission_classes = REVIEWERS

    @extend_schema(operation_id="take_note_back", responses={204: None})
    def delete(self, request: Request, id: UUID, note: int) -> Response:
        told(request, id, TakeSerializer)
        services.take_note_back(id, note, by=person_of(request))
        return Response(status=204)


class Adjustments(APIView):
    """Lets another value count instead of what the shopper said, and grades the visit anew."""

    permission_classes = REVIEWERS

    @extend_schema(operation_id="adjust", request=AdjustSerializer, responses={201: VerdictSerializer})
    def post(self, request: Request, id: UUID) -> Response:
        services.adjust(id, by=person_of(request), **told(request, id, AdjustSerializer))
        return verdict(id, status=201)


class UndoAdjustment(APIView):
    """Lets what the shopper said count again."""

    permission_classes = REVIEWERS

    @extend_schema(operation_id="undo_adjustment", request=None, responses=VerdictSerializer)
    def post(self, request: Request, id: UUID, adjustment: int) -> Response:
        told(request, id, TakeSerializer)
        services.undo(id, adjustment, by=person_of(request))
        return verdict(id)
