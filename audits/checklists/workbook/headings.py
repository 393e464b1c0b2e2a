"""Column headings as people write them, and the columns that they mean.

The tolerance is pyxform's: case, blanks for underscores, `label:French` for `label::French`, `bind:` in
front, and the older names of columns.
"""

import re
from dataclasses import dataclass

TRANSLATED = frozenset({"label", "hint", "required_message", "constraint_message", "media::image"})

_EVERYWHERE = {"caption": "label", "value": "name", "image": "media::image"}
_SURVEY = {
    **_EVERYWHERE,
    "command": "type",
    "tag": "name",
    "relevance": "relevant",
    "requiredmsg": "required_message",
    "jr:requiredmsg": "required_message",
    "constraining_message": "constraint_message",
    "jr:constraintmsg": "constraint_message",
    "calculate": "calculation",
    "readonly": "read_only",
    "count": "repeat_count",
    "jr:count": "repeat_count",
}
_CHOICES = {**_EVERYWHERE, "list": "list_name"}
_SETTINGS = {
    "title": "form_title",
    "set_form_title": "form_title",
    "id_string": "form_id",
    "set_form_id": "form_id",
}
ALIASES = {"survey": _SURVEY, "choices": _CHOICES, "settings": _SETTINGS}

EXPRESSIONS = [
    "required",
    "relevant",
    "constraint",
    "calculation",
    "choice_filter",
    "default",
    "read_only",
    "repeat_count",
    "points",
    "critical",
    "alert",
    "hold",
]
COLUMNS = {
    "survey": frozenset(
        [
            "type",
            "name",
            "label",
            "hint",
            "required",
            "required_message",
            "relevant",
            "constraint",
            "constraint_message",
            "calculation",
            "choice_filter",
            "default",
            "appearance",
            "parameters",
            "read_only",
            "media::image",
            "repeat_count",
            "disabled",
            "weight",
            "points",
            "pillar",
            "touchpoint",
            "critical",
            "cost",
            "alert",
            "hold",
            "code",
            "max_photos",
            "act",
        ]
    ),
    "choices": frozenset(["list_name", "name", "label", "media::image", "points", "surplus", "na", "cause"]),
    "settings": frozenset(["form_title", "form_id", "version", "default_language", "scoring"]),
}
_PREFIXES = ("bind", "control", "media")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: as written, the column it means (empty: none of ours), its language as written."""

    written: str
    column: str
    language: str = ""


def read_heading(written: str, sheet: str, colons: str) -> Heading:
    """What a heading means on a sheet; `colons` is `::`, or `:` on a sheet that writes no double ones."""
    aliases, columns = ALIASES[sheet], COLUMNS[sheet]
    tokens = [token.strip() for token in _split(written, colons)]
    if len(tokens) > 1 and _snake(tokens[0]) in _PREFIXES:
        tokens = tokens[1:]
    column = aliases.get(_snake(tokens[0]), _snake(tokens[0]))
    if column not in columns or len(tokens) > 2 or (len(tokens) == 2 and column not in TRANSLATED):
        return Heading(written, "")
    return Heading(written, column, tokens[1] if len(tokens) == 2 else "")


def _split(written: str, colons: str) -> list[str]:
    # The colon of `jr:count` is part of the name.
    return [part.replace("jr\0", "jr:") for part in re.sub(r"\bjr:", "jr\0", written).split(colons)]


def _snake(word: str) -> str:
    return "_".join(word.split()).lower()
