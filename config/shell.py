"""The front end's page: one file for every address that isn't the API's.

Into it is laid what its scripts would have to ask for first (docs/decisions/015-the-first-question.md): who is
signed in, a shopper's news and the edition of her next visit, and the names of the files that speak her language.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.http import require_safe

from audits.checklists.queries import editions_for
from audits.doors import packed
from audits.people.api import told_me
from audits.people.models import Person
from audits.people.queries import may
from audits.people.roles import May
from audits.people.second_factor import lacks_second_factor
from audits.visits.api import told_news

# scripts and styles that a page's head names
_NAMED = re.compile(r'(?:src|href)="(/assets/[^"]+\.(js|css))"')
NOT_BUILT = "The front end is not built. Run: make build"


@require_safe
def page(request: HttpRequest) -> HttpResponseBase:
    """index.html with this browser's CSRF cookie set, and with what its phone needs first."""
    get_token(request)
    path = settings.FRONTEND_DIR / "index.html"
    if not path.is_file():
        return HttpResponse(NOT_BUILT, status=503, content_type="text/plain")
    hints, laid = _first_needs(request)
    text = _built(path, path.stat().st_mtime_ns)
    text = text.replace("</head>", f"{hints}</head>", 1).replace("</body>", f"{laid}</body>", 1)
    headers = {
        # it names a person: no cache keeps it, and a page that is gone back to is asked for anew
        "Cache-Control": "private, no-store",
        "Vary": "Accept-Encoding, Cookie",
        "Link": _link(text),
    }
    return packed(request, text.encode(), content_type="text/html; charset=utf-8", headers=headers)


def _link(text: str) -> str:
    """The files that the page names, for its header: they are asked for before the page itself is here."""
    head = text.partition("</head>")[0]
    kinds = {"js": "rel=modulepreload", "css": "rel=preload; as=style"}
    return ", ".join(f"<{file}>; {kinds[kind]}; crossorigin" for file, kind in _NAMED.findall(head))


def _first_needs(request: HttpRequest) -> tuple[str, str]:
    """Elements for the head and for the body; none while the database is away: the page itself needs none."""
    try:
        person = request.user if isinstance(request.user, Person) else None
        if person and lacks_second_factor(person, request.session):
            return "", ""  # she may not be told yet: her page asks the doors, which say why
        return _hints(person, _language(request, person)), _laid(person)
    except DatabaseError:
        return "", ""


def _language(request: HttpRequest, person: Person | None) -> str:
    """The language that the app will begin with: the person's, else the browser's."""
    spoken = dict(settings.LANGUAGES)
    wishes = [person.language.split("-")[0] if person else "", getattr(request, "LANGUAGE_CODE", "")]
    return next((wish for wish in wishes if wish in spoken), "en")


@lru_cache(maxsize=2)
def _built(path: Path, _made: int) -> str:
    return path.read_text("utf-8")


@lru_cache(maxsize=2)
def _manifest(path: Path, _made: int) -> Any:
    return orjson.loads(path.read_bytes())


def _hints(person: Person | None, language: str) -> str:
    """Names the files that the page's scripts will ask for once they know who is here."""
    if person is None:
        return _named("src/signin/index.tsx") + _named(f"src/signin/words/{language}.json")
    if not may(person, May.SHOP):
        return ""
    early = _file("src/early.ts")
    runs = f'<script type="module" async crossorigin src="/{early}"></script>' if early else ""
    return runs + _named(f"src/shopper/words/{language}.json")


def _named(source: str) -> str:
    file = _file(source)
    return f'<link rel="modulepreload" crossorigin href="/{file}">' if file else ""


def _file(source: str) -> str | None:
    """What the build made of a source; None where it made nothing."""
    path = settings.FRONTEND_DIR / ".vite" / "manifest.json"
    made = _manifest(path, path.stat().st_mtime_ns) if path.is_file() else {}
    return made[source]["file"] if source in made else None


def _laid(person: Person | None) -> str:
    """The block that `frontend/src/api/opening.ts` reads. Nothing in it can end it: no `<` is left."""
    told = orjson.dumps(_opening(person)).replace(b"<", b"\\u003c").decode()
    return f'<script type="application/json" id="opening">{told}</script>'


def _opening(person: Person | None) -> dict[str, Any]:
    """`{me, etag?, news?, editions?}`: the documents of `GET /me`, `GET /sync` and, by its hash, one edition."""
    if person is None:
        return {"me": None}
    if not may(person, May.SHOP):
        return {"me": told_me(person, awaits=False)}
    etag, news = told_news(person, cursor=None, now=timezone.now())
    return {
        "me": told_me(person, awaits=False),
        "etag": etag,
        "news": orjson.Fragment(news),
        "editions": _first_edition(person, orjson.loads(news)["assignments"]),
    }


def _first_edition(person: Person, assignments: list[Any]) -> dict[str, str]:
    """What the visit that is due next asks; the phone fetches the others by itself."""
    due = [one for one in assignments if one["state"] == "assigned"]
    if not due:
        return {}
    sha256 = min(due, key=lambda one: one["window"]["to"])["edition"]
    edition = editions_for(person).filter(sha256=sha256).order_by("id").first()
    return {sha256: bytes(edition.printed).decode()} if edition else {}
