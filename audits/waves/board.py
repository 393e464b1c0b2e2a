"""Verbs of the board: claim, give back, invite, decline, give and offer by hand, lapse."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from audits.journal.services import note, record
from audits.people.models import Person
from audits.refusals import refused
from audits.waves.drawing import Rule, Ruling
from audits.waves.draws import lock_programme
from audits.waves.gathering import shoppers_of
from audits.waves.models import Assignment, Invitation
from audits.waves.offers import told_to_her, weigh

State = Assignment.State
GRACE = timedelta(days=2)  # a phone without a network may send a visit of the last day so much later
# What an assignment that is offered instead of another takes over from it
KEPT = ("brand_id", "wave_id", "store_id", "edition_id", "window_to", "scenario", "brief", "wants")
KEPT_TERMS = ("fee", "expense_limit", "currency", "daypart", "look")
AT_ONCE = 500  # assignments that one sweep lapses


@transaction.atomic
def claim(assignment: UUID, *, by: Person, now: datetime | None = None) -> Assignment:
    """The open assignment is hers for `claim_hours`. Of two who claim at once exactly one has it.

    Claiming what is hers is harmless. Refused as `assignment_taken`, `quiz_needed`, `not_eligible` with the rules.
    """
    now = now or timezone.now()
    found = _found(assignment)
    lock_programme(found.brand_id)
    # two brands' programmes have two locks; this one keeps her claims at both apart
    Person.objects.select_for_update(no_key=True).only("id").get(pk=by.pk)
    found.refresh_from_db(fields=["state", "shopper"])
    if found.state == State.ASSIGNED and found.shopper_id == by.pk:
        return found
    if found.state != State.OPEN or found.window_to <= now or found.wave.closes < now.date():
        raise refused("assignment_taken")
    _must_be_allowed(found, by, now)
    until = min(max(now, found.window_from) + timedelta(hours=found.wave.claim_hours), found.window_to)
    if not _given(found.pk, by, now, until):
        raise refused("assignment_taken")
    note("assignment.claimed", found, by=by, brand=found.brand_id, detail={"until": until.isoformat()})
    return _found(assignment)


def _found(assignment: UUID) -> Assignment:
    wanted = Assignment.objects.select_related("wave", "store", "brand")
    return wanted.get(pk=assignment)


def _given(assignment: UUID, shopper: Person, now: datetime, until: datetime | None) -> bool:
    """One conditional update decides who has it."""
    still_open = Assignment.objects.filter(pk=assignment, state=State.OPEN, shopper=None)
    given = still_open.update(
        state=State.ASSIGNED,
        shopper=shopper,
        claimed_at=now if until else None,
        claim_until=until,
        changed_at=now,
    )
    return bool(given)


def _must_be_allowed(assignment: Assignment, shopper: Person, now: datetime) -> None:
    against = _against(assignment, shopper, now)
    if not against:
        return
    if all(one.rule == Rule.QUIZ for one in against):
        raise refused("quiz_needed", checklist=str(assignment.wave.checklist_id))
    raise refused("not_eligible", rules=[told_to_her(one) for one in against])


def _against(assignment: Assignment, shopper: Person, now: datetime) -> list[Ruling]:
    ((_, _, found),) = weigh(assignment, [shopper], now=now)
    return [one for one in found if not one.allows]


@transaction.atomic
def give_back(assignment: UUID, *, by: Person, reason: str = "", now: datetime | None = None) -> Assignment:
    """She doesn't make this visit: it is open to all again. Refused as `assignment_visited`."""
    found = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment)
    if found.state == State.VISITED:
        raise refused("assignment_visited")
    if found.state == State.ASSIGNED and found.shopper_id == by.pk:
        _open_again(found, now or timezone.now())
        detail = {"shopper": str(by.pk), "reason": reason[:300]}
        note("assignment.given_back", found, by=by, brand=found.brand_id, detail=detail)
    return found


def _open_again(found: Assignment, now: datetime) -> None:
    found.state = State.OPEN if found.window_to > now else State.LAPSED
    found.shopper = found.claimed_at = found.claim_until = None
    found.save(update_fields=["state", "shopper", "claimed_at", "claim_until", "changed_at"])


@transaction.atomic
def offer(assignment: UUID, *, by: Person, now: datetime | None = None) -> Assignment:
    """Headquarters puts it on the board, whosever it was. Refused as `assignment_visited`."""
    found = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment)
    if found.state == State.VISITED:
        raise refused("assignment_visited")
    if found.state != State.OPEN:
        was = str(found.shopper_id) if found.shopper_id else None
        _open_again(found, now or timezone.now())
        note("assignment.offered", found, by=by, brand=found.brand_id, detail={"was": was})
    return found


