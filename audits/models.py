"""Every room's nouns, in one place where Django and mypy find them."""

from audits.checklists.models import Checklist, Draft, Edition
from audits.exports.models import Export
from audits.journal.models import Entry
from audits.people.models import Person, Post, Token
from audits.places.models import Brand, Region, Store, StoreImport
from audits.reviews.models import Grade, SendBack
from audits.scorecards.models import Scorecard
from audits.visits.models import Blob, Chunk, Epoch, PhoneReport, Photo, Revision, Visit
from audits.waves.models import Assignment, Scenario, Wave

__all__ = [
    "Assignment",
    "Blob",
    "Brand",
    "Checklist",
    "Chunk",
    "Draft",
    "Edition",
    "Entry",
    "Epoch",
    "Export",
    "Grade",
    "Person",
    "PhoneReport",
    "Photo",
    "Post",
    "Region",
    "Revision",
    "Scenario",
    "Scorecard",
    "SendBack",
    "Store",
    "StoreImport",
    "Token",
    "Visit",
    "Wave",
]
