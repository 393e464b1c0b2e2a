"""Answers → grade. Pure: no framework, no clock, no rounding before the end."""

from .bands import Bands
from .grade import RULES, Grade, Tally, grade, sections_of
from .lines import Line
from .surplus import Surplus

__all__ = ["RULES", "Bands", "Grade", "Line", "Surplus", "Tally", "grade", "sections_of"]
