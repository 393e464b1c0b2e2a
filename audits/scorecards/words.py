"""The words of a checklist's edition that a scorecard is read with, in every language of the edition. Pure."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from audits.expressions import Outline
from audits.scoring import sections_of

Words = dict[str, str]


class EditionWords:
    """Labels, codes and costs of an edition's sections, touchpoints and questions, in its order."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.edition = outline.edition

    @cached_property
    def sections(self) -> dict[str, str]:
        """question → section"""
        return sections_of(self.outline)

    def label(self, name: str) -> Words:
        """The words of a question or group; its bare name where an edition of the wave doesn't have it."""
        place = self.outline.places.get(name)
        return (place.node.get("label") if place else None) or {"und": name}

    def question(self, name: str) -> dict[str, Any]:
        """What is printed about a question beside a figure of it."""
        place = self.outline.places.get(name)
        node = place.node if place else {}
        return {
            "question": name,
            "code": node.get("code", ""),
            "label": self.label(name),
            "section": self.sections.get(name, ""),
            "cost": node.get("cost", ""),
            "pillar": node.get("pillar", ""),
        }

    @cached_property
    def touchpoints(self) -> dict[str, Words]:
        """touchpoint → the words of the section in which it is asked, in the order of the ceremony."""
        found: dict[str, Words] = {}
        for name, place in self.outline.places.items():
            touchpoint = place.node.get("touchpoint")
            if touchpoint and touchpoint not in found:
                section = self.sections[name]
                found[touchpoint] = self.label(section) if section else {"und": touchpoint}
        return found

    @cached_property
    def order(self) -> dict[str, int]:
        """name → its place in the edition."""
        return {name: place for place, name in enumerate(self.outline.places)}

    @cached_property
    def ceremony(self) -> dict[str, int]:
        """touchpoint → its place along the ceremony; one may be called like a section elsewhere."""
        return {name: place for place, name in enumerate(self.touchpoints)}
