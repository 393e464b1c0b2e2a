"""Floors: a view that inserts one row, and one that writes a file and a row."""

import os
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from bench.floor.models import Row


@csrf_exempt
def row(request: HttpRequest, id: UUID) -> HttpResponse:
    """One row."""
    Row.objects.create(id=id, content=request.body)
    return JsonResponse({"id": str(id)}, status=201)


@csrf_exempt
def file(request: HttpRequest, id: UUID) -> HttpResponse:
    """The file, and a row that names it. The file and its name are on the disk before the answer says so, as a
    receipt's photos are: a floor that leaves them in memory would be doing less than the work."""
    place = settings.DATA_DIR / "files" / f"{id}"
    place.parent.mkdir(exist_ok=True)
    with place.open("wb") as kept:
        kept.write(request.body)
        kept.flush()
        os.fsync(kept.fileno())
    folder = os.open(place.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
    Row.objects.create(id=id, content=place.name.encode())
    return JsonResponse({"id": str(id)}, status=201)


urlpatterns = [path("rows/<uuid:id>", row), path("files/<uuid:id>", file)]
