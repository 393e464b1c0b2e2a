"""What a phone is told by `GET /sync`: everything that a shopper needs to work without a network."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from audits.journal.models import Entry
from audits.people.models import Person
from audits.people.queries import kinds_taken_back, posts_that
from audits.people.roles import May
from audits.visits.keeping import MOST_BYTES
from audits.visits.models import Revision, Visit
from audits.visits.receipts import Receipt, receipts_for, rfc3339, server_epoch
from audits.waves.gathering import edition_languages
from audits.waves.offers import Offer, offers_for
from audits.waves.queries import briefed
from audits.waves.telling import briefing_of, passed_by, told_offers, told_pictures

# What a brand's policy may say otherwise
POLICY: dict[str, Any] = {
    "photo_budget_bytes": 60_000_000,  # of one visit
    "retention_days": 30,  # answers and receipts stay on the phone
    "chunk_bytes": 256 * 1024,
    "blob_limit_bytes": MOST_BYTES,
}
# Lines of the journal after which a receipt says something else
RECEIPT_VERBS = (
    "visit.received",
    "visit.completed",
    "visit.set_aside",
    "visit.accepted",
    "visit.withdrawn",
)
# Lines get their numbers before they are committed: those so young may have been passed over.
OVERLAP = timedelta(minutes=2)
TOMBSTONES = timedelta(days=180)
MOST_OFFERS = 50  # of the board, for a phone without a network


def briefing(person: Person, *, cursor: str | None, now: datetime) -> dict[str, Any]:
    """The document of `GET /sync`, without `server_time`: it is the same as long as nothing has changed."""
    epoch, policy = server_epoch(), policy_of(person)
    assignments = briefed(person)
    backs = _send_backs(person)
    since = now - timedelta(days=max(1, int(policy["retention_days"])))
    receipts, cursor = _receipts(person, since=since, cursor=_number(cursor, epoch), epoch=epoch, now=now)
    passed, words = passed_by(person), [_words(row["brief"], person.language) for row in assignments]
    editions = {row["edition__sha256"] for row in assignments} | {back.pop("edition") for back in backs}
    return {
        "server_epoch": epoch,
        "cursor": cursor,
        "person": {"id": str(person.pk), "name": person.name, "language": person.language}
        | {"taken_back": kinds_taken_back(person)},
        "policy": policy,
        "assignments": [
            _assignment(row, said) | briefing_of(row, said, passed)
            for row, said in zip(assignments, words, strict=True)
        ],
        "offers": told_offers(_offers(person, now), person),
        "brief_pictures": told_pictures(words, {row["brand_id"] for row in assignments}),
        "editions": sorted(editions),
        "send_backs": backs,
        "recalled": _recalled(person, now),
        "receipts": receipts,
        "withdrawn": _withdrawn(person, now),
    }


def policy_of(person: Person) -> dict[str, Any]:
    """The defaults, overruled by the policy of the first brand that she shops for."""
    posts = posts_that(person, May.SHOP)
    told = posts[0].brand.policy if posts else {}
    return {
        name: told[name] if isinstance(told.get(name), int) and told[name] > 0 else default
        for name, default in POLICY.items()
    }


def _offers(person: Person, now: datetime) -> list[Offer]:
    """Those that she may claim, now or once she has passed the quiz, and those that she was invited to."""
    offers = offers_for(person, now=now)
    return [one for one in offers if one.may or one.invited or one.wants_quiz_alone][:MOST_OFFERS]


def told_assignment(assignment: UUID, person: Person) -> dict[str, Any] | None:
    """One of her assignments as `GET /sync` tells it."""
    for row in briefed(person):
        if row["id"] == assignment:
            words = _words(row["brief"], person.language)
            return _assignment(row, words) | briefing_of(row, words, passed_by(person))
    return None


def _assignment(row: dict[str, Any], words: str) -> dict[str, Any]:
    return {
        "id": str(row["id"]),
        "state": row["state"],
        "store": _store(row),
        "checklist": row["wave__checklist__title"],
        "edition": row["edition__sha256"],
        "window": {"from": rfc3339(row["window_from"]), "to": rfc3339(row["window_to"])},
        "scenario": row["scenario"],
        "brief": words,
        "languages": list(edition_languages(row["edition_id"])),
        "fee": str(row["fee"]),
        "currency": row["currency"],
    }


def _store(row: dict[str, Any]) -> dict[str, Any]:
    address, city = row["store__address"], row["store__city"]
    return {
        "id": str(row["store_id"]),
        "name": row["store__name"],
        "address": address if city in address else ", ".join(filter(None, (address, city))),
        "lat": row["store__lat"],
        "lon": row["store__lon"],
        "timezone": row["store__timezone"],
    }


def _words(brief: dict[str, str], language: str) -> str:
    return brief.get(language) or brief.get("en") or next(iter(brief.values()), "")


def _send_backs(person: Person) -> list[dict[str, Any]]:
    # The verdict lives on a higher floor; from the visit its send-backs are reached by name.
    rows = (
        Visit.objects.filter(
            shopper=person,
            state=Visit.State.SENT_BACK,
            send_backs__isnull=False,
            send_backs__mended_at=None,
        )
        .order_by("send_backs__due", "id")
        .values_list(
            "id",
            "edition__sha256",
            "send_backs__revision",
            "send_backs__reason",
            "send_backs__due",
            "send_backs__answers",
        )
    )
    return [
        {
            "visit": str(visit),
            "edition": edition,
            "revision": revision,
            "reason": reason,
            "due": rfc3339(due),
            "answers": answers,
        }
        for visit, edition, revision, reason, due, answers in rows
    ]


def _recalled(person: Person, now: datetime) -> list[dict[str, Any]]:
    """Revisions that were sent back, that nobody mended, and that headquarters judges as they stand."""
    rows = Visit.objects.exclude(state__in=(Visit.State.SENT_BACK, Visit.State.WITHDRAWN)).filter(
        shopper=person,
        send_backs__mended_at__gt=now - TOMBSTONES,
        send_backs__revision=F("current__number"),
    )
    told = rows.order_by("id").values_list("id", "current__number").distinct()
    return [{"visit": str(visit), "revision": revision} for visit, revision in told]


def _withdrawn(person: Person, now: datetime) -> list[str]:
    rows = Visit.objects.filter(
        shopper=person, state=Visit.State.WITHDRAWN, received_at__gt=now - TOMBSTONES
    ).order_by("-received_at")
    return [str(visit) for visit in rows.values_list("id", flat=True)]


def _number(cursor: str | None, epoch: str) -> int | None:
    """The journal's number in a cursor of ours; None, so everything, where it is of another epoch or no cursor."""
    head, _, number = (cursor or "").partition(".")
    is_ours = head == epoch[:8] and number.isascii() and number.isdigit() and len(number) < 19
    return int(number) if is_ours else None


def _receipts(
    person: Person, *, since: datetime, cursor: int | None, epoch: str, now: datetime
) -> tuple[list[Receipt], str]:
    sent = Revision.objects.filter(person=person, received_at__gt=since).values_list("visit", flat=True)
    hers = {str(visit) for visit in sent}
    lines = Entry.objects.filter(subject__in=hers, verb__in=RECEIPT_VERBS)
    if cursor is not None:
        lines = lines.filter(Q(id__gt=cursor) | Q(at__gt=now - OVERLAP))
    told = list(lines.values_list("id", "subject"))
    newest = max((number for number, _ in told), default=0)
    changed = hers if cursor is None else {subject for _, subject in told}
    receipts = receipts_for(person=person.pk, visits=map(UUID, sorted(changed)))
    return receipts, f"{epoch[:8]}.{max(newest, cursor or 0)}"
