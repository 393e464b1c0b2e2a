"""The storm's short form: six phones, thirty visits, every fault at once; and a reader that can find fault."""

import hashlib
import json
import signal
import subprocess
import sys
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from storm.crew import until
from storm.ground import Ground
from storm.leftovers import working_on
from storm.phone import LEAST, LOOK_AGAIN, WHOLE, Heard, Phone
from storm.proxy import FAULTS, MIB, ONE_MIB, Proxy
from storm.reader import Reader
from storm.running import Size, storm
from storm.sealing import Parcel, parcels, worked


@pytest.mark.live
def test_after_a_storm_nothing_is_lost_and_nothing_is_counted_twice(tmp_path: Path) -> None:
    outcome = storm(Size(seed=1, phones=6, visits=30, db="sqlite"), Ground(tmp_path))
    assert {name: sentences for name, sentences in outcome.broken.items() if sentences} == {}
    assert sum(outcome.faults.values()) > 20
    assert sum(outcome.kills.values()) > 2
    assert outcome.kills["restore"] == 1


def test_a_storm_that_is_killed_leaves_no_process_behind(tmp_path: Path) -> None:
    words = "import sys, time; from pathlib import Path; from storm.crew import Crew\n"
    words += "crew = Crew(Path(sys.argv[1]), engine='sqlite', port=1)\n"
    words += "crew.__enter__(); crew._spawn('broker'); print('up', flush=True); time.sleep(600)"
    folder = tmp_path / "storm"
    folder.mkdir()
    storm_ = subprocess.Popen([sys.executable, "-c", words, str(folder)], stdout=subprocess.PIPE)
    assert storm_.stdout is not None
    assert storm_.stdout.readline() == b"up\n"
    orphan = subprocess.Popen(["sleep", "600"], env={"DATA_DIR": f"{folder}/data"}, start_new_session=True)
    until(lambda: len(working_on(folder)) >= 2, "both in the list of processes", patience=30)
    storm_.kill()
    storm_.wait()
    assert orphan.wait(30) == -signal.SIGKILL
    until(lambda: not working_on(folder) and not folder.exists(), "the end of all of it", patience=30)


def stage(visits: int) -> dict[str, object]:
    tale = worked()[0]["id"]
    line = {"told": tale, "token": "t", "store": str(UUID(int=7)), "region": str(UUID(int=8))}
    lines = [line | {"id": str(UUID(int=n))} for n in range(visits)]
    return {"edition": "e" * 64, "brand": str(UUID(int=9)), "wave": str(UUID(int=10)), "assignments": lines}


def test_a_seed_seals_the_same_photos_and_tales_again() -> None:
    first, second = ([parcel for _, parcel in parcels(7, stage(20))] for _ in range(2))
    assert [list(one.photos) for one in first] == [list(one.photos) for one in second]
    assert [one.other is None for one in first] == [one.other is None for one in second]


def test_a_seed_meets_the_same_faults_again_and_every_fault_comes() -> None:
    def met(seed: int) -> list[str]:
        proxy = Proxy(seed=seed, upstream=1)
        found = [proxy.fault_for("PUT", f"/visit/{n % 400}", 10)[0] for n in range(1200)]
        proxy.shutdown()
        proxy.server_close()
        return found

    assert met(3) == met(3) != met(4)
    assert set(met(3)) == {*FAULTS, ""}


class Answering(Phone):
    """A phone whose line is a list of answers."""

    def __init__(self, parcel: Parcel, *answers: Heard) -> None:
        super().__init__("t", [parcel], port=1, chance=Random(1), hours=1)
        self.answers = list(answers)

    def call(self, method: str, path: str, body: bytes = b"", **headers: str) -> Heard:
        heard = self.answers.pop(0)
        self._notice(heard.headers.get("server-epoch", ""))
        return heard


def test_a_phone_with_nothing_to_send_waits_for_its_next_visit_and_asks_for_news_in_between() -> None:
    lines = [parcel for _, parcel in parcels(1, stage(9))]
    hour = Phone("t", lines, port=1, chance=Random(1), hours=9 * 3600)
    assert 0 < hour._idle() <= LOOK_AGAIN
    rush = Phone("t", lines, port=1, chance=Random(1), hours=0.9)
    assert 0 < rush._idle() <= 0.1
    assert Phone("t", lines[:1], port=1, chance=Random(1), hours=1)._idle() > 0.02


