"""What can be read off a tree without evaluating it: names, choices compared, circles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

# The shape is written in docs/edition.md: a string, a number, or a list that begins with an operator.
Tree: TypeAlias = "str | int | float | list[Tree]"


def branches(tree: Tree) -> Iterator[list[Tree]]:
    """Every operator, reference and call of the tree, the outermost first."""
    waiting = [tree]
    while waiting:
        branch = waiting.pop()
        if isinstance(branch, list):
            yield branch
            waiting.extend(reversed(branch[1:]))


def depth(tree: Tree) -> int:
    """How many lists lie inside one another."""
    level, deepest = ([tree] if isinstance(tree, list) else []), 0
    while level:
        level, deepest = (
            [leaf for branch in level for leaf in branch[1:] if isinstance(leaf, list)],
            deepest + 1,
        )
    return deepest


def names_in(tree: Tree) -> set[str]:
    """The questions whose values the tree asks for by name; `.` is not among them."""
    return {str(branch[1]) for branch in branches(tree) if branch[0] == "$"}


def reads_own(tree: Tree) -> bool:
    """Whether the tree asks for `.`, the value of the question it stands on."""
    return any(branch[0] == "." for branch in branches(tree))


def choices_compared(tree: Tree, *, own: str | None = None) -> list[tuple[str, str]]:
    """The (question, choice) pairs a tree compares: `${q} = 'x'`, `'x' != .`, `selected(., 'x')`.

    `own` names the question that `.` stands for. The empty string is no choice and is left out.
    """
    pairs = []
    for branch in branches(tree):
        if branch[0] in ("=", "!="):
            pairs += [*_pair(branch[1], branch[2], own), *_pair(branch[2], branch[1], own)]
        elif branch[0] == "selected":
            pairs += _pair(branch[1], branch[2], own)
    return pairs


def _pair(reference: Tree, literal: Tree, own: str | None) -> list[tuple[str, str]]:
    if not isinstance(reference, list) or not isinstance(literal, str) or not literal.strip():
        return []
    name = own if reference[0] == "." else str(reference[1]) if reference[0] == "$" else None
    return [(name, literal.strip())] if name else []


def cycles(graph: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """The circles of a graph {name: names it needs}; each circle, and the list, in the graph's order.

    A circle is a strongly connected set (Tarjan 1972, here without recursion) of two or more names, or
    one name that needs itself.
    """
    order = {name: place for place, name in enumerate(graph)}
    circles = [sorted(found, key=order.__getitem__) for found in _components(graph) if _turns(found, graph)]
    return sorted(circles, key=lambda circle: order[circle[0]])


def _turns(component: list[str], graph: Mapping[str, Iterable[str]]) -> bool:
    return len(component) > 1 or component[0] in graph[component[0]]


def _components(graph: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    reached: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []
    open_names: set[str] = set()
    for root in graph:
        path = [(root, iter(graph[root]))] if root not in reached else []
        if path:
            _enter(root, reached, lowest, stack, open_names)
        while path:
            name, needs = path[-1]
            following = next((n for n in needs if n in graph and (n not in reached or n in open_names)), None)
            if following is None:
                path.pop()
                if path:
                    lowest[path[-1][0]] = min(lowest[path[-1][0]], lowest[name])
                if lowest[name] == reached[name]:
                    yield _leave(name, stack, open_names)
            elif following in reached:
                lowest[name] = min(lowest[name], reached[following])
            else:
                _enter(following, reached, lowest, stack, open_names)
                path.append((following, iter(graph[following])))


def _enter(
    name: str, reached: dict[str, int], lowest: dict[str, int], stack: list[str], open_names: set[str]
) -> None:
    reached[name] = lowest[name] = len(reached)
    stack.append(name)
    open_names.add(name)


def _leave(name: str, stack: list[str], open_names: set[str]) -> list[str]:
    component: list[str] = []
    while not component or component[-1] != name:
        component.append(stack.pop())
        open_names.discard(component[-1])
    return component
