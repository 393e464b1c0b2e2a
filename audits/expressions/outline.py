"""An edition seen as names: where each stands, and in which order they can be worked out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from .trees import names_in

Node: TypeAlias = "dict[str, Any]"
_ASKED = ("relevant", "calculation", "count")


@dataclass(frozen=True, slots=True)
class Place:
    """A node of the edition, the group or repeat `around` it, and the `repeats` it lies in, outermost first."""

    node: Node
    around: str | None
    repeats: tuple[str, ...]


class Outline:
    """The names of one edition. Build it once where many answers meet the same edition."""

    def __init__(self, edition: dict[str, Any]) -> None:
        self.edition = edition
        self.places = dict(_places(edition["body"], None, ()))
        self.order = _order({name: self._needs(place) for name, place in self.places.items()})

    def _needs(self, place: Place) -> list[str]:
        asked = set[str]().union(*(names_in(place.node[key]) for key in _ASKED if key in place.node))
        return [*filter(None, [place.around]), *sorted(asked & self.places.keys())]

    def choices(self, name: str) -> list[Node]:
        """Every choice of a question's list, in the list's order; none for questions without one."""
        place = self.places.get(name)
        lists: dict[str, list[Node]] = self.edition.get("lists", {})
        return lists.get(place.node.get("list", ""), []) if place else []


def _places(body: list[Node], around: str | None, repeats: tuple[str, ...]) -> Iterator[tuple[str, Place]]:
    for node in body:
        yield node["name"], Place(node, around, repeats)
        if node["kind"] != "question":
            inside = (*repeats, node["name"]) if node["kind"] == "repeat" else repeats
            yield from _places(node.get("body", []), node["name"], inside)


def _order(needs: dict[str, list[str]]) -> list[str]:
    """Every name after the names it needs, so that no chain of calculations is followed by recursion."""
    order: list[str] = []
    seen: set[str] = set()
    for root in needs:
        path = [] if root in seen else [root]
        while path:
            seen.add(path[-1])
            following = next((need for need in needs[path[-1]] if need not in seen), None)
            if following is None:
                order.append(path.pop())
            else:
                path.append(following)
    return order
