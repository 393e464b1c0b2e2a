"""Visits received, against a bare view that inserts one row; with a photo, against one that writes file and row."""

import base64
import hashlib
import secrets
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import orjson

from bench.grounds import ROOT, Ground
from bench.load import Request, Speed, run
from bench.table import Figure

CLIENTS = (1, 4, 16)
PHOTO = 300_000  # bytes
WARM_UP = 60  # visits before the clock runs


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many visits are sent in each measurement."""

    visits: int
    photos: int


def receive(ground: Ground, brand: str, sizes: Sizes) -> Iterator[Figure]:
    """1, 4 and 16 clients on an empty database, then with photos."""
    count = (sizes.visits + WARM_UP) * len(CLIENTS) + sizes.photos + WARM_UP
    stage = ground.inside("stage", brand, "reviewer", str(count))
    visits = iter(stage["assignments"])
    floors = floor_rows(ground, sizes, stage)
    with ground.web() as port:
        for clients in CLIENTS:
            speed = send(ground, stage, visits, port, clients, sizes.visits)
            yield against_floor(
                f"visits received, {clients} clients", ground, speed, floors[clients], clients
            )
        speed = send(ground, stage, visits, port, 4, sizes.photos, photo=True)
        floor = floors[0]
        ratio = speed.rate / floor.rate
        work = "visits with a 300 kB photo, 4 clients"
        yield Figure(work, ground.engine, str(speed), str(floor), ratio, "≥ 0.5", ratio >= 0.5)


def against_floor(work: str, ground: Ground, speed: Speed, floor: Speed, clients: int) -> Figure:
    """The aim is set for 16 clients, and for their slowest on PostgreSQL."""
    ratio = speed.rate / floor.rate
    if clients < 16:
        return Figure(work, ground.engine, str(speed), str(floor), ratio)
    is_postgres = ground.engine == "PostgreSQL"
    aim = "≥ 0.5, p99 < 50 ms" if is_postgres else "≥ 0.5"
    is_met = ratio >= 0.5 and (speed.p99 < 50 or not is_postgres)
    return Figure(work, ground.engine, str(speed), str(floor), ratio, aim, is_met)


def receive_again(
    ground: Ground, brand: str, sizes: Sizes, empty: Speed | None
) -> tuple[Speed, Figure | None]:
    """16 clients, to be compared with the same on an empty database."""
    stage = ground.inside("stage", brand, "reviewer", str(sizes.visits + WARM_UP))
    with ground.web() as port:
        speed = send(ground, stage, iter(stage["assignments"]), port, 16, sizes.visits)
    if empty is None:
        return speed, None
    ratio = speed.rate / empty.rate
    work = "the same beside the visits of the volume, 16 clients"
    return speed, Figure(work, ground.engine, str(speed), str(empty), ratio, "≥ 0.9", ratio >= 0.9)


def send(
    ground: Ground,
    stage: dict[str, Any],
    assignments: Iterator[list[str]],
    port: int,
    clients: int,
    count: int,
    *,
    photo: bool = False,
) -> Speed:
    """Warm up, then send so many visits."""
    for number in (WARM_UP, count):
        plan = [visit(stage, next(assignments)[0], photo=photo) for _ in range(number)]
        speed = run(plan, port=port, clients=clients, folder=ground.folder)
    return speed


def visit(stage: dict[str, Any], assignment: str, *, photo: bool = False) -> list[Request]:
    """The requests of one visit: its answers, then its photo."""
    id = str(uuid4())
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


def floor_rows(ground: Ground, sizes: Sizes, stage: dict[str, Any]) -> dict[int, Speed]:
    """The floor's speed by clients; under 0 that of the photo's floor. Its own SQLite file, the same PostgreSQL."""
    place = ground.folder / "floor"
    place.mkdir()
    bare = Ground(ground.engine, ground.folder, ground.env | {"DATA_DIR": str(place)})
    prepare(bare)
    body = orjson.dumps(envelope(stage, str(uuid4()), str(uuid4()), b""))
    speeds = {}
    with bare.web("bench.floor.wsgi:application") as port:
        for clients in CLIENTS:
            speeds[clients] = _bare(bare, port, clients, sizes.visits, "rows", body)
        speeds[0] = _bare(bare, port, 4, sizes.photos, "files", secrets.token_bytes(PHOTO))
    return speeds


def prepare(bare: Ground) -> None:
    """Make the floor's table."""
    subprocess.run([sys.executable, "-m", "bench.floor.prepare"], cwd=ROOT, env=bare.env, check=True)


def _bare(bare: Ground, port: int, clients: int, count: int, kind: str, body: bytes) -> Speed:
    for number in (WARM_UP, count):
        plan: list[list[Request]] = [[("PUT", f"/{kind}/{uuid4()}", {}, body)] for _ in range(number)]
        speed = run(plan, port=port, clients=clients, folder=bare.folder)
    return speed
