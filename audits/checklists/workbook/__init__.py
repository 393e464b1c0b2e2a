"""Workbooks of checklists: read, checked to the last cell, printed as editions. Pure: no framework, no database."""

from .problems import Problem
from .reading import Workbook, print_edition, read_workbook

__all__ = ["Problem", "Workbook", "print_edition", "read_workbook"]
