"""What a page of ours may ask of the browser: the place of a visit and the camera, and nothing else; and that no
cache keeps what the API told somebody."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

OURS: tuple[str, ...] = (
    "camera",
    "geolocation",
    "microphone",
    "publickey-credentials-create",
    "publickey-credentials-get",
)
OURS += ("screen-wake-lock", "clipboard-write")
NOBODYS: tuple[str, ...] = (
    "accelerometer",
    "autoplay",
    "display-capture",
    "fullscreen",
    "gyroscope",
    "hid",
    "idle-detection",
)
NOBODYS += ("magnetometer", "midi", "payment", "serial", "usb", "xr-spatial-tracking", "browsing-topics")
POLICY = ", ".join([*(f"{name}=(self)" for name in OURS), *(f"{name}=()" for name in NOBODYS)])

# Nothing from elsewhere, nothing inline: what a page of ours loads is what we built
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "blob:", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "media-src": ["'self'", "blob:"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        # no text becomes markup or script anywhere; one policy names the service worker's address
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["encore"],
    }
}


class PermissionsPolicyMiddleware:
    """Says it with every answer, the front end's files included; a frame inherits none of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        answer.headers.setdefault("Permissions-Policy", POLICY)
        if request.path_info.startswith("/api/"):  # what may be kept says so itself
            answer.headers.setdefault("Cache-Control", "private, no-store")
        return answer
