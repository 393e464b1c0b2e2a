"""Every room's nouns, in one place where Django and mypy find them."""

from audits.actions.models import Action, ActionNote, Alert, AlertRule
from audits.checklists.models import Checklist, Draft, Edition
from audits.exports.models import Export
from audits.insights.models import (
    ActCost,
    Forecast,
    Insight,
    Pair,
    Pulse,
    PulseAnswer,
    PulseLink,
    SalesMonth,
    Study,
)
from audits.journal.models import Entry
from audits.messages.models import Message, Webhook
from audits.pay.models import Expense, Pay, PayFile
from audits.people.models import Person, Post, Token
from audits.people.shoppers import Bar, Companion, Consent, PushSubscription, ShopperProfile
from audits.places.models import Brand, Region, Store, StoreImport
from audits.reviews.models import Adjustment, Appeal, Approval, Flag, Grade, Hold, Note, SendBack
from audits.scorecards.models import Scorecard
from audits.visits.models import Blob, Chunk, Epoch, PhoneReport, Photo, Revision, Visit
from audits.waves.models import Assignment, Draw, Invitation, Quiz, QuizPass, Scenario, Wave

__all__ = [
    "ActCost",
    "Action",
    "ActionNote",
    "Adjustment",
    "Alert",
    "AlertRule",
    "Appeal",
    "Approval",
    "Assignment",
    "Bar",
    "Blob",
    "Brand",
    "Checklist",
    "Chunk",
    "Companion",
    "Consent",
    "Draft",
    "Draw",
    "Edition",
    "Entry",
    "Epoch",
    "Expense",
    "Export",
    "Flag",
    "Forecast",
    "Grade",
    "Hold",
    "Insight",
    "Invitation",
    "Message",
    "Note",
    "Pair",
    "Pay",
    "PayFile",
    "Person",
    "PhoneReport",
    "Photo",
    "Post",
    "Pulse",
    "PulseAnswer",
    "PulseLink",
    "PushSubscription",
    "Quiz",
    "QuizPass",
    "Region",
    "Revision",
    "SalesMonth",
    "Scenario",
    "Scorecard",
    "SendBack",
    "ShopperProfile",
    "Store",
    "StoreImport",
    "Study",
    "Token",
    "Visit",
    "Wave",
    "Webhook",
]
