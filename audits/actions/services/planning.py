"""Action plans: drawn from lost points, owned, proved."""

from datetime import date
from decimal import Decimal
from typing import IO, Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from audits.actions.models import Action, ActionNote
from audits.actions.order import easiest_first
from audits.actions.queries import owners_of
from audits.journal.services import note
from audits.people.models import Person
from audits.places.models import Store
from audits.refusals import refused
from audits.reviews.services import outline_of
from audits.scorecards.models import Scorecard
from audits.scorecards.network import Network
from audits.scorecards.reading import Standing
from audits.scorecards.words import EditionWords
from audits.visits.services.uploads import keep_picture
from audits.waves.models import Wave

State = Action.State
STANDING = (State.OPEN, State.DONE)  # of which a point has one at a time


@transaction.atomic
def draw(store: Store, *, by: Person, wave: Wave | None = None, most: int = 3) -> tuple[list[Action], int]:
    """New actions for the store's points most easily won back, and how many lost points were left out.

    From its newest scorecard, or that of `wave`. Points that have an open action keep that one.
    """
    card = _card(store, wave)
    if card is None:
        return [], 0
    taken = set(store.actions.filter(state__in=STANDING).values_list("question", flat=True))
    words = _words(card.wave)
    losses = Standing("store", card.moments, card.sums, Network.of(None, [])).losses()
    costs = {name: words.question(name)["cost"] for name in losses}
    fresh = [one for one in easiest_first(losses, costs) if one[0] not in taken]
    made = [
        _make(store, card.wave, question, by=by, cost=cost, points=points, words=words)
        for question, cost, points in fresh[:most]
    ]
    return made, len(fresh) - len(made)


@transaction.atomic
def make(
    store: Store,
    *,
    by: Person,
    wave: Wave,
    question: str,
    words: str = "",
    owner: UUID | None = None,
    due: date | None = None,
) -> Action:
    """An action for one question, by hand. Refused as `action_open`, or `invalid` for an unknown question."""
    edition = _words(wave)
    if question not in edition.outline.places:
        raise refused("invalid", errors={"question": ["unknown"]})
    if store.actions.filter(question=question, state__in=STANDING).exists():
        raise refused("action_open")
    card = _card(store, wave)
    losses = Standing("store", card.moments, card.sums, Network.of(None, [])).losses() if card else {}
    points = losses.get(question, {"points": 0})["points"]
    cost = edition.question(question)["cost"]
    made = _make(store, wave, question, by=by, cost=cost, points=points, words=edition, wish=words)
    return change(made, by=by, owner=owner, due=due) if owner or due else made


def _make(
    store: Store,
    wave: Wave,
    question: str,
    *,
    by: Person,
    cost: str,
    points: float,
    words: EditionWords,
    wish: str = "",
) -> Action:
    label = words.label(question)
    said = wish or label.get(store.brand.language) or label.get(by.language) or next(iter(label.values()))
    try:
        with transaction.atomic():
            action = Action.objects.create(
                brand_id=store.brand_id,
                store=store,
                wave=wave,
                question=question,
                words=said[:300],
                cost=cost[:12],
                points=Decimal(str(round(points, 2))),
                by=by,
            )
    except IntegrityError:  # somebody else has just drawn the same point
        raise refused("action_open") from None
    note("action.made", action, by=by, brand=store.brand_id, detail={"question": question})
    return action


@transaction.atomic
def change(action: Action, *, by: Person, **wishes: Any) -> Action:
    """Other `words`, `owner`, `due` or `state` (done, open, dropped). Refused as `action_settled` once a visit has
    checked it, as `invalid` where the owner has nothing to do with the store."""
    row = Action.objects.select_for_update(of=("self",)).select_related("store").get(pk=action.pk)
    if row.state not in (*STANDING, State.DROPPED) or (row.state == State.DROPPED and "state" in wishes):
        raise refused("action_settled")
    owner = wishes.pop("owner", row.owner_id)
    if owner and owner != row.owner_id and not owners_of(row.store).filter(pk=owner).exists():
        raise refused("invalid", errors={"owner": ["unknown"]})
    if owner != row.owner_id:
        row.owner_told_at = timezone.now() if owner == by.pk else None  # who took it herself knows
    if wishes.get("due", row.due) != row.due:
        row.late_told_at = None
    row.owner_id = owner
    for name in ("words", "due", "state"):
        setattr(row, name, wishes.get(name, getattr(row, name)))
    if "state" in wishes:
        row.done_at = timezone.now() if row.state == State.DONE else None
    row.save()
    detail = {"state": row.state, "changed": sorted({*wishes, *(["owner"] if owner else [])})}
    note("action.changed", row, by=by, brand=row.brand_id, detail=detail)
    return row


@transaction.atomic
def comment(action: Action, *, by: Person, words: str) -> ActionNote:
    """A comment, for everybody who reads the action."""
    note("action.commented", action, by=by, brand=action.brand_id)
    return ActionNote.objects.create(action=action, words=words, by=by)


@transaction.atomic
def prove(action: Action, *, by: Person, file: IO[bytes], bytes_: int) -> Action:
    """A photo of what was done. Refused as `action_settled`, picture_unreadable, picture_too_large."""
    if action.state not in STANDING:
        raise refused("action_settled")
    blob = keep_picture(brand=action.brand_id, file=file, bytes_=bytes_)
    Action.objects.filter(pk=action.pk).update(proof=blob)
    note("action.proved", action, by=by, brand=action.brand_id)
    action.refresh_from_db()
    return action


def _card(store: Store, wave: Wave | None) -> Scorecard | None:
    cards = Scorecard.objects.filter(store=store, level=Scorecard.Level.STORE, n__gt=0)
    if wave is not None:
        cards = cards.filter(wave=wave)
    related = cards.select_related("wave__edition").defer("wave__edition__printed", "wave__edition__workbook")
    return related.order_by("-wave__opens", "-wave__number").first()


def _words(wave: Wave) -> EditionWords:
    return EditionWords(outline_of(wave.edition_id, wave.edition.sha256))
