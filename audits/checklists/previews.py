"""What an author sees of a workbook before it is kept: what it asks, in how many languages, for how many points."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from audits.scoring import NOT_ASKED, most_points


def preview(edition: dict[str, Any]) -> dict[str, Any]:
    """Form, languages, sections with their questions and points, and the counts. Points are decimal strings."""
    sections = [_section(node, edition) for node in edition["body"] if node["kind"] == "group"]
    loose = [node for node in edition["body"] if node["kind"] != "group"]
    asked = [node for node in _questions(edition["body"]) if node["type"] not in NOT_ASKED]
    points = sum((most_points(node, edition) for node in asked), Fraction(0))
    return {
        "form": {key: edition["form"][key] for key in ("id", "title", "version")},
        "languages": edition["languages"],
        "default_language": edition["default_language"],
        "scoring": edition["scoring"],
        "sections": sections,
        "counts": {
            "questions": len(asked),
            "scored": sum(1 for node in asked if node.get("weight")),
            "outside_sections": sum(1 for node in _questions(loose) if node["type"] not in NOT_ASKED),
            "sections": len(sections),
            "lists": len(edition["lists"]),
        },
        "points": _plain(points),
    }


def _section(group: dict[str, Any], edition: dict[str, Any]) -> dict[str, Any]:
    asked = [node for node in _questions(group["body"]) if node["type"] not in NOT_ASKED]
    points = sum((most_points(node, edition) for node in asked), Fraction(0))
    return {
        "name": group["name"],
        "code": group.get("code", ""),
        "label": group.get("label", {}),
        "questions": len(asked),
        "points": _plain(points),
        "weight": group.get("weight", 0),
    }


def _questions(body: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in body:
        if node["kind"] == "question":
            yield node
        else:
            yield from _questions(node["body"])


def _plain(points: Fraction) -> str:
    return str(points.numerator) if points.denominator == 1 else f"{float(points):g}"
