"""The sentences of workbook problems, by code, in every language that we have words for."""

import json
from functools import cache
from pathlib import Path

WORDS = Path(__file__).parent / "words"
LANGUAGES = ("en", "fr", "ar")


@cache
def catalogue(language: str) -> dict[str, dict[str, str]]:
    """All sentences of one language: `{code: {"sentence", "remedy", "suggestion"?}}`."""
    words: dict[str, dict[str, str]] = json.loads((WORDS / f"{language}.json").read_text("utf-8"))
    return words


def say(code: str, part: str, language: str, placeholders: dict[str, str]) -> str:
    """One sentence of a code in a language, its placeholders filled; English where a language is unknown."""
    entry = catalogue(language if language in LANGUAGES else "en")[code]
    return (entry.get(part) or entry["remedy"]).format_map(placeholders)
