"""The reader: checks what was received by plain SQL, hashes and arithmetic of its own. It imports no server code."""

import hashlib
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from storm.phone import Phone
from storm.sealing import Parcel, waits_for_a_person, worked

Row = tuple[Any, ...]
ACTS = "('visit.received', 'visit.completed', 'visit.graded', 'visit.released', 'visit.set_aside')"
# A heavy reaction whose worker was killed comes again when its lease of 15 minutes is over (docs/reliability.md)
WAITS = "handled_at IS NULL AND claimed_until IS NULL"


class Reader:
    """Everything that must hold after a storm. Each check yields the sentences that are broken."""

    def __init__(self, *, folder: Path, address: str, stage: dict[str, Any], phones: list[Phone]) -> None:
        self.folder, self.stage, self.phones = folder, stage, phones
        self.parcels = [parcel for phone in phones for parcel in phone.parcels]
        self.ask: Callable[[Any], Any] = (
            psycopg.connect(address, autocommit=True).execute
            if address
            else sqlite3.connect(folder / "encore.sqlite3", timeout=30).execute
        )

    def rows(self, sql: str) -> list[Row]:
        return [tuple(row) for row in self.ask(sql).fetchall()]

    def is_quiet(self) -> bool:
        """Whether nothing waits any more: no line of the journal, no stale scorecard."""
        stale = self.rows("SELECT count(*) FROM audits_scorecard WHERE stale_at IS NOT NULL")
        return self.waiting() == stale[0][0] == 0

    def waiting(self) -> int:
        """Lines of the journal that wait."""
        return int(self.rows(f"SELECT count(*) FROM audits_entry WHERE {WAITS}")[0][0])

    def done(self) -> int:
        """Lines of the journal that were handled."""
        return int(self.rows("SELECT count(*) FROM audits_entry WHERE handled_at IS NOT NULL")[0][0])

    def visits(self) -> Iterator[str]:
        """Every sealed visit is here exactly once, complete, byte for byte."""
        found = Counter(_key(key) for (key,) in self.rows("SELECT id FROM audits_visit"))
        yield from _differ("visits", found, Counter(parcel.visit for parcel in self.parcels))
        open_ = self.rows("SELECT id FROM audits_visit WHERE completed_at IS NULL OR current_id IS NULL")
        yield from (f"visit {key} is not complete" for (key,) in open_)
        kept = Counter(
            (_key(visit), standing, hashlib.sha256(bytes(sealed)).hexdigest())
            for visit, standing, sealed in self.rows("SELECT visit, standing, sealed FROM audits_revision")
        )
        yield from _differ("sealed bytes", kept, Counter(self._sealed()))

    def _sealed(self) -> Iterator[tuple[UUID, str, str]]:
        for parcel in self.parcels:
            yield parcel.visit, "accepted", parcel.sha256
            if parcel.other is not None:
                yield parcel.visit, "conflict", hashlib.sha256(parcel.other).hexdigest()

    def blobs(self) -> Iterator[str]:
        """Every promised photo is in the media store under its hash, and hashes to it."""
        promised = Counter(sha256 for parcel in self.parcels for sha256 in set(parcel.photos))
        sizes = {name: len(photo) for parcel in self.parcels for name, photo in parcel.photos.items()}
        found = self.rows("SELECT sha256, bytes, stored_at IS NOT NULL FROM audits_blob")
        yield from _differ(
            "blobs",
            Counter((a, b, bool(c)) for a, b, c in found),
            Counter((*one, True) for one in sizes.items()),
        )
        links = "SELECT b.sha256, r.visit FROM audits_photo p JOIN audits_blob b ON b.id = p.blob_id "
        links += "JOIN audits_revision r ON r.id = p.revision_id WHERE r.standing = 'accepted'"
        linked = Counter(sha256 for sha256, _ in {(a, _key(b)) for a, b in self.rows(links)})
        yield from _differ("promised photos", linked, promised)
        media = self.folder / "media" / "blobs" / str(UUID(self.stage["brand"]))
        for sha256, size in sizes.items():
            path = media / sha256[:2] / sha256
            content = path.read_bytes() if path.is_file() else b""
            if (len(content), hashlib.sha256(content).hexdigest()) != (size, sha256):
                yield f"blob {sha256} is not in the media store as it was sent"
        if left := self.rows("SELECT count(*) FROM audits_chunk")[0][0]:
            yield f"{left} parts of blobs are left over"

    def receipts(self) -> Iterator[str]:
        """Every receipt ever given still holds: the same receipt, the same moment, nothing taken back."""
        for phone in self.phones:
            yield from phone.strange
            for parcel in phone.parcels:
                heard = phone.call("GET", f"/api/v1/visits/{parcel.visit}/receipt")
                now = heard.json() if heard.status == 200 else {}
                yield from _went_back(parcel, now)

    def scorecards(self) -> Iterator[str]:
        """Every scorecard equals one reckoned from the sealed answers alone."""
        sql = "SELECT level, subject, n, score, surplus, critical FROM audits_scorecard WHERE n > 0"
        found = {(level, _key(subject)): tuple(rest) for level, subject, *rest in self.rows(sql)}
        expected = dict(self._reckoned())
        for key in found.keys() | expected.keys():
            mine, theirs = expected.get(key), found.get(key)
            if mine is None or theirs is None or not all(map(_equal, mine, theirs)):
                yield f"the scorecard of {key} says {theirs}, reckoned from nothing it is {mine}"

    def _reckoned(self) -> Iterator[tuple[tuple[str, UUID], Row]]:
        tales, places = {one["id"]: one for one in worked()}, {}
        stores: dict[UUID, list[Any]] = defaultdict(list)
        for line in self.stage["assignments"]:
            tale, store = tales[line["told"]], UUID(line["store"])
            places[store] = UUID(line["region"])
            if not waits_for_a_person(tale):  # all others are released by rule
                stores[store].append(tale["expected"])
        cards = {store: _store(visits) for store, visits in stores.items()}
        yield from ((("store", store), card) for store, card in cards.items() if card[0])
        groups = {("region", region) for region in places.values()} | {("brand", UUID(self.stage["brand"]))}
        for level, subject in groups:
            chosen = [card for store, card in cards.items() if level == "brand" or places[store] == subject]
            yield (level, subject), _group(chosen)

    def journal(self) -> Iterator[str]:
        """The journal has exactly one line for every act."""
        sql = f"SELECT verb, subject FROM audits_entry WHERE verb IN {ACTS}"
        found = Counter((verb, UUID(subject)) for verb, subject in self.rows(sql))
        tales = {one["id"]: one for one in worked()}
        expected = Counter[tuple[str, UUID]]()
        for parcel in self.parcels:
            verbs = ["visit.received", "visit.completed", "visit.graded"]
            verbs += [] if waits_for_a_person(tales[parcel.told]) else ["visit.released"]
            verbs += ["visit.set_aside"] if parcel.other is not None else []
            expected.update((verb, parcel.visit) for verb in verbs)
        yield from _differ("lines of the journal", found, expected)

    def queues(self) -> Iterator[str]:
        """Nothing waits: every line of the journal was handled, no scorecard is stale."""
        for key, verb, trouble in self.rows(f"SELECT id, verb, trouble FROM audits_entry WHERE {WAITS}"):
            yield f"line {key} ({verb}) still waits: {trouble}"
        for (key,) in self.rows("SELECT id FROM audits_scorecard WHERE stale_at IS NOT NULL"):
            yield f"scorecard {key} is stale"


