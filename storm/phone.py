"""A simulated phone: it keeps every visit until a receipt lists every byte of it, whatever the line says.

Written from sync.md alone; it shares no code with the server.
"""

import base64
import hashlib
import http.client
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import quote

from storm.sealing import Parcel

PART = 256 * 1024  # bytes of a photo's part
WHOLE = 8 * PART  # what a phone that knows nothing of the line's limits begins with; a proxy may refuse it
LEAST = 16 * 1024  # a part is never halved below it
TIMEOUT = 60.0  # seconds for one answer; the app waits 45 for sealed bytes and 120 for a part
LONGEST_WAIT = 0.8  # seconds; a real phone waits up to five minutes
LOOK_AGAIN = (
    20.0  # seconds, at most, until a phone with nothing to send asks for news; a real one every 15 minutes
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What came back over the line."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """The document, or None where the answer holds none: a captive portal's page, a cut answer."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None


def digest(content: bytes) -> str:
    return base64.b64encode(hashlib.sha256(content).digest()).decode()


class Phone(threading.Thread):
    """One shopper's phone. Works through its parcels in any order until all are done or it is told to stop."""

    def __init__(
        self,
        token: str,
        parcels: list[Parcel],
        *,
        port: int,
        chance: Random,
        hours: float,
        longest_wait: float = LONGEST_WAIT,
        look_again: float = LOOK_AGAIN,
    ) -> None:
        super().__init__(daemon=True)
        self.hours = hours  # seconds over which its visits are sealed, one after the other
        self.longest_wait, self.look_again = longest_wait, look_again
        self.parts = dict[
            str, int
        ]()  # by photo: the most bytes that it sends in one request, as far as it knows
        self.began = time.monotonic()
        self.token, self.parcels, self.port, self.chance = token, parcels, port, chance
        self.attempts, self.strange = 0, list[str]()
        self.epoch, self.cursor, self.wants_news = "", "", False
        self.over = threading.Event()

    def run(self) -> None:
        wait, self.began = 0.02, time.monotonic()
        while not self.over.is_set():
            left = [one for one in self._sealed() if not one.is_done]
            went_on = self._attempt(self.chance.choice(left)) if left else self._look()
            wait = 0.02 if went_on else min(wait * 2, self.longest_wait)
            # who has nothing to send and needs no news is in no hurry, not even where nobody answered
            rests = not left and (went_on or not self.wants_news)
            self.over.wait(self._idle() if rests else self.chance.uniform(0, wait))

    def _sealed(self) -> list[Parcel]:
        share = (time.monotonic() - self.began) / self.hours
        return self.parcels[: 1 + int(share * len(self.parcels))]

    def _idle(self) -> float:
        """Seconds until a phone with nothing to send does anything: its next visit is sealed, or it asks for news."""
        sealed, all_ = len(self._sealed()), len(self.parcels)
        next_ = (
            self.began + self.hours * sealed / all_ - time.monotonic() if sealed < all_ else self.look_again
        )
        return max(0.02, min(next_, self.chance.uniform(0, self.look_again)))

    @property
    def is_done(self) -> bool:
        return not self.wants_news and all(one.is_done for one in self.parcels)

    def _look(self) -> bool:
        """Ask for news: that the server is another than before shows in every answer."""
        try:
            heard = self.call("GET", f"/api/v1/sync?cursor={self.cursor}" if self.cursor else "/api/v1/sync")
        except (OSError, http.client.HTTPException):
            return False
        told = heard.json() if heard.status == 200 else None
        if not isinstance(told, dict) or "server_epoch" not in told:
            return False
        self.cursor, self.wants_news = quote(told["cursor"]), False
        return True

    def _notice(self, epoch: str) -> None:
        """A server of another epoch was restored from a backup: everything is offered again."""
        if self.epoch and epoch and epoch != self.epoch:
            for parcel in self.parcels:
                parcel.offer_again()
            self.cursor = ""
        self.epoch = epoch or self.epoch

    def _attempt(self, parcel: Parcel) -> bool:
        self.attempts += 1
        try:
            return self._step_for(parcel)(parcel)
        except (OSError, http.client.HTTPException):
            return False  # no answer: nothing is known, everything is kept

    def _step_for(self, parcel: Parcel) -> Callable[[Parcel], bool]:
        if parcel.is_complete:
            return self._send_the_second_tabs
        # a phone that was killed knows nothing but its sealed bytes: it offers them again
        if not parcel.receipts or self.chance.random() < 0.1:
            return self._put
        return self._send_photo if parcel.receipts[-1]["missing"] else self._ask

    def call(self, method: str, path: str, body: bytes = b"", **headers: str) -> Heard:
        """One request on a connection of its own."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            line.request(method, path, body, {"Authorization": f"Bearer {self.token}"} | named)
            answer = line.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            self._notice(told.get("server-epoch", ""))
            return Heard(answer.status, told, answer.read())
        finally:
            line.close()

    def _put(self, parcel: Parcel) -> bool:
        heard = self._offer(parcel, parcel.content)
        if _is_conflict(heard) and self._lost_both(parcel):
            parcel.give_way()
            return True
        return heard.status in (200, 201) and self._believe(parcel, heard.json())

    def _lost_both(self, parcel: Parcel) -> bool:
        """Whether this server may have met the second tab's bytes first: it came back from a backup, and has given
        no receipt of the first tab's since. A server that was never restored takes nothing in their place."""
        return parcel.other is not None and bool(parcel.before) and not parcel.receipts

    def _offer(self, parcel: Parcel, content: bytes) -> Heard:
        path = f"/api/v1/visits/{parcel.visit}/revisions/1"
        said = f"sha-256=:{digest(content)}:"
        return self.call("PUT", path, content, Content_Type="application/json", Content_Digest=said)

    def _ask(self, parcel: Parcel) -> bool:
        if self.chance.random() < 0.5:
            heard = self.call("GET", f"/api/v1/visits/{parcel.visit}/receipt")
            return heard.status == 200 and self._believe(parcel, heard.json())
        asked = {"visit": str(parcel.visit), "revision": 1, "sha256": parcel.sha256}
        body = json.dumps({"receipts": [asked]}).encode()
        heard = self.call("POST", "/api/v1/receipts/query", body, Content_Type="application/json")
        told = heard.json() if heard.status == 200 else None
        found = told.get("receipts") if isinstance(told, dict) else None
        return self._believe(parcel, found[0]) if found else False

    def _believe(self, parcel: Parcel, told: Any) -> bool:
        """A receipt is JSON that names this visit, its own hash, and the sizes of its photos; else it is none."""
        if not isinstance(told, dict) or "receipt" not in told:
            return False
        mine = (str(parcel.visit), 1, parcel.sha256)
        sizes = {name: blob["bytes"] for name, blob in told["blobs"].items()}
        if (told["visit"], told["revision"], told["sha256"]) != mine or sizes != {
            name: len(photo) for name, photo in parcel.photos.items()
        }:
            self.strange.append(f"a receipt for {parcel.visit} is not its own: {told}")
            return False
        parcel.receipts.append(told)
        return True

    def _send_photo(self, parcel: Parcel) -> bool:
        sha256 = parcel.receipts[-1]["missing"][0]
        content = parcel.photos[sha256]
        path = f"/api/v1/visits/{parcel.visit}/blobs/{sha256}"
        most = self.parts.setdefault(sha256, self.chance.choice((PART, WHOLE)))
        if len(content) <= most and self.chance.random() < 0.5:
            heard = self.call("PUT", path, content, Content_Type="application/octet-stream")
            self._heed(sha256, heard)
            return heard.status in (200, 201) and self._believe(parcel, heard.json())
        return self._resume(parcel, sha256, path)

    def _heed(self, sha256: str, heard: Heard) -> None:
        """A line that takes less than was sent says so with 413: half as much from now on."""
        if heard.status == 413:
            self.parts[sha256] = max(LEAST, self.parts[sha256] // 2)

    def _resume(self, parcel: Parcel, sha256: str, path: str) -> bool:
        content = parcel.photos[sha256]
        heard = self.call("HEAD", path, Tus_Resumable="1.0.0")
        offset = _offset(heard)
        while offset is not None and offset < len(content):
            part = content[offset : offset + self.parts[sha256]]
            heard = self.call(
                "PATCH",
                path,
                part,
                Content_Type="application/offset+octet-stream",
                Tus_Resumable="1.0.0",
                Upload_Offset=str(offset),
                Upload_Checksum=f"sha256 {digest(part)}",
            )
            self._heed(sha256, heard)
            offset = _offset(heard) if heard.status in (204, 409) else None
        return offset == len(content) and self._ask(parcel)

    def _send_the_second_tabs(self, parcel: Parcel) -> bool:
        assert parcel.other is not None
        heard = self._offer(parcel, parcel.other)
        told = heard.json()
        if heard.status in (200, 201) and self._lost_both(parcel):  # said by the epoch of this very answer
            parcel.give_way()
            return self._believe(parcel, told)
        if heard.status in (200, 201) and isinstance(told, dict):
            self.strange.append(f"other bytes of {parcel.visit} were taken as {heard.status}")
        parcel.conflict_told = _is_conflict(heard)
        return parcel.conflict_told


def _is_conflict(heard: Heard) -> bool:
    told = heard.json() if heard.status == 409 else None
    return isinstance(told, dict) and told["code"] == "content_conflict"


def _offset(heard: Heard) -> int | None:
    text = heard.headers.get("upload-offset", "")
    return int(text) if heard.status in (200, 204, 409) and text.isdigit() else None