def a_parcel() -> Parcel:
    return next(parcel for _, parcel in parcels(1, stage(9)) if parcel.photos)


def receipt(parcel: Parcel, content: bytes) -> dict[str, object]:
    return {
        "receipt": "r", "visit": str(parcel.visit), "revision": 1, "sha256": hashlib.sha256(content).hexdigest(),
        "state": "complete", "missing": [],
        "blobs": {name: {"bytes": len(photo), "state": "stored"} for name, photo in parcel.photos.items()},
    }  # fmt: skip # a table


def heard(status: int, told: object, epoch: str) -> Heard:
    return Heard(status, {"server-epoch": epoch}, json.dumps(told).encode())


CONFLICT = {"code": "content_conflict"}


def told_by_two_tabs() -> tuple[Parcel, bytes, bytes]:
    parcel = a_parcel()
    parcel.other = b"what the second tab sealed"
    return parcel, parcel.content, parcel.other


def test_a_server_back_from_a_backup_may_meet_the_second_tabs_bytes_first() -> None:
    parcel, first, second = told_by_two_tabs()
    received, late = heard(201, receipt(parcel, first), "one"), heard(201, receipt(parcel, second), "two")
    phone = Answering(parcel, received, late, heard(409, CONFLICT, "two"))
    for _ in range(3):
        assert phone._attempt(parcel)
    assert (parcel.content, parcel.other, parcel.is_done, phone.strange) == (second, first, True, [])


def test_what_the_second_tab_sent_late_and_nobody_answered_is_known_by_the_conflict() -> None:
    parcel, first, second = told_by_two_tabs()
    received, news = heard(201, receipt(parcel, first), "one"), heard(200, {"server_epoch": "two"}, "two")
    phone = Answering(parcel, received, news, heard(409, CONFLICT, "two"))
    assert phone._attempt(parcel)
    phone.call("GET", "/api/v1/sync")
    assert phone._attempt(parcel)
    assert (parcel.content, parcel.other, parcel.is_done) == (second, first, False)


def test_a_server_that_was_never_restored_and_takes_the_second_tabs_bytes_is_found_out() -> None:
    parcel, first, second = told_by_two_tabs()
    received, wrong = heard(201, receipt(parcel, first), "one"), heard(201, receipt(parcel, second), "one")
    phone = Answering(parcel, received, wrong)
    assert phone._attempt(parcel)
    assert not phone._attempt(parcel)
    assert phone.strange
    assert (parcel.content, parcel.other) == (first, second)


@pytest.mark.parametrize("change", [{"sha256": "0" * 64}, {"visit": str(UUID(int=1))}, {"blobs": {}}])
def test_a_receipt_that_is_not_its_own_is_none(change: dict[str, object]) -> None:
    parcel = a_parcel()
    phone = Answering(parcel)
    own = receipt(parcel, parcel.content)
    assert not phone._believe(parcel, own | change)
    assert not parcel.is_done
    assert phone._believe(parcel, own)
    assert parcel.is_complete


def test_a_line_that_takes_a_mebibyte_refuses_more_and_the_phone_sends_less() -> None:
    phone, proxy = Answering(a_parcel()), Proxy(seed=1, upstream=1)
    phone.parts["photo"] = WHOLE
    refused = Heard(413, {}, b"")
    while proxy.fault_for("PATCH", "/a photo", phone.parts["photo"])[0] == ONE_MIB:
        phone._heed("photo", refused)
    proxy.shutdown()
    proxy.server_close()
    assert phone.parts["photo"] == MIB
    for _ in range(20):
        phone._heed("photo", refused)
    assert phone.parts["photo"] == LEAST


@pytest.mark.parametrize("said", [None, [], "received", {"code": "not_signed_in"}, json.loads("1")])
def test_what_a_portal_says_is_no_receipt(said: object) -> None:
    parcel = a_parcel()
    assert not Answering(parcel)._believe(parcel, said)


def test_the_reader_imports_nothing_of_the_server() -> None:
    for name in ("reader", "phone", "proxy", "sealing"):
        words = (Path(__file__).resolve().parents[2] / "storm" / f"{name}.py").read_text("utf-8")
        assert not any(
            f"{verb} {room}" in words
            for verb in ("import", "from")
            for room in ("audits", "config", "django")
        )
    assert Reader.__module__ == "storm.reader"
