"""Doors to the law, and to the journal: it is the lowest room, which knows no people, so its readers come in here."""

from audits.retention.api.journal import Journal, JournalFile, JournalVerbs
from audits.retention.api.law import (
    EraseShopper,
    MyConsents,
    MyEverything,
    Retention,
    ShopperEverything,
    WithdrawConsent,
)

__all__ = [
    "EraseShopper",
    "Journal",
    "JournalFile",
    "JournalVerbs",
    "MyConsents",
    "MyEverything",
    "Retention",
    "ShopperEverything",
    "WithdrawConsent",
]
