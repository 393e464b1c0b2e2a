"""Verbs about the verdict: grading, releasing, sending back, the desk, notes, adjustments, flags, appeals."""

from audits.checklists.outlines import outline_of
from audits.reviews.services.adjusting import adjust, undo
from audits.reviews.services.appeals import appeal, decide, withdraw_appeal
from audits.reviews.services.desk import leave, take
from audits.reviews.services.flagging import flag_visit
from audits.reviews.services.grading import grade_visit, would_grade
from audits.reviews.services.notes import note, take_note_back
from audits.reviews.services.verdicts import recall, regrade, release, release_by_rule, send_back

__all__ = [
    "adjust",
    "appeal",
    "decide",
    "flag_visit",
    "grade_visit",
    "leave",
    "note",
    "outline_of",
    "recall",
    "regrade",
    "release",
    "release_by_rule",
    "send_back",
    "take",
    "take_note_back",
    "undo",
    "withdraw_appeal",
    "would_grade",
]
