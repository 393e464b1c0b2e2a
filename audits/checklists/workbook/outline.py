"""The survey sheet as a tree: groups, repeats and questions, each with its row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .choices import YES
from .limits import MAX_DEPTH
from .places import Cell
from .problems import Problems
from .questions import METADATA, TypeCell, read_type
from .sheets import Row, Sheet

_NAME = re.compile(r"[^\W\d][\w.\-]{0,99}")


@dataclass(slots=True)
class Node:
    """A group, a repeat or a question. `trees` holds its compiled expressions by column."""

    kind: str
    row: Row
    name: str
    type: str = ""
    list_name: str = ""
    or_other: bool = False
    body: list["Node"] = field(default_factory=list)
    above: tuple["Node", ...] = ()
    trees: dict[str, Any] = field(default_factory=dict)

    def walk(self) -> Iterator["Node"]:
        """This node and everything inside it, in order."""
        yield self
        for node in self.body:
            yield from node.walk()


@dataclass(slots=True)
class Outline:
    """The body of a checklist, and every row's name with its first cell (also of rows that are refused)."""

    body: list[Node] = field(default_factory=list)
    names: dict[str, Cell] = field(default_factory=dict)

    def nodes(self) -> Iterator[Node]:
        """Every node, in the order of the rows."""
        for node in self.body:
            yield from node.walk()


class _Reader:
    """Reads rows one by one; keeps the groups that are open."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.outline = Outline()
        self.open: list[Node] = []

    def read(self, row: Row) -> None:
        if not row.cells:
            return
        if is_yes(row.text("disabled")):
            self.problems.notice("row-disabled", row.at("disabled"), row.text("name"))
            return
        if not row.text("type"):
            self._without_type(row)
            return
        meaning = read_type(row.text("type"))
        if meaning.kind == "end":
            self._close(row, meaning)
        else:
            self._open_or_add(row, meaning)

    def _without_type(self, row: Row) -> None:
        # A row with neither type nor name is an author's remark.
        if row.text("name"):
            self.problems.refuse("type-missing", row.at("type"), row.text("name"))
        else:
            self.problems.notice("row-without-type", row.at("type"))

    def _close(self, row: Row, meaning: TypeCell) -> None:
        if not self.open:
            self.problems.refuse("end-without-begin", row.at("type"), row.text("type"))
            return
        opened = self.open.pop()
        if opened.kind != meaning.type:
            begin = opened.row.at("type")
            self.problems.refuse("end-mismatch", row.at("type"), row.text("type"), also=(begin.address,))

    def _open_or_add(self, row: Row, meaning: TypeCell) -> None:
        name = self._name(row, meaning)
        if meaning.kind == "unknown":
            self.problems.refuse("unknown-type", row.at("type"), row.text("type"))
            return
        kind = meaning.type if meaning.kind == "begin" else "question"
        question_type = "" if meaning.kind == "begin" else meaning.type
        above = tuple(self.open[:MAX_DEPTH])
        node = Node(kind, row, name, question_type, meaning.list_name, meaning.or_other, above=above)
        (above[-1].body if above else self.outline.body).append(node)
        if meaning.kind == "begin":
            if len(self.open) >= MAX_DEPTH:
                self.problems.refuse("too-deep", row.at("type"), name, most=str(MAX_DEPTH))
            self.open.append(node)

    def _name(self, row: Row, meaning: TypeCell) -> str:
        name = row.text("name") or _name_of_nameless(row, meaning)
        if not name:
            self.problems.refuse("name-missing", row.at("name"))
            return ""
        if not _NAME.fullmatch(name):
            self.problems.refuse("name-invalid", row.at("name"), name)
        first = self.outline.names.setdefault(name, row.at("name"))
        if first.row != row.number:
            self.problems.refuse("duplicate-name", row.at("name"), name, also=(first.address,))
        return name

    def finish(self) -> Outline:
        for node in self.open:
            self.problems.refuse("group-not-closed", node.row.at("type"), node.name)
        self._reserve_others()
        return self.outline

    def _reserve_others(self) -> None:
        """`or_other` prints a question of its own, whose name must be free."""
        for node in list(self.outline.nodes()):
            name = f"{node.name}_other"
            if node.or_other and name in self.outline.names:
                taken = self.outline.names[name]
                self.problems.refuse("duplicate-name", node.row.at("type"), name, also=(taken.address,))
            elif node.or_other:
                self.outline.names[name] = node.row.at("type")


def _name_of_nameless(row: Row, meaning: TypeCell) -> str:
    """pyxform's names for rows that may go without: notes by their row, metadata by their type."""
    if meaning.type == "note":
        return f"generated_note_name_{row.number}"
    return meaning.type if meaning.type in METADATA else ""


def read_outline(sheet: Sheet, problems: Problems) -> Outline:
    """Read every row of the survey; what is wrong with types, names and groups is refused at its cell."""
    reader = _Reader(problems)
    for row in sheet.rows:
        reader.read(row)
    outline = reader.finish()
    if not problems.defects and not any(node.kind == "question" for node in outline.nodes()):
        problems.refuse("nothing-asked", sheet.place(2, "type"))
    return outline


def is_yes(text: str) -> bool:
    """Whether a cell says yes, in any of XLSForm's ways."""
    return text.lower() in YES