@transaction.atomic
def give(assignment: UUID, shopper: Person, *, by: Person, now: datetime | None = None) -> Assignment:
    """A scheduler gives an open assignment to somebody; the same rules hold. Refused as `assignment_taken`,
    `not_eligible` with the rules. The quiz she passes before her visit."""
    now = now or timezone.now()
    found = _found(assignment)
    lock_programme(found.brand_id)
    against = [one for one in _against(found, shopper, now) if one.rule != Rule.QUIZ]
    if against:
        told = [{"rule": str(one.rule), "allows": one.allows, "fact": one.fact} for one in against]
        raise refused("not_eligible", rules=told)
    if not _given(found.pk, shopper, now, None):
        raise refused("assignment_taken")
    record("assignment.given", found, by=by, brand=found.brand_id, detail={"shopper": str(shopper.pk)})
    return _found(assignment)


@transaction.atomic
def invite(assignment: UUID, *, shoppers: Iterable[UUID], by: Person) -> int:
    """Tell shoppers of an open assignment, each once: how many were told now. Refused as `assignment_taken`."""
    found = _found(assignment)
    if found.state != State.OPEN:
        raise refused("assignment_taken")
    people = shoppers_of(found.brand_id).filter(pk__in=list(shoppers))
    told = 0
    for person in people.exclude(pk__in=found.invitations.values("person")).order_by("id"):
        invitation, is_new = Invitation.objects.get_or_create(assignment=found, person=person)
        if is_new:
            detail = {"assignment": str(found.pk), "person": str(person.pk)}
            record("assignment.invited", invitation, by=by, brand=found.brand_id, detail=detail)
            told += 1
    return told


def nearest(assignment: Assignment, count: int, *, now: datetime) -> list[UUID]:
    """The shoppers who may have it and live nearest; those whose home is unknown come last."""
    weighed = weigh(assignment, shoppers_of(assignment.brand_id), now=now)
    may = [(km, one.id) for one, km, found in weighed if all(rule.allows for rule in found)]
    order = sorted(may, key=lambda pair: (pair[0] is None, pair[0] or 0.0, pair[1]))
    return [shopper for _, shopper in order][:count]


@transaction.atomic
def decline(assignment: UUID, *, by: Person) -> None:
    """She doesn't want what she was invited to; again is harmless."""
    hers = Invitation.objects.filter(assignment=assignment, person=by, declined_at=None)
    if hers.update(declined_at=timezone.now()):
        brand = Assignment.objects.values_list("brand_id", flat=True).get(pk=assignment)
        note("assignment.declined", assignment, by=by, brand=brand)


def lapse(now: datetime | None = None) -> int:
    """Claims whose time is over are offered again; what nobody visited in its window lapses. How many did."""
    now = now or timezone.now()
    claimed = Q(state=State.ASSIGNED, claim_until__lt=now)
    over = Q(state=State.OPEN, window_to__lt=now) | Q(state=State.ASSIGNED, window_to__lt=now - GRACE)
    # two queries, each over an index of its own
    lapsing = [
        key
        for which in (claimed, over)
        for key in Assignment.objects.filter(which).order_by("id").values_list("pk", flat=True)[:AT_ONCE]
    ]
    return sum(_lapsed(key, claimed | over, now) for key in dict.fromkeys(lapsing))


@transaction.atomic
def _lapsed(assignment: UUID, due: Q, now: datetime) -> bool:
    """Of two sweeps at once one finds it due."""
    found = Assignment.objects.select_for_update(of=("self",)).filter(due, pk=assignment).first()
    if found is None:
        return False
    was = str(found.shopper_id) if found.shopper_id else None
    until = found.claim_until.isoformat() if found.claim_until else None
    if found.window_to > now:
        _open_again(found, now)
    else:
        found.state = State.LAPSED
        found.save(update_fields=["state", "changed_at"])
    detail = {"shopper": was, "state": found.state, "until": until}
    write = record if was else note  # whose it was is told
    write("assignment.lapsed", found, brand=found.brand_id, detail=detail)
    return True


@transaction.atomic
def offer_instead(assignment: UUID, *, outcome: str, now: datetime | None = None) -> Assignment | None:
    """A visit could not be done: another is offered while the wave is open. None where it is not, or was already."""
    now = now or timezone.now()
    found = Assignment.objects.select_for_update(of=("self",)).select_related("wave").get(pk=assignment)
    standing = found.replaced_by.exclude(state=State.WITHDRAWN).first()
    if standing is not None or found.wave.closes < now.date() or found.window_to <= now:
        return None
    fresh = Assignment.objects.create(
        replaces=found,
        state=State.OPEN,
        window_from=min(max(found.window_from, now), found.window_to - timedelta(minutes=1)),
        **{name: getattr(found, name) for name in KEPT + KEPT_TERMS},
    )
    detail = {"replaces": str(found.pk), "outcome": outcome}
    note("assignment.replaced", fresh, brand=found.brand_id, detail=detail)
    return fresh


@transaction.atomic
def withdraw_instead(assignment: UUID) -> None:
    """The visit was done after all: what was offered instead of it is taken back while it is nobody's."""
    for fresh in Assignment.objects.select_for_update().filter(replaces=assignment, state=State.OPEN):
        fresh.state = State.WITHDRAWN
        fresh.save(update_fields=["state", "changed_at"])
        note("assignment.withdrawn", fresh, brand=fresh.brand_id, detail={"reason": "done_after_all"})
