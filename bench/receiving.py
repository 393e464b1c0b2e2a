"""Visits received, against a bare view that inserts one row; with a photo, against one that writes file and row."""

import base64
import hashlib
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import orjson
import psycopg

from bench.grounds import ROOT, Ground
from bench.load import Request, Speed, run
from bench.table import Figure

CLIENTS = (1, 4, 16)
PHOTO = 300_000  # bytes
WARM_UP = 160  # visits before the clock runs: each thread has its own connection, which plans its statements
ROUNDS = 3
# what is measured → our requests, those of its floor
PHOTOS = {
    "visits with a 300 kB photo, two requests each, 4 clients": ("both", ["files"]),
    "– the floor, too, in two requests: a row, then file and row": ("both", ["rows", "files"]),
    "– the photo's own request": ("photo", ["files"]),
}


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many visits are sent in each measurement."""

    visits: int
    photos: int


def receive(ground: Ground, brand: str, sizes: Sizes) -> Iterator[Figure]:
    """1, 4 and 16 clients on an empty database, then with photos; each in turns with its floor."""
    count = (sizes.visits + WARM_UP) * len(CLIENTS) + (sizes.photos + WARM_UP) * len(PHOTOS)
    stage = ground.inside("stage", brand, "reviewer", str(count))
    visits = iter(stage["assignments"])
    bare = _floor(ground)
    body = orjson.dumps(envelope(stage, str(uuid7()), str(uuid7()), b""))
    with bare.web("bench.floor.wsgi:application") as floor_port, ground.web() as port:
        for clients in CLIENTS:
            ours = partial(send, ground, stage, visits, port, clients)
            rows = partial(_bare, bare, floor_port, clients, {"rows": body})
            speed, floor = in_turns(ours, rows, sizes.visits, grounds=[ground])
            yield against_floor(f"visits received, {clients} clients", ground, speed, floor, clients)
        bodies = {"rows": body, "files": secrets.token_bytes(PHOTO)}
        for work, (way, kinds) in PHOTOS.items():
            ours = partial(send, ground, stage, visits, port, 4, way=way)
            least = partial(_bare, bare, floor_port, 4, {kind: bodies[kind] for kind in kinds})
            speed, floor = in_turns(ours, least, sizes.photos, grounds=[ground])
            ratio = speed.rate / floor.rate
            has_aim = (way, kinds) == ("both", ["files"])
            aim = ("≥ 0.5", ratio >= 0.5) if has_aim else ()
            yield Figure(work, ground.engine, str(speed), str(floor), ratio, *aim)


def in_turns(
    ours: Callable[[int], Speed], floor: Callable[[int], Speed], count: int, *, grounds: list[Ground]
) -> tuple[Speed, Speed]:
    """Both, warmed up, then in turns: what else the machine does meanwhile weighs on both alike."""
    ours(WARM_UP)
    floor(WARM_UP)
    for ground in grounds:
        _settle(ground)
    part = count // ROUNDS
    turns = [(floor(part), ours(part)) for _ in range(ROUNDS)]
    floors, speeds = zip(*turns, strict=True)
    return sum(speeds[1:], speeds[0]), sum(floors[1:], floors[0])


def _settle(ground: Ground) -> None:
    """What PostgreSQL does by itself a minute later: plans that were made for empty tables are made anew."""
    if ground.engine == "PostgreSQL":
        with psycopg.connect(ground.env["DATABASE_URL"], autocommit=True) as line:
            line.execute("ANALYZE")


def against_floor(work: str, ground: Ground, speed: Speed, floor: Speed, clients: int) -> Figure:
    """The aim is set for 16 clients, and for their slowest on PostgreSQL."""
    ratio = speed.rate / floor.rate
    if clients < 16:
        return Figure(work, ground.engine, str(speed), str(floor), ratio)
    is_postgres = ground.engine == "PostgreSQL"
    aim = "≥ 0.5, p99 < 50 ms" if is_postgres else "≥ 0.5"
    is_met = ratio >= 0.5 and (speed.p99 < 50 or not is_postgres)
    return Figure(work, ground.engine, str(speed), str(floor), ratio, aim, is_met)


def receive_beside(full: Ground, empty: Ground, brand: str, sizes: Sizes) -> Figure:
    """16 clients beside the visits of a volume, in turns with the same on an empty database of its own."""
    with full.web() as full_port, empty.web() as empty_port:
        here, there = (
            partial(send, ground, stage, iter(stage["assignments"]), port, 16)
            for ground, stage, port in (
                (full, _stage(full, brand, sizes), full_port),
                (empty, _stage(empty, "empty", sizes), empty_port),
            )
        )
        speed, floor = in_turns(here, there, sizes.visits, grounds=[full, empty])
    ratio = speed.rate / floor.rate
    work = "the same beside the visits of the volume, 16 clients"
    return Figure(work, full.engine, str(speed), str(floor), ratio, "≥ 0.9", ratio >= 0.9)


def _stage(ground: Ground, brand: str, sizes: Sizes) -> dict[str, Any]:
    stage: dict[str, Any] = ground.inside("stage", brand, "reviewer", str(sizes.visits + WARM_UP))
    return stage


def send(
    ground: Ground,
    stage: dict[str, Any],
    assignments: Iterator[list[str]],
    port: int,
    clients: int,
    count: int,
    *,
    way: str = "answers",
) -> Speed:
    """Send so many visits: their answers alone, both requests of those with a photo, or the second of the two."""
    plan = [visit(stage, next(assignments)[0], photo=way != "answers") for _ in range(count)]
    if way == "photo":
        run([requests[:1] for requests in plan], port=port, clients=clients, folder=ground.folder)
        plan = [requests[1:] for requests in plan]
    return run(plan, port=port, clients=clients, folder=ground.folder)


def visit(stage: dict[str, Any], assignment: str, *, photo: bool = False) -> list[Request]:
    """The requests of one visit: its answers, then its photo."""
    id = str(uuid7())
    picture = b"\xff\xd8\xff\xe0\x00\x10JFIF" + secrets.token_bytes(PHOTO - 10) if photo else b""
    sealed = orjson.dumps(envelope(stage, id, assignment, picture))
    bearer = {"Authorization": f"Bearer {stage['tokens']['shopper-1']}"}
    digest = base64.b64encode(hashlib.sha256(sealed).digest()).decode()
    headers = {**bearer, "Content-Type": "application/json", "Content-Digest": f"sha-256=:{digest}:"}
    requests: list[Request] = [("PUT", f"/api/v1/visits/{id}/revisions/1", headers, sealed)]
    if picture:
        address = f"/api/v1/visits/{id}/blobs/{hashlib.sha256(picture).hexdigest()}"
        requests.append(("PUT", address, {**bearer, "Content-Type": "application/octet-stream"}, picture))
    return requests


def uuid7() -> UUID:
    """A visit's id as phones make it (RFC 9562): its moment is the Monday of this week, in ms, and tells no more."""
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = round((today - timedelta(days=today.weekday())).timestamp()) * 1000
    bits = int.from_bytes(secrets.token_bytes(10))
    return UUID(int=monday << 80 | bits & ~(0xF << 76 | 3 << 62) | 7 << 76 | 2 << 62)


