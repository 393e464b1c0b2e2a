"""Doors to the law, and to the journal: it is the lowest room, which knows no people, so its readers come in here."""

from audits.retention.api.journal import Journal, JournalFile, JournalVerbs
from audits.retention.api.law import (
    EraseShopper,
    MyConsents,
    MyEverything,
    ShopperEverything,
    WithdrawConsent,
)
from audits.retention.api.mine import MyErasure, MyTerms
from audits.retention.api.terms import Retention, RetentionOfCountry

__all__ = [
    "EraseShopper",
    "Journal",
    "JournalFile",
    "JournalVerbs",
    "MyConsents",
    "MyErasure",
    "MyEverything",
    "MyTerms",
    "Retention",
    "RetentionOfCountry",
    "ShopperEverything",
    "WithdrawConsent",
]
