"""One storm from one seed, and what came of it."""

import json
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from storm.code import commit
from storm.crew import Crew
from storm.ground import Ground
from storm.phone import LONGEST_WAIT, LOOK_AGAIN, Phone
from storm.proxy import Proxy
from storm.reader import Reader
from storm.sealing import Parcel, parcels
from tests.servers import free_port

INVARIANTS = {
    "visits": "every sealed visit is complete exactly once, byte for byte",
    "blobs": "every blob re-hashes, none is missing, none is left in parts",
    "receipts": "every receipt ever given still holds",
    "scorecards": "every scorecard equals a recomputation from nothing",
    "journal": "the journal has exactly one line for every act",
    "queues": "the queues are empty",
}


VISITS_OF_A_PACE = 1000  # a storm of more visits lasts longer, and is killed in as often, not as fast
WAIT_OF_A_PHONE = (
    0.02  # seconds: many phones wait longer, as they do out there, or a dead server is never up again
)
MANY = 50  # phones
VISITS_A_SECOND = (
    15  # are sealed: about what two cores receive and grade, so that the server is busy, not buried
)
AT_MOST = 600  # seconds, and one more for each visit: a busy machine is slow, and that proves nothing
STUCK = 180  # seconds in which nothing at all is done: only then has what waits stopped to move
TELLING = 30  # seconds between two words on how far a storm is
LASTS = 1000  # visits: from so many on a storm says how far it is
BACKED_UP, RESTORED = 0.2, 0.6  # shares of the visits that are in by then


@dataclass
class Size:
    """How large a storm is, and on what."""

    seed: int
    phones: int
    visits: int
    db: str


@dataclass
class Outcome:
    """What was done and what was found. `broken` holds sentences by invariant; empty: all held."""

    seed: int
    phones: int
    visits: int
    db: str
    seconds: float = 0
    photos: int = 0
    megabytes: float = 0
    attempts: int = 0
    receipts: int = 0
    faults: dict[str, int] = field(default_factory=dict)
    kills: dict[str, int] = field(default_factory=dict)
    broken: dict[str, list[str]] = field(default_factory=dict)
    settled: float = 0  # seconds from the last receipt to empty queues
    code: str = ""  # the commit it was raised on; unknown in the oldest rows

    @property
    def is_well(self) -> bool:
        return not any(self.broken.values())


def storm(size: Size, ground: Ground | None = None) -> Outcome:
    """Raise one storm and read what is left of it."""
    outcome = Outcome(**asdict(size), code=commit())
    copied = ground.of(size.db) if ground else None
    pace = max(1.0, size.visits / VISITS_OF_A_PACE)
    with (
        tempfile.TemporaryDirectory(prefix="encore-storm-", dir="/tmp") as made,
        Crew(Path(made), engine=size.db, port=free_port(), ground=copied, pace=pace) as crew,
    ):
        stage = json.loads(crew.stage(size.seed, size.phones, size.visits))
        crew.start()
        started = time.monotonic()
        phones = _rage(size, crew, stage, outcome)
        outcome.seconds = round(time.monotonic() - started, 1)
        _read(crew, stage, phones, outcome)
    return outcome


def _rage(size: Size, crew: Crew, stage: dict[str, Any], outcome: Outcome) -> list[Phone]:
    proxy = Proxy(seed=size.seed, upstream=crew.port)
    phones = _phones(size.seed, stage, proxy.server_port)
    for phone in phones:
        phone.start()
    end = time.monotonic() + AT_MOST + size.visits
    night = Night(crew, phones, Telling(outcome))
    crew.kill_at_random(
        Random(f"kills {size.seed}"),
        is_over=lambda: time.monotonic() > end or (night.is_over and all(p.is_done for p in phones)),
        between=night.look,
    )
    for phone in phones:
        phone.over.set()
        phone.join(60)
    proxy.shutdown()
    _count(outcome, phones, proxy, crew)
    return phones


