"""Doors to visits: the phone's and the desks'."""

from audits.visits.api.blobs import VisitBlob, as_tus, put_blob
from audits.visits.api.board import Board, Claim, Decline, GiveBack
from audits.visits.api.desk import Rescue, Visits, Withdraw
from audits.visits.api.doors import stamped
from audits.visits.api.phone import (
    Diagnostics,
    ReceiptsQuery,
    Sync,
    VisitReceipt,
    VisitRevision,
    put_revision,
    told_news,
)
from audits.visits.api.photos import VisitPhoto
from audits.visits.api.rating import VisitRating
from audits.visits.api.set_aside import AcceptSetAside, SetAside

__all__ = [
    "AcceptSetAside",
    "Board",
    "Claim",
    "Decline",
    "Diagnostics",
    "GiveBack",
    "ReceiptsQuery",
    "Rescue",
    "SetAside",
    "Sync",
    "VisitBlob",
    "VisitPhoto",
    "VisitRating",
    "VisitReceipt",
    "VisitRevision",
    "Visits",
    "Withdraw",
    "as_tus",
    "put_blob",
    "put_revision",
    "stamped",
    "told_news",
]
