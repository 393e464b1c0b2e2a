"""Answers → grade. Pure: no framework, no clock, no rounding before the end."""

from .bands import Bands
from .grade import RULES, Grade, Tally, grade, sections_of
from .lines import NOT_ASKED, Line, most_points
from .losses import Loss, losses
from .snapshot import figures_of, lines_of
from .surplus import Surplus

__all__ = [
    "NOT_ASKED",
    "RULES",
    "Bands",
    "Grade",
    "Line",
    "Loss",
    "Surplus",
    "Tally",
    "figures_of",
    "grade",
    "lines_of",
    "losses",
    "most_points",
    "sections_of",
]
