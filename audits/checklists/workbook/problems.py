"""What is wrong in a workbook, where, and how to mend it."""

from dataclasses import dataclass, field
from typing import Any

from .limits import MAX_PROBLEMS
from .places import Cell
from .words import say

SHEET_ORDER = {"": 0, "survey": 1, "choices": 2, "settings": 3}


@dataclass(frozen=True, slots=True)
class Problem:
    """A defect or a notice at one cell. Its words are made on demand, in the reader's language.

    `found` is the offending word, `also` the other cells of the same defect, `facts` what the sentence
    mentions besides. A problem of the whole file has no sheet and row 0.
    """

    code: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    cell: str = ""
    found: str = ""
    also: tuple[str, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)

    def sentence(self, language: str = "en") -> str:
        """What is wrong, in one sentence."""
        return say(self.code, "sentence", language, self._placeholders())

    def remedy(self, language: str = "en") -> str:
        """What to do about it."""
        part = "suggestion" if self.facts.get("suggestion") else "remedy"
        return say(self.code, part, language, self._placeholders())

    def line(self, filename: str, language: str = "en") -> str:
        """The problem on one line: `survey!F4: unknown-name: …`; the file stands for a place where there is none."""
        place = f"{self.sheet}!{self.cell}" if self.sheet else filename
        return f"{place}: {self.code}: {' '.join(self.sentence(language).split())}"

    def _placeholders(self) -> dict[str, str]:
        return {
            "found": self.found,
            "column": self.column,
            "cell": self.cell,
            "also": ", ".join(self.also),
            "cells": ", ".join((self.cell, *self.also)),
            **self.facts,
        }

    def as_json(self, language: str = "en") -> dict[str, Any]:
        """The problem with its words, for the API."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "cell": self.cell,
            "code": self.code,
            "found": self.found,
            "also": list(self.also),
            "sentence": self.sentence(language),
            "remedy": self.remedy(language),
        }


class Problems:
    """Everything found while reading: defects stop a checklist, notices stop nothing."""

    def __init__(self) -> None:
        self.defects: list[Problem] = []
        self.notices: list[Problem] = []

    @property
    def is_full(self) -> bool:
        """Whether more defects were found than are told."""
        return len(self.defects) > MAX_PROBLEMS

    def refuse(
        self, code: str, cell: Cell, found: str = "", also: tuple[str, ...] = (), **facts: str
    ) -> None:
        """Add a defect at a cell. Beyond a number that nobody reads through, one last defect says so."""
        if len(self.defects) < MAX_PROBLEMS:
            self.defects.append(_at(cell, code, found, also, facts))
        elif len(self.defects) == MAX_PROBLEMS:
            self.defects.append(Problem("more-problems", cell.sheet, cell.row, cell.column, cell.address))

    def notice(self, code: str, cell: Cell, found: str = "", **facts: str) -> None:
        """Add something the author may want to know."""
        if len(self.notices) < MAX_PROBLEMS:
            self.notices.append(_at(cell, code, found, (), facts))

    def in_order(self) -> tuple[list[Problem], list[Problem]]:
        """Defects and notices, each by sheet, row and column."""
        return sorted(self.defects, key=_order), sorted(self.notices, key=_order)


def _at(cell: Cell, code: str, found: str, also: tuple[str, ...], facts: dict[str, str]) -> Problem:
    return Problem(code, cell.sheet, cell.row, cell.column, cell.address, found, also, facts)


def _order(problem: Problem) -> tuple[int, int, int, str, str]:
    letters = problem.cell.rstrip("0123456789")
    return (SHEET_ORDER.get(problem.sheet, 9), problem.row, len(letters), letters, problem.code)
