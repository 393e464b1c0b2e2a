"""What is to become of sealed bytes: decided here, done elsewhere (docs/decisions/003-revisions.md)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from audits.people.models import Person
from audits.people.queries import posts_of, posts_that
from audits.people.roles import May
from audits.visits.envelope import Envelope
from audits.visits.looking import Held, HeldVisit
from audits.visits.marks import FAR, marks_of
from audits.visits.models import Revision, Visit
from audits.visits.queries import brands_that_printed, edition_named
from audits.waves.models import Assignment
from audits.waves.queries import AssignmentFacts, assignment_facts

Standing = Revision.Standing
# States of an assignment that a visit was made on all the same, and what the reviewer is told
NOTEWORTHY = {
    Assignment.State.WITHDRAWN: "assignment_withdrawn",
    Assignment.State.LAPSED: "assignment_lapsed",
    Assignment.State.VISITED: "assignment_visited_before",
    Assignment.State.OPEN: "assignment_unclaimed",
}


@dataclass(frozen=True, slots=True)
class Sending:
    """One PUT: sealed bytes, their SHA-256, whose they are, who brings them, and when."""

    envelope: Envelope
    sealed: bytes
    sha256: str
    shopper: Person
    by: Person
    now: datetime


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the bytes are to be. `facts` and `edition` (its key) are there where they are accepted."""

    standing: Standing
    reason: str = ""
    brand: UUID | None = None
    facts: AssignmentFacts | None = None
    edition: int | None = None
    marks: tuple[str, ...] = ()


def judge(known: Held, sending: Sending) -> Judgement:
    """Accept, keep as a conflict, or quarantine, by what is known of the visit."""
    if known.visit is None:
        return _first(known.facts, sending)
    return _later(known, known.visit, sending)


def _first(facts: AssignmentFacts | None, sending: Sending) -> Judgement:
    shopper = sending.shopper
    if facts is None or not _works_for(shopper, facts):
        return _quarantine(sending, "assignment_unknown")
    if facts.shopper not in (shopper.pk, None):
        return _quarantine(sending, "assignment_of_another", brand=facts.brand)
    return _with_edition(facts, sending, first=True)


def _later(known: Held, visit: HeldVisit, sending: Sending) -> Judgement:
    if visit.shopper != sending.shopper.pk:
        return _quarantine(sending, "visit_of_another", brand=visit.brand)
    if visit.state == Visit.State.WITHDRAWN:
        return Judgement(Standing.WITHDRAWN, "visit_withdrawn", visit.brand)
    if known.is_taken:
        return Judgement(Standing.CONFLICT, "content_conflict", visit.brand)
    if visit.state == Visit.State.RELEASED:
        # The verdict stands on the revision before; only people may open it again.
        return Judgement(Standing.CONFLICT, "revision_conflict", visit.brand)
    facts = assignment_facts(visit.assignment)
    assert facts is not None  # protected by the visit's foreign key
    return _with_edition(facts, sending, first=False)


def _with_edition(facts: AssignmentFacts, sending: Sending, *, first: bool) -> Judgement:
    named = sending.envelope.edition
    edition = facts.edition if named == facts.edition_sha256 else edition_named(facts.checklist, named)
    if edition is None:
        return _quarantine(sending, "edition_unknown", brand=facts.brand)
    return Judgement(
        Standing.ACCEPTED, "", facts.brand, facts, edition, tuple(_marks(facts, sending, first=first))
    )


def _marks(facts: AssignmentFacts, sending: Sending, *, first: bool) -> list[str]:
    marks = marks_of(
        sending.envelope,
        now=sending.now,
        window=facts.window,
        store=facts.where,
        far=_metres(facts.policy.get("far_metres")),
    )
    if sending.envelope.edition != facts.edition_sha256:
        marks.append("edition_replaced")
    if first and facts.state in NOTEWORTHY:
        marks.append(NOTEWORTHY[Assignment.State(facts.state)])
    return marks


def _metres(policy: object) -> float:
    if isinstance(policy, int | float) and not isinstance(policy, bool) and policy > 0:
        return float(policy)
    return FAR


def _works_for(shopper: Person, facts: AssignmentFacts) -> bool:
    # Hers by name, whatever became of her post since; an open one wants a shopper of that brand.
    return facts.shopper == shopper.pk or facts.brand in {
        post.brand_id for post in posts_that(shopper, May.SHOP)
    }


def _quarantine(sending: Sending, reason: str, *, brand: UUID | None = None) -> Judgement:
    """Keep the bytes for the headquarters of one brand: that printed the edition they answer, which she can only have
    from there; else `brand` where she works for it, else one that she works for.

    So no brand ever learns of another's visits, and nobody learns why.
    """
    printers = brands_that_printed(sending.envelope.edition)
    posts = posts_that(sending.shopper, May.SHOP) or posts_of(sending.shopper)
    hers = [post.brand_id for post in posts]
    likely = [brand, *hers] if brand in hers else hers
    homes = [*(one for one in likely if one in printers), *printers, *likely]
    return Judgement(Standing.QUARANTINED, reason, homes[0] if homes else None)
