"""How one signs in, and every way of being refused, for the OpenAPI document. Importing this registers the first."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension

from audits.refusals import CATALOGUE


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


PROBLEM = "application/problem+json"
# status → when it comes, in words; where it may come is decided by `_may_answer`
REFUSALS = {
    400: "The request can't be read.",
    401: "Nobody is signed in, or the token is unknown, expired or revoked.",
    403: "Her role may not do this, the CSRF token is missing, or her post needs a second factor.",
    404: "There is nothing here, or it is not hers.",
    406: "This can't be answered in the form asked for.",
    409: "What is there stands against it; `code` says what.",
    410: "It was deleted.",
    412: "A header's version isn't spoken here.",
    413: "Larger than may be sent at once, or than can be opened.",
    415: "This content type can't be read here.",
    422: "Some values can't be taken; `code` says which rule, `errors` the fields.",
    426: "This version of the app is too old to send; nothing on it is lost.",
    429: "Too many requests in a short time; `Retry-After` says how long to wait.",
    460: "The part is not what its checksum says (tus).",
    503: "The server can't do this just now; nothing was lost.",
    507: "The server has no room left; nothing was lost.",
}


def with_refusals(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """The document with every way in which a door can say no: problem JSON with a code of the catalogue. What a view
    documents itself stays as it is."""
    parts = result.setdefault("components", {})
    parts.setdefault("schemas", {})["Problem"] = _problem()
    parts["responses"] = {f"Refused{status}": _refusal(words) for status, words in REFUSALS.items()}
    for doors in result["paths"].values():
        for method, door in doors.items():
            refusals = {str(status): _refused(status) for status in _may_answer(method, door)}
            door["responses"] = dict(sorted((refusals | door["responses"]).items()))
    return result


def _may_answer(method: str, door: dict[str, Any]) -> set[int]:
    """The statuses of refusals that a door can answer with: by whether one must be signed in, whether it names a
    thing, reads a question, takes a body, or changes something; and those that its view names as `x-refusals`."""
    statuses = {406, 429, 503, *door.pop("x-refusals", ())}
    if door.get("security") and {} not in door["security"]:
        statuses |= {401, 403}
    if door.get("parameters"):
        statuses |= {404, 422}
    if "requestBody" in door:
        statuses |= {400, 404, 413, 415, 422}
    if method != "get":
        statuses |= {409, 507}
    return statuses


def _refused(status: int) -> dict[str, str]:
    return {"$ref": f"#/components/responses/Refused{status}"}


def _refusal(words: str) -> dict[str, Any]:
    return {
        "description": words,
        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _problem() -> dict[str, Any]:
    text = {"type": "string", "minLength": 1}
    return {
        "type": "object",
        "description": "RFC 9457. Programs act on `code`; people read `title` and `remedy`.",
        "properties": {
            "type": text,
            "title": text,
            "status": {"type": "integer"},
            "code": {"type": "string", "enum": sorted(CATALOGUE)},
            "remedy": text,
            "errors": {"type": "object", "description": "Of `invalid`: field → what is wrong with it."},
        },
        "required": ["type", "title", "status", "code", "remedy"],
        "additionalProperties": {},
    }
