"""Verbs: keep facts, compute insights, take in what only people know."""

from audits.insights.services.computing import compute_wave, compute_year, wave_changed
from audits.insights.services.keeping import forget_in_facts, rebuild_facts, scorecard_refreshed
from audits.insights.services.nightly import ask_for_tonight, compute_all

__all__ = [
    "ask_for_tonight",
    "compute_all",
    "compute_wave",
    "compute_year",
    "forget_in_facts",
    "rebuild_facts",
    "scorecard_refreshed",
    "wave_changed",
]
