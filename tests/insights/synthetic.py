"""Visits' facts with a known truth, as many as a test wants, without a database."""

from typing import Any

import numpy as np

from audits.insights.grouping import Group, Setting

NATURES = {"drink": "tangible", "gift": "tangible", "listening": "personal", "own_initiative": "personal"}
SETTING = Setting(
    natures=NATURES,
    touchpoints=["welcome", "trial", "farewell"],
    sections=["welcome_section", "closing_section"],
    target=90.0,
    currency="EUR",
    costs={},
)


def a_fact(**told: Any) -> dict[str, Any]:
    """A visit of which only this is remarkable."""
    plain: dict[str, Any] = {
        "visit": "v",
        "shopper": "h",
        "day": "2026-03-11",
        "look": "",
        "percent": 88.0,
        "is_critical": False,
        "on_target": False,
        "surplus": 0.0,
        "touches": {},
        "causes": {},
        "sections": {},
        "pillars": {},
        "expected": None,
        "given": [],
        "missed": [],
        "wait": None,
        "is_acknowledged": None,
        "probe": None,
        "is_alone": None,
        "feeling": None,
        "is_bought": None,
        "recommend": None,
        "lost": {},
        "costless": {},
    }
    return plain | told


def touch(chance: np.random.Generator, beyond: float, below: float) -> int:
    """One answer to a touchpoint's question."""
    return int(chance.choice([1, -1, 0], p=[beyond, below, 1 - beyond - below]))


def a_group(level: str, stores: list[list[dict[str, Any]]], setting: Setting = SETTING) -> Group:
    """These stores' visits, gathered."""
    group = Group(level, setting)
    for visits in stores:
        group.add(visits)
    return group.close()
