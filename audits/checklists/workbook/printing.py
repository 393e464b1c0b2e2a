"""Prints a checklist as an edition: one JSON document, the same bytes for the same checklist (docs/edition.md)."""

import json
from typing import Any

from .choices import ChoiceList, read_points, read_surplus
from .headings import TRANSLATED
from .languages import Languages
from .outline import Node, Outline
from .scored import read_parameters, read_weight
from .settings import Settings
from .sheets import Row

VERSION = 1
OTHER = "other"
_OTHER_WORDS = {
    "ar": "أخرى",
    "de": "Sonstiges",
    "en": "Other",
    "es": "Otro",
    "fr": "Autre",
    "it": "Altro",
    "pt": "Outro",
    "ru": "Другое",
    "zh": "其他",
}
_CHOICE_COLUMNS = frozenset({"list_name", "name", "points", "surplus", "na", "cause"})
_BASIS = frozenset({"type", "name", "code", "disabled"})
_PLAIN = ("code", "pillar", "touchpoint", "act")
_TREES = [
    "required",
    "relevant",
    "constraint",
    "calculation",
    "choice_filter",
    "default",
    "read_only",
    "points",
    "critical",
    "alert",
    "hold",
]
_TAKEN = {
    "group": _BASIS | {"relevant", "appearance", "weight"},
    "repeat": _BASIS | {"relevant", "repeat_count"},
    "question": _BASIS | {*_PLAIN, *_TREES, "appearance", "parameters", "max_photos", "weight", "cost"},
}
_WORDS = {
    "group": ("label", "hint"),
    "repeat": ("label",),
    "question": ("label", "hint", "required_message", "constraint_message"),
}


def edition_document(
    settings: Settings, languages: Languages, lists: dict[str, ChoiceList], outline: Outline
) -> dict[str, Any]:
    """The edition as the contract has it. Lists that no question uses are printed too: nothing is dropped."""
    form = {"id": settings.form_id, "title": settings.title, "version": settings.version}
    return {
        "v": VERSION,
        "form": form | _filled({"columns": settings.columns}),
        "languages": [{"code": language.code, "name": language.name} for language in languages.all],
        "default_language": languages.default,
        "scoring": settings.scoring,
        "lists": _lists(lists, languages, outline),
        "body": [printed for node in outline.body for printed in _node(node, languages, lists)],
    }


def edition_bytes(document: dict[str, Any]) -> bytes:
    """The one way to write an edition down: its SHA-256 is the edition's name."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _lists(lists: dict[str, ChoiceList], languages: Languages, outline: Outline) -> dict[str, Any]:
    printed = {
        name: [_choice(row, languages) for row in choices.rows.values()] for name, choices in lists.items()
    }
    for node in outline.nodes():
        if node.or_other:
            own = printed[node.list_name]
            if all(choice["name"] != OTHER for choice in own):
                own = [*own, {"name": OTHER, "label": _other_label(languages)}]
            printed[_list_name(node)] = own
    return printed


def _other_label(languages: Languages) -> dict[str, str]:
    return {
        language.code: _OTHER_WORDS.get(language.code.partition("-")[0], _OTHER_WORDS["en"])
        for language in languages.all
    }


def _choice(row: Row, languages: Languages) -> dict[str, Any]:
    surplus = row.text("surplus")
    columns = {cell.column: cell.text for cell in row.others}
    return {"name": row.text("name")} | _filled(
        {
            "label": languages.texts(row, "label"),
            "points": _number(row.text("points")),
            "surplus": read_surplus(surplus) if surplus else None,
            "na": row.text("na").lower() in ("yes", "true", "true()", "1") or None,
            "cause": row.text("cause").lower(),
            "image": _image(row, languages),
            "columns": columns | _cells_beyond(row, _CHOICE_COLUMNS, languages),
        }
    )


def _number(text: str) -> str:
    """Points as an exact decimal string without idle zeros; a fraction stays one."""
    points = read_points(text) if text else None
    if points is None:
        return ""
    if "/" in text:
        return str(points)
    return text.lstrip("+").rstrip("0").rstrip(".") or "0" if "." in text else str(points)


def _image(row: Row, languages: Languages) -> str | dict[str, str]:
    """One file name for all languages, or one for each."""
    images = languages.texts(row, "media::image")
    plain = row.text("media::image")
    return plain if set(images.values()) == {plain} else images


def _filled(columns: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty. Trees stay: `0` and `''` mean something there, and they are put in apart."""
    return {key: value for key, value in columns.items() if value not in (None, "", {}, [])}


def _node(node: Node, languages: Languages, lists: dict[str, ChoiceList]) -> list[dict[str, Any]]:
    row = node.row
    printed: dict[str, Any] = {"kind": node.kind, "name": node.name}
    printed |= _filled({words: languages.texts(row, words) for words in _WORDS[node.kind]})
    printed |= _filled({"code": row.text("code"), "columns": _others(node, languages)})
    if node.kind == "question":
        printed |= _question(node, languages) | node.trees
        return [printed, _other_question(node, languages)] if node.or_other else [printed]
    trees = {"count" if column == "repeat_count" else column: tree for column, tree in node.trees.items()}
    printed |= trees
    if node.kind == "group":
        weight = read_weight(row.text("weight")) or None
        printed |= _filled({"appearance": row.text("appearance").split(), "weight": weight})
    printed["body"] = [inner for below in node.body for inner in _node(below, languages, lists)]
    return [printed]


def _question(node: Node, languages: Languages) -> dict[str, Any]:
    row = node.row
    printed = {column: row.text(column) for column in _PLAIN} | {
        "list": _list_name(node),
        "or_other": node.or_other or None,
        "appearance": row.text("appearance").split(),
        "parameters": read_parameters(row.text("parameters")),
        "max_photos": int(row.text("max_photos") or 0) or None,
        "image": _image(row, languages),
        "weight": read_weight(row.text("weight")) or None,
        "cost": row.text("cost").lower(),
    }
    return {"type": node.type} | _filled(printed)


def _list_name(node: Node) -> str:
    return f"{node.list_name}_or_other" if node.or_other else node.list_name


def _other_question(node: Node, languages: Languages) -> dict[str, Any]:
    """The line after an `or_other` question, asked when `other` is chosen."""
    return {
        "kind": "question",
        "type": "text",
        "name": f"{node.name}_other",
        "label": _other_label(languages),
        "relevant": ["selected", ["$", node.name], OTHER],
    }


def _others(node: Node, languages: Languages) -> dict[str, str]:
    unknown = {cell.column: cell.text for cell in node.row.others}
    return unknown | _cells_beyond(node.row, _TAKEN[node.kind], languages, _WORDS[node.kind])


def _cells_beyond(
    row: Row, taken: frozenset[str], languages: Languages, words: tuple[str, ...] = ("label",)
) -> dict[str, str]:
    """Cells that this kind of row has no use for, under their headings: kept, because nothing is dropped."""
    own = {heading for language in languages.all for heading in language.written}
    return {
        cell.column: cell.text
        for (column, heading), cell in row.cells.items()
        if not _used(column, heading, taken, own, words)
    }


def _used(column: str, heading: str, taken: frozenset[str], own: set[str], words: tuple[str, ...]) -> bool:
    if column in TRANSLATED:
        return heading in own and (column in words or column == "media::image")
    return column in taken
