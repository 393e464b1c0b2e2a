"""Workbooks of checklists: read, checked to the last cell, printed as editions. Pure: no framework, no database."""

from .limits import MAX_BYTES
from .problems import Problem
from .reading import Workbook, print_edition, read_workbook

__all__ = ["MAX_BYTES", "Problem", "Workbook", "print_edition", "read_workbook"]
