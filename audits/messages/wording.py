"""What a message says, in the language of whoever reads it. The words are in `words/`, one catalogue a language."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format

WORDS = Path(__file__).parent / "words"
LANGUAGES = ("en", "fr", "ar")
DAY = "j F Y"  # a month in letters: nobody takes it for a day
MOMENT = f"{DAY}, H:i"
MOST_LINES = 20  # of a list in one message
# Values that are names, and the list of the catalogue in which their words are
NAMED = {"role": "roles", "outcome": "outcomes"}


@dataclass(frozen=True, slots=True)
class Letter:
    """A message in words. `link` is a full address, empty where there is nothing to open."""

    title: str
    body: str
    link: str
    language: str

    @property
    def text(self) -> str:
        """The whole of it as plain text."""
        opening = [catalogue(self.language)["link"].format(link=self.link)] if self.link else []
        return "\n\n".join([self.body, *opening]) + "\n"


@cache
def catalogue(language: str) -> dict[str, Any]:
    """The words of one of `LANGUAGES`."""
    words: dict[str, Any] = json.loads((WORDS / f"{language}.json").read_text("utf-8"))
    return words


def spoken(tag: str) -> str:
    """The catalogue for a language tag: `fr-CA` reads French; what we have no words for reads English."""
    base = tag.partition("-")[0].lower()
    return base if base in LANGUAGES else LANGUAGES[0]


def letter(kind: str, content: Mapping[str, Any], *, language: str) -> Letter:
    """The message of a kind. Values called `…_at` are RFC 3339 and are written on the clock of `content["zone"]`,
    `…_on` are days; `questions` are `[{code: words}]`, one a line; `lines` `[{store, words, on}]` likewise, at most
    `MOST_LINES` of them; `link` is a path of the front end's."""
    code = spoken(language)
    words = catalogue(code)[kind]
    said = {name: _said(name, value, content, code) for name, value in content.items()}
    title = " ".join(words["subject"].format_map(said).split())
    link = f"{settings.ENCORE_URL}{content['link']}" if content.get("link") else ""
    return Letter(title, words["body"].format_map(said), link, code)


def _said(name: str, value: Any, content: Mapping[str, Any], language: str) -> str:
    if name == "questions":
        return "\n".join(f"– {in_language(labels, language)}" for labels in value)
    if name == "lines":
        return "\n".join(_line(one, language) for one in value[:MOST_LINES])
    if name in NAMED:
        return str(catalogue(language)[NAMED[name]][value])
    if name.endswith("_on"):
        return _day(value, language)
    if name.endswith("_at"):
        there = datetime.fromisoformat(value).astimezone(ZoneInfo(content.get("zone") or "UTC"))
        with translation.override(language):
            return date_format(there, MOMENT)
    return str(value)


def _line(one: Mapping[str, Any], language: str) -> str:
    words = one["words"]
    said = words if isinstance(words, str) else in_language(words, language)
    return f"– {one['store']}: {said}" + (f" ({_day(one['on'], language)})" if one["on"] else "")


def _day(text: str, language: str) -> str:
    with translation.override(language):
        return date_format(date.fromisoformat(text), DAY)


def in_language(labels: Mapping[str, str], language: str) -> str:
    """Of words in several languages those of this one, else English, else any."""
    return labels.get(language) or labels.get("en") or next(iter(labels.values()), "")
