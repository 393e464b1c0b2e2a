"""Cells as they should read: spaces, control characters, signs of a wrong encoding."""

import re

WINDOWS = re.compile(r"[\x80-\x9f]")  # C1 controls: Windows-1252 that was read as Latin-1
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff]")
DAMAGED = re.compile(r"¿|\ufffd|(?<=\w)\?|\?(?=\w)")
PLACEHOLDERS = {"0", "na", "n/a", "n.a.", "tbd", "null", "none", "-", "--", "?", "#n/a", "xxx"}


def repaired(cell: str) -> str:
    """Windows-1252 signs that were read as control characters, put right."""
    return WINDOWS.sub(lambda sign: sign[0].encode("latin-1").decode("cp1252", errors="replace"), cell)


def tidied(cell: str) -> str:
    """One space between words, none around them, no control characters."""
    return " ".join(CONTROL.sub(" ", cell).split())


def is_placeholder(cell: str) -> bool:
    """Whether somebody filled the cell with nothing."""
    return cell.casefold() in PLACEHOLDERS
