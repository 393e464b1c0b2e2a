"""Photos as desks see them: drawn anew, never as they came."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.people.roles import May
from audits.pictures import MIME, SIZES
from audits.refusals import refused
from audits.visits.api.doors import JsonAlone
from audits.visits.drawing import drawn, raw
from audits.visits.models import Photo
from audits.visits.queries import photo_of, visible_to

# The content never changes under its hash; only whoever may see it may keep it.
_HEADERS = {
    "Cache-Control": "private, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


class VisitPhoto(APIView):
    """A picture as JPEG without metadata; a sound or a file as a download of no particular type."""

    permission_classes = [only(May.SEE_VISITS)]
    content_negotiation_class = JsonAlone

    @extend_schema(
        operation_id="visit_photo",
        parameters=[OpenApiParameter("size", str, enum=list(SIZES))],
        responses={(200, MIME): OpenApiTypes.BINARY, (200, "application/octet-stream"): OpenApiTypes.BINARY},
        extensions={"x-refusals": [413]},
    )
    def get(self, request: Request, visit: UUID, sha256: str) -> HttpResponse:
        size = request.GET.get("size") or "screen"
        if size not in SIZES:
            raise refused("invalid", errors={"size": list(SIZES)})
        found = get_object_or_404(visible_to(person_of(request)), pk=visit)
        photo = photo_of(found, sha256)
        if photo is None or photo.blob.stored_at is None:
            raise refused("not_found")
        if photo.mime.startswith("image/") or not photo.mime:
            return HttpResponse(drawn(photo.blob, size=size), content_type=MIME, headers=_HEADERS)
        return _download(photo)


def _download(photo: Photo) -> HttpResponse:
    headers = {**_HEADERS, "Content-Disposition": f'attachment; filename="{photo.blob.sha256[:12]}.bin"'}
    return HttpResponse(raw(photo.blob), content_type="application/octet-stream", headers=headers)
