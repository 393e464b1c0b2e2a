"""Many editions seen as one list of questions, united by name and never by position."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson

from audits.expressions import Outline
from audits.scoring import sections_of

# Questions that nobody answers, and those that say who the shopper is: never in a file.
UNSAID = frozenset({"note", "username", "deviceid"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, or a whole repeat, as one edition asks it. `repeats` are those around it, outermost first."""

    name: str
    node: dict[str, Any]
    section: str
    repeats: tuple[str, ...]
    choices: tuple[dict[str, Any], ...]

    @property
    def kind(self) -> str:
        """The question's type; `repeat` for a repeat."""
        return str(self.node.get("type", "repeat"))


@dataclass(frozen=True, slots=True)
class Print:
    """One printed edition: which it is, and what it asks in its order."""

    id: int
    checklist: str
    number: int
    languages: tuple[str, ...]
    default_language: str
    asked: dict[str, Asked]
    sections: dict[str, dict[str, Any]]

    @property
    def title(self) -> str:
        """The checklist and the edition's number, `boutique_visit 2`."""
        return f"{self.checklist} {self.number}"


def read_print(id: int, number: int, printed: bytes) -> Print:
    """Read the bytes of a printed edition (docs/edition.md)."""
    document = orjson.loads(printed)
    outline = Outline(document)
    return Print(
        id=id,
        checklist=document["form"]["id"],
        number=number,
        languages=tuple(language["code"] for language in document["languages"]),
        default_language=document["default_language"],
        asked={asked.name: asked for asked in _asked(outline)},
        sections={node["name"]: node for node in document["body"] if node["kind"] == "group"},
    )


def _asked(outline: Outline) -> Iterator[Asked]:
    sections = sections_of(outline)
    for name, place in outline.places.items():
        if place.node["kind"] == "group" or place.node.get("type") in UNSAID:
            continue
        yield Asked(name, place.node, sections[name], place.repeats, tuple(outline.choices(name)))


@dataclass(slots=True)
class United:
    """What stands under one name over all editions. `latest` describes it, being the one people read last."""

    name: str
    latest: Asked
    editions: list[Print] = field(default_factory=list)
    kinds: dict[str, None] = field(default_factory=dict)
    choices: dict[str, dict[str, Any]] = field(default_factory=dict)

    def take(self, asked: Asked, edition: Print) -> None:
        """Add what a further edition says under this name."""
        self.latest = asked
        self.editions.append(edition)
        self.kinds.setdefault(asked.kind)
        self.choices.update({choice["name"]: choice for choice in asked.choices})


def unite(prints: Iterable[Print]) -> dict[str, United]:
    """Every name of every edition, in edition order; a new name stands after the one before it there."""
    order: list[str] = []
    united: dict[str, United] = {}
    for edition in prints:
        before = -1
        for name, asked in edition.asked.items():
            if name not in united:
                united[name] = United(name, asked)
                order.insert(before + 1, name)
            before = order.index(name)
            united[name].take(asked, edition)
    return {name: united[name] for name in order}


def sections_in_order(prints: Iterable[Print]) -> list[str]:
    """Names of sections over all editions, in edition order."""
    return list(dict.fromkeys(name for edition in prints for name in edition.sections))


def pillars_in_order(prints: Iterable[Print]) -> list[str]:
    """Pillars that have a percentage: every one that a scored question names but `beyond`, which is surplus."""
    return [name for name in _facts(prints, "pillar", scored=True) if name != "beyond"]


def scored_in_order(prints: Iterable[Print]) -> list[str]:
    """Questions that points can be lost on, in edition order."""
    weighted = {
        name for edition in prints for name, asked in edition.asked.items() if asked.node.get("weight")
    }
    return [name for name in unite(prints) if name in weighted]


def touchpoints_in_order(prints: Iterable[Print]) -> list[str]:
    """Touchpoints that expectation questions close, in edition order."""
    return _facts(prints, "touchpoint", scored=False)


def _facts(prints: Iterable[Print], key: str, *, scored: bool) -> list[str]:
    nodes = (asked.node for edition in prints for asked in edition.asked.values())
    found = (node[key] for node in nodes if node.get(key) and (node.get("weight") or not scored))
    return list(dict.fromkeys(found))
