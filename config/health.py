"""How the server is, for the supervisor, a load balancer, or a person in a hurry."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from drf_spectacular.utils import extend_schema, inline_serializer
from kombu.exceptions import OperationalError
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from config import celery

_answer = inline_serializer(
    "Health",
    {
        "well": serializers.BooleanField(),
        "web": serializers.BooleanField(),
        "database": serializers.BooleanField(),
        "broker": serializers.BooleanField(),
        "front_end": serializers.BooleanField(),
    },
)


class Health(APIView):
    """`well` is what receiving a visit needs. Without the broker visits still arrive, and are graded later."""

    authentication_classes = ()
    permission_classes = ()

    @extend_schema(responses={200: _answer, 503: _answer})
    def get(self, request: Request) -> Response:
        front_end = (settings.FRONTEND_DIR / "index.html").is_file()
        database = _database_answers()
        parts = {"web": True, "database": database, "broker": _broker_answers(), "front_end": front_end}
        return Response(
            {"well": database, **parts},
            status=200 if database else 503,
            headers={"Cache-Control": "no-store"},
        )


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """That this worker answers at all, and nothing more: a database that is away is no reason to restart it.
    Whether it is ready to be sent requests is what `Health` says."""
    return HttpResponse("alive", content_type="text/plain", headers={"Cache-Control": "no-store"})


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _broker_answers() -> bool:
    try:
        with celery.connection_for_read(connect_timeout=1) as line:
            line.ensure_connection(max_retries=1, timeout=1)
    except (OperationalError, OSError):
        return False
    return True
