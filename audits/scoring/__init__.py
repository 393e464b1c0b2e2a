"""Answers → grade. Pure: no framework, no clock, no rounding before the end."""

from .bands import Bands
from .grade import RULES, Grade, Tally, grade, sections_of
from .lines import NOT_ASKED, Line, most_points
from .surplus import Surplus

__all__ = [
    "NOT_ASKED",
    "RULES",
    "Bands",
    "Grade",
    "Line",
    "Surplus",
    "Tally",
    "grade",
    "most_points",
    "sections_of",
]
