"""How one signs in, for the OpenAPI document. Importing this registers it."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension


class Token(OpenApiAuthenticationExtension):
    """`Authorization: Bearer TOKEN`, for programs."""

    target_class = "audits.doors.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "http", "scheme": "bearer"}


class Session(OpenApiAuthenticationExtension):
    """A browser's session; what changes something carries `X-CSRFToken`, too."""

    target_class = "audits.doors.SessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}