def envelope(stage: dict[str, Any], id: str, assignment: str, picture: bytes) -> dict[str, Any]:
    """Sealed bytes as a phone makes them."""
    now = datetime.now(UTC)
    answers = dict(stage["answers"])
    blobs = []
    if picture:
        answers["window_photo"] = ["window.jpg"]
        sha256 = hashlib.sha256(picture).hexdigest()
        facts = {"bytes": len(picture), "mime": "image/jpeg", "width": 1600, "height": 1200}
        blobs = [{"name": "window.jpg", "order": 0, "sha256": sha256, **facts, "taken_at": now.isoformat()}]
    times = {"opened": (now - timedelta(hours=1)).isoformat(), "sealed": now.isoformat(), "zone": "UTC"}
    return {
        "v": 1,
        "visit": id,
        "revision": 1,
        "assignment": assignment,
        "edition": stage["edition"],
        "app": "bench",
        "answers": answers,
        "blobs": blobs,
        "times": {**times, "clock_offset_ms": 0, "clock_offset_age_s": 1, "monotonic_ms": 1},
        "places": [],
        "trail": [],
    }


def _floor(ground: Ground) -> Ground:
    """Where the floors stand: an SQLite file of their own, the same PostgreSQL."""
    place = ground.folder / "floor"
    place.mkdir()
    bare = Ground(ground.engine, ground.folder, ground.env | {"DATA_DIR": str(place)})
    subprocess.run([sys.executable, "-m", "bench.floor.prepare"], cwd=ROOT, env=bare.env, check=True)
    return bare


def _bare(bare: Ground, port: int, clients: int, bodies: dict[str, bytes], count: int) -> Speed:
    """So many times one request after the other to each of these floors."""
    plan: list[list[Request]] = [
        [("PUT", f"/{kind}/{uuid7()}", {}, body) for kind, body in bodies.items()] for _ in range(count)
    ]
    return run(plan, port=port, clients=clients, folder=bare.folder)