@dataclass
class Night:
    """The server is backed up when some visits are in, and comes back from that backup when many are."""

    crew: Crew
    phones: list[Phone]
    telling: "Telling"
    backed_up: bool = False
    is_over: bool = False

    def look(self) -> None:
        parcels = [parcel for phone in self.phones for parcel in phone.parcels]
        done = sum(parcel.is_done for parcel in parcels)
        share = done / max(1, len(parcels))
        self.telling.tell(
            lambda: (
                f"{done:,} of {len(parcels):,} visits received whole, {self.crew.kills.total()} parts killed"
            )
        )
        if not self.backed_up and share >= BACKED_UP:
            self.crew.back_up()
            self.backed_up = True
        elif self.backed_up and not self.is_over and share >= RESTORED:
            self.crew.restore()
            self.is_over = True
            for phone in self.phones:
                phone.wants_news = True  # as each does within a quarter of an hour


def _phones(seed: int, stage: dict[str, Any], port: int) -> list[Phone]:
    by_token: dict[str, list[Parcel]] = defaultdict(list)
    for token, parcel in parcels(seed, stage):
        by_token[token].append(parcel)
    hours = max(12.0, len(stage["assignments"]) / VISITS_A_SECOND)  # long enough to be killed in
    wait = max(LONGEST_WAIT, WAIT_OF_A_PHONE * len(by_token))
    # many phones that have sent everything would keep the server from those that have not
    again = max(LOOK_AGAIN, wait * 30 if len(by_token) > MANY else 0)
    return [
        Phone(
            token,
            mine,
            port=port,
            chance=Random(f"phone {seed} {n}"),
            hours=hours,
            longest_wait=wait,
            look_again=again,
        )
        for n, (token, mine) in enumerate(by_token.items())
    ]


def _count(outcome: Outcome, phones: list[Phone], proxy: Proxy, crew: Crew) -> None:
    sealed = [parcel for phone in phones for parcel in phone.parcels]
    photos = [photo for parcel in sealed for photo in parcel.photos.values()]
    outcome.photos, outcome.megabytes = len(photos), round(sum(map(len, photos)) / 1e6, 1)
    outcome.attempts, outcome.faults = proxy.requests, dict(proxy.injected)
    outcome.receipts = sum(len(parcel.before) + len(parcel.receipts) for parcel in sealed)
    outcome.kills = dict(crew.kills)


def _read(crew: Crew, stage: dict[str, Any], phones: list[Phone], outcome: Outcome) -> None:
    crew.start()
    for phone in phones:
        phone.port = crew.port  # from now on without the proxy
    reader = Reader(folder=crew.folder / "data", address=crew.address, stage=stage, phones=phones)
    began = time.monotonic()
    outcome.broken["queues"] = _settle(crew, reader, Telling(outcome))
    outcome.settled = round(time.monotonic() - began, 1)
    for name in INVARIANTS:
        outcome.broken[name] = outcome.broken.get(name, []) + list(getattr(reader, name)())


def _settle(crew: Crew, reader: Reader, telling: "Telling") -> list[str]:
    """Wait for as long as anything moves: how fast a busy machine grades proves nothing, that it stops does."""
    end = time.monotonic() + AT_MOST + telling.outcome.visits
    done, moved = reader.done(), time.monotonic()
    while not (reader.is_quiet() and crew.waiting_in_broker() == 0):
        if (now_done := reader.done()) != done:
            done, moved = now_done, time.monotonic()
        if time.monotonic() > min(end, moved + STUCK):
            return [
                f"empty queues never came: {done:,} lines done, nothing for {time.monotonic() - moved:.0f} s"
            ]
        telling.tell(lambda: f"all received; {reader.waiting():,} lines of the journal wait")
        time.sleep(0.5)
    return []


class Telling:
    """How far a storm is that lasts."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome, self.began = outcome, time.monotonic()
        self._next = self.began + TELLING

    def tell(self, words: Callable[[], str]) -> None:
        now = time.monotonic()
        if self.outcome.visits >= LASTS and now > self._next:
            print(f"  {now - self.began:5.0f} s  {words()}", file=sys.stderr, flush=True)
            self._next = now + TELLING
