"""The front end's page: one file for every address that isn't the API's."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.views.decorators.http import require_safe

NOT_BUILT = "The front end is not built. Run: make build"


@require_safe
def page(request: HttpRequest) -> HttpResponseBase:
    """index.html with this browser's CSRF cookie set."""
    get_token(request)
    path = settings.FRONTEND_DIR / "index.html"
    if not path.is_file():
        return HttpResponse(NOT_BUILT, status=503, content_type="text/plain")
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    small = path.with_name("index.html.br")
    if "br" in request.headers.get("Accept-Encoding", "") and small.is_file():
        path, headers = small, {**headers, "Content-Encoding": "br"}
    return HttpResponse(path.read_bytes(), headers=headers)
