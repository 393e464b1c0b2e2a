"""Doors to alerts, their rules, and action plans."""

from audits.actions.api.alerts import AlertRules, Alerts, OneAlertRule, SeenAlert, TryAlertRule
from audits.actions.api.plans import (
    ActionNotes,
    ActionProof,
    Actions,
    DrawActions,
    OneAction,
    StoreOwners,
)

__all__ = [
    "ActionNotes",
    "ActionProof",
    "Actions",
    "AlertRules",
    "Alerts",
    "DrawActions",
    "OneAction",
    "OneAlertRule",
    "SeenAlert",
    "StoreOwners",
    "TryAlertRule",
]