def _key(key: Any) -> UUID:
    return key if isinstance(key, UUID) else UUID(str(key))


def _differ(what: str, found: Counter[Any], expected: Counter[Any]) -> Iterator[str]:
    yield from (f"{what}: {count} too few of {key}" for key, count in (expected - found).items())
    yield from (f"{what}: {count} too many of {key}" for key, count in (found - expected).items())


def _went_back(parcel: Parcel, now: dict[str, Any]) -> Iterator[str]:
    stored = {name for name, blob in now.get("blobs", {}).items() if blob["state"] == "stored"}
    for given in parcel.receipts:
        same = ("receipt", "visit", "revision", "sha256", "received_at", "server_epoch")
        had = {name for name, blob in given["blobs"].items() if blob["state"] == "stored"}
        was_complete = given["state"] == "complete"
        if any(given[name] != now.get(name) for name in same) or not had <= stored:
            yield f"a receipt of {parcel.visit} no longer holds: given {json.dumps(given)}, now {json.dumps(now)}"
        elif was_complete and now["state"] != "complete":
            yield f"{parcel.visit} was complete and is {now['state']}"


def _store(visits: list[dict[str, Any]]) -> Row:
    shares = [100 * Fraction(one["overall"]["exact"]) for one in visits if one["overall"]["exact"]]
    shifts = [Fraction(one["surplus"]["exact"]) for one in visits if one["surplus"]["exact"]]
    return len(shares), _mean(shares), _mean(shifts), 0


def _group(cards: list[Row]) -> Row:
    scores = [card[1] for card in cards if card[1] is not None]
    shifts = [card[2] for card in cards if card[2] is not None]
    return sum(card[0] for card in cards), _mean(scores), _mean(shifts), 0


def _mean(values: list[Fraction]) -> Fraction | None:
    return sum(values, Fraction(0)) / len(values) if values else None


def _equal(mine: Any, theirs: Any) -> bool:
    if mine is None or theirs is None:
        return mine is theirs
    return abs(float(mine) - float(theirs)) < 1e-6
