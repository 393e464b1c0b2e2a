"""The doors of this room."""

from audits.insights.api.forecasts import Forecasts
from audits.insights.api.insights import Insights, OneInsight
from audits.insights.api.money import ActCosts, SalesImports
from audits.insights.api.pulses import OnePulse, Pulses
from audits.insights.api.studies import CloseStudy, OneStudy, Studies, StudyPairs

__all__ = [
    "ActCosts",
    "CloseStudy",
    "Forecasts",
    "Insights",
    "OneInsight",
    "OnePulse",
    "OneStudy",
    "Pulses",
    "SalesImports",
    "Studies",
    "StudyPairs",
]
