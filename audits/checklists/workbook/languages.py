"""The languages of a checklist, as its label columns name them."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from .problems import Problems
from .sheets import Row, Sheet

UNTOLD = "und"
_NAMED = re.compile(r"(?P<name>.*?)\s*\((?P<code>[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)\)")
_CODES: dict[str, str] = json.loads((Path(__file__).parent / "language_names.json").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its BCP 47 code, its name, and every way in which the headings write it."""

    code: str
    name: str
    written: tuple[str, ...]

    def text(self, row: Row, column: str) -> str:
        """The words of a translated column in this language, '' where none are given."""
        return next((text for heading in self.written if (text := row.text(column, heading))), "")

    def place(self, row: Row, column: str) -> str:
        """The heading under which this language's words of a column stand."""
        given = row.sheet.languages_of(column)
        return next((heading for heading in self.written if heading in given), self.written[0])


@dataclass(frozen=True, slots=True)
class Languages:
    """All languages in the order of their columns, and the code of the default one."""

    all: tuple[Language, ...]
    default: str

    def texts(self, row: Row, column: str) -> dict[str, str]:
        """`{code: words}` of a translated column; only the languages that were given."""
        return {language.code: text for language in self.all if (text := language.text(row, column))}


def language_code(written: str) -> tuple[str, str]:
    """Code and name of a language as a heading writes it: `Français (fr)`, `French`, or anything else."""
    if named := _NAMED.fullmatch(written):
        return named["code"], named["name"] or named["code"]
    if re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", written):
        return written, written
    known = _CODES.get(written.casefold())
    # Where no code is known a private one is made, so that every text still has a name for its language.
    return known or "x-" + (re.sub(r"[^a-z0-9]", "", written.lower())[:8] or "own"), written


def read_languages(survey: Sheet, choices: Sheet, settings: Row | None, problems: Problems) -> Languages:
    """The languages of the labels. A bare `label` beside others holds the default language."""
    written = [*survey.languages_of("label"), *choices.languages_of("label")]
    wanted = settings.text("default_language") if settings else ""
    named = list(dict.fromkeys(heading for heading in written if heading))
    if not named:
        code, name = language_code(wanted) if wanted else (UNTOLD, "")
        return Languages((Language(code, name, ("", wanted)),), code)
    bare = "" in written
    default = _default(wanted, named, bare=bare)
    if default is None:
        assert settings is not None
        problems.refuse(
            "language-unknown", settings.at("default_language"), wanted, languages=", ".join(named)
        )
        default = named[0]
    if default not in named:
        named.insert(0, default)
    return _united(named, default, bare=bare)


def _default(wanted: str, named: list[str], *, bare: bool) -> str | None:
    if not wanted:
        return named[0]
    code = language_code(wanted)[0].casefold()
    for heading in named:
        if wanted == heading or language_code(heading)[0].casefold() == code:
            return heading
    return wanted if bare else None


def _united(named: list[str], default: str, *, bare: bool) -> Languages:
    """One language for all headings that mean it, such as `English` and `english`."""
    headings: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for heading in named:
        code, name = language_code(heading)
        headings.setdefault(code, []).append(heading)
        names.setdefault(code, name)
    if bare:
        headings[language_code(default)[0]].append("")
    found = tuple(Language(code, names[code], tuple(headings[code])) for code in headings)
    return Languages(found, language_code(default)[0])
