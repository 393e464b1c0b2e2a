"""Every way a rule can say no: a code, a status, one sentence, and what to do about it.

The catalogue is data, so that it can be printed and walked by a test. Raise with `raise refused("code")`.
The phone acts on the code; people read the sentence and the remedy.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the catalogue."""

    status: int
    sentence: str
    remedy: str


class Refused(Exception):
    """A rule said no. `extra` holds members of the problem document, such as the list of problems."""

    def __init__(
        self, code: str, *, extra: Mapping[str, Any] | None = None, retry_after: int | None = None
    ) -> None:
        super().__init__(code)
        self.code = code
        self.rule = CATALOGUE[code]
        self.extra = dict(extra or {})
        self.retry_after = retry_after


def refused(code: str, *, retry_after: int | None = None, **extra: Any) -> Refused:
    """The exception for `code`; KeyError for a code that the catalogue doesn't have."""
    return Refused(code, extra=extra, retry_after=retry_after)


CATALOGUE: dict[str, Rule] = {
    # any door
    "not_signed_in": Rule(401, "Nobody is signed in.", "Sign in, then try again; nothing was lost."),
    "token_reads_only": Rule(403, "This token may read and change nothing.", "Use one that may do more."),
    "token_invalid": Rule(401, "This token is unknown, expired or revoked.", "Make a new one and use that."),
    "not_allowed": Rule(403, "Your role may not do this.", "Ask headquarters for the post that may."),
    "csrf_failed": Rule(403, "The request did not carry this session's CSRF token.", "Load the page again."),
    "second_factor_needed": Rule(
        403, "Your post needs a second factor.", "Set one up under Account, then go on; nothing was lost."
    ),
    "own_post": Rule(409, "You can't take your own post.", "Ask a colleague at headquarters to take it."),
    "mail_unavailable": Rule(
        503, "The mail could not be sent just now.", "Sign in with your password, or try again in a while."
    ),
    "not_found": Rule(404, "There is nothing here, or it is not yours.", "Check the address."),
    "method_not_allowed": Rule(405, "This address does not take that method.", "See /api/schema/."),
    "not_acceptable": Rule(406, "This can't be answered in the form asked for.", "Ask for application/json."),
    "unsupported_media_type": Rule(415, "This content type can't be read here.", "See /api/schema/."),
    "unreadable": Rule(400, "The request can't be read.", "Send what /api/schema/ describes."),
    "invalid": Rule(422, "Some values can't be taken.", "Mend the fields that are named and send it again."),
    "too_large": Rule(413, "This is larger than may be sent at once.", "Send it in smaller parts."),
    "too_many": Rule(429, "Too many requests in a short time.", "Wait as long as Retry-After says."),
    "unavailable": Rule(
        503, "The server can't do this just now.", "Try again in a moment; nothing was lost."
    ),
    "storage_full": Rule(
        507,
        "The server has no room left.",
        "Nothing was lost: it is kept where it is, and can be sent later.",
    ),
    "server_error": Rule(
        500, "Something broke on the server.", "Try again; if it stays, tell your administrator."
    ),
    # sync
    "digest_missing": Rule(400, "Content-Digest with sha-256 is missing.", "Send the digest of the body."),
    "digest_mismatch": Rule(422, "The body is not what its digest says.", "Send the sealed bytes again."),
    "visit_unreadable": Rule(
        422, "These sealed bytes can't be read as a visit.", "Update the app, then send again."
    ),
    "visit_mismatch": Rule(
        422, "The sealed visit names another id or revision than its address.", "Send it to its own address."
    ),
    "content_conflict": Rule(
        409, "This revision is here already with other content; both are kept.", "Choose which one counts."
    ),
    "revision_conflict": Rule(
        409,
        "This revision was written on a visit that has gone on.",
        "Take the newest revision and mend that.",
    ),
    "client_too_old": Rule(
        426, "This version of the app is too old to send.", "Update the app; nothing on it is lost."
    ),
    "blob_unknown": Rule(404, "No visit of yours promises this photo.", "Send the answers first."),
    "blob_wrong_offset": Rule(
        409, "The part does not start where the stored bytes end.", "Ask for the offset and go on from there."
    ),
    "blob_wrong_checksum": Rule(460, "The part is not what its checksum says.", "Send this part again."),
    "blob_wrong_hash": Rule(422, "The whole is not what its hash says.", "Send it again from the start."),
    "blob_wrong_length": Rule(
        422, "The length is not the one that was promised.", "Send the photo that was sealed."
    ),
    "tus_version": Rule(412, "Only version 1.0.0 of tus is spoken here.", "Send Tus-Resumable: 1.0.0."),
    "receipt_query_too_long": Rule(422, "At most 200 receipts can be asked for at once.", "Ask in parts."),
    "cannot_accept": Rule(
        409, "This can't be counted as it is.", "Name an assignment whose checklist knows its edition."
    ),
    "rescue_unreadable": Rule(
        422, "This file can't be read as a rescue file.", "Send the file as the phone saved it."
    ),
    # waves
    "assignment_visited": Rule(
        409, "A visit was received on this assignment.", "Withdraw the visit instead."
    ),
    "assignment_taken": Rule(
        409, "This assignment is not on the board any more.", "Somebody was quicker; choose another."
    ),
    "not_eligible": Rule(409, "A rule keeps this shopper from this assignment.", "Each rule is named."),
    "quiz_needed": Rule(
        409, "This checklist's quiz must be passed first.", "Take the quiz, then claim again."
    ),
    "quiz_too_soon": Rule(409, "The last try was a moment ago.", "Read the brief, then try again."),
    "wave_closed": Rule(
        409, "This wave's last day is over.", "Open the next wave, or let this one last longer."
    ),
    "draw_running": Rule(409, "This wave is being drawn.", "Wait until that draw is done."),
    # checklists
    "workbook_unreadable": Rule(
        422, "This file can't be read as a workbook.", "Save it as .xlsx and send it again."
    ),
    "workbook_too_large": Rule(413, "This workbook is too large.", "A checklist has at most 10 MB."),
    "workbook_problems": Rule(
        422, "The workbook has problems; nothing was stored.", "Mend each cell that is named."
    ),
    "draft_missing": Rule(409, "This checklist has no draft to publish.", "Upload a workbook first."),
    # places
    "spreadsheet_unreadable": Rule(
        422, "This file can't be read as a spreadsheet.", "Save it as CSV in UTF-8 or as .xlsx."
    ),
    "spreadsheet_too_large": Rule(413, "This spreadsheet is too large.", "Send at most 50 MB at once."),
    "mapping_incomplete": Rule(
        422, "Some columns that are needed have no heading.", "Choose a heading for each."
    ),
    "import_taken": Rule(409, "This spreadsheet was taken already.", "Upload it again to take it again."),
    # reviews
    "visit_not_graded": Rule(409, "This visit has no grade yet.", "Wait until it is complete and graded."),
    "visit_not_in_review": Rule(409, "This visit is not in review.", "Load it again to see where it stands."),
    "needs_a_person": Rule(
        409, "A critical or held visit is released by a person alone.", "Open it and decide."
    ),
    "visit_on_desk": Rule(
        409, "Somebody else has this visit on her desk.", "Wait until she is done, or take another."
    ),
    "wants_another_person": Rule(
        409, "You have said yes already; this wave wants a second person's.", "Let somebody else approve it."
    ),
    "visit_not_sent_back": Rule(
        409, "This visit is not with its shopper.", "Load it again to see where it stands."
    ),
    "visit_not_released": Rule(409, "This visit is not released.", "Load it again to see where it stands."),
    "appeal_too_late": Rule(409, "The time for appeals on this visit is over.", "Ask headquarters."),
    "appeals_used_up": Rule(
        409, "This store has used up its appeals for this wave.", "Withdraw one that is still open."
    ),
    "appealed_already": Rule(409, "This answer was appealed already.", "See what was decided."),
    "appeal_not_open": Rule(409, "This appeal is settled.", "Load it again to see how."),
    "appeal_of_own_review": Rule(
        409, "Whoever reviewed a visit doesn't decide its appeals.", "Leave it to somebody else."
    ),
    # exports
    "export_not_ready": Rule(409, "This file is not ready.", "Wait until its state is done."),
    "export_gone": Rule(410, "This file was deleted.", "Ask for it again."),
    # insights
    "results_open": Rule(
        409, "A visit of this wave is released there already.", "A forecast is made before results open."
    ),
    "forecast_sealed": Rule(409, "This forecast is sealed already.", "Wait for the results beside it."),
    "pulse_closed": Rule(409, "This pulse is closed.", "Ask for the link of the next one."),
    "no_consent": Rule(
        409,
        "A shopper of this pair has not agreed to studies.",
        "Ask for the consent first, or choose another.",
    ),
    "study_closed": Rule(409, "This study is closed.", "Start another for more pairs."),
    # pictures
    "picture_unreadable": Rule(422, "This file can't be read as a picture.", "Take the photo again."),
    "picture_too_large": Rule(413, "This picture is too large.", "At most 60 megapixels and 25 MB."),
    # retention
    "answers_gone": Rule(
        409, "The answers of this visit went by the retention policy.", "Its grade stays as it is."
    ),
    # messages
    "address_private": Rule(
        422, "This address leads into a private network.", "Name one that the internet can reach."
    ),
    # pay
    "expense_limit": Rule(409, "This is more than may be laid out for the visit.", "See what is left."),
    "pay_settled": Rule(409, "This pay was decided or is in a pay file.", "Ask headquarters."),
    "nothing_to_pay": Rule(409, "No approved pay waits for a file.", "Approve some pay first."),
    "pay_unsettled": Rule(409, "She is still owed money.", "Pay or refuse it, then erase."),
    # actions
    "action_settled": Rule(409, "A later visit has checked this action.", "Draw a new one."),
    "action_open": Rule(409, "This point has an open action.", "Work that one."),
}
