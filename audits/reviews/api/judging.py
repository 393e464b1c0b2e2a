"""What the doors of judges have in common: whose visit it is, what she says, how it stands after."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from audits.doors import person_of
from audits.reviews.api.shapes import VerdictSerializer
from audits.reviews.queries import reviewable
from audits.visits.models import Visit


def told(request: Request, id: UUID, shape: Any) -> dict[str, Any]:
    """What the reviewer says of a visit that is hers to judge; what isn't hers doesn't exist."""
    if not reviewable(person_of(request)).filter(pk=id).exists():
        raise Http404
    return read(request, shape)


def read(request: Request, shape: Any) -> dict[str, Any]:
    """The request's words in this shape, or a refusal that names the fields."""
    words = shape(data=request.data)
    words.is_valid(raise_exception=True)
    return dict(words.validated_data)


def verdict(id: UUID, *, status: int = 200) -> Response:
    """Where the visit stands now."""
    return Response(VerdictSerializer(Visit.objects.get(pk=id)).data, status=status)
