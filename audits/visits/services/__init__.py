"""Verbs about visits: receiving them and their photos, setting aside, taking in, withdrawing."""

from audits.visits.services.blobs import add_chunk, finish_blob, receive_blob
from audits.visits.services.rating import rate_visit
from audits.visits.services.receive import Received, receive_visit
from audits.visits.services.reports import report_phone
from audits.visits.services.rescue import take_rescue
from audits.visits.services.set_aside import accept_set_aside
from audits.visits.services.settling import bar_if_recognised, offer_for_withdrawn, settle_visit
from audits.visits.services.withdraw import withdraw_visit

__all__ = [
    "Received",
    "accept_set_aside",
    "add_chunk",
    "bar_if_recognised",
    "finish_blob",
    "offer_for_withdrawn",
    "rate_visit",
    "receive_blob",
    "receive_visit",
    "report_phone",
    "settle_visit",
    "take_rescue",
    "withdraw_visit",
]
