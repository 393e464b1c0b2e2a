"""Verbs that follow from standings: alerts, messages to people, action plans."""

from audits.actions.services.alerting import alert_critical, alert_released, mark_seen
from audits.actions.services.checking import check_actions, uncheck_actions
from audits.actions.services.planning import change, comment, draw, make, prove
from audits.actions.services.telling import (
    remind,
    remind_to_mend,
    tell_drawn,
    tell_given,
    tell_invited,
    tell_lapsed,
    tell_recalled,
    tell_sent_back,
)
from audits.actions.services.telling_managers import tell_decided, tell_judges, tell_late, tell_owners
from audits.actions.services.testing import trial, try_rule

__all__ = [
    "alert_critical",
    "alert_released",
    "change",
    "check_actions",
    "comment",
    "draw",
    "make",
    "mark_seen",
    "prove",
    "remind",
    "remind_to_mend",
    "tell_decided",
    "tell_drawn",
    "tell_given",
    "tell_invited",
    "tell_judges",
    "tell_lapsed",
    "tell_late",
    "tell_owners",
    "tell_recalled",
    "tell_sent_back",
    "trial",
    "try_rule",
    "uncheck_actions",
]
