"""The faults that need a real server: many at once, killed in the middle, no Redis."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.envelopes import content_digest, photo_bytes
from tests.live import Live, live

pytestmark = pytest.mark.postgres
PART = 64 * 1024


@pytest.fixture(scope="module")
def encore(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A running Encore whose Redis is not there: every test here shows that visits are received without."""
    folder: Path = tmp_path_factory.mktemp("encore")
    with live(folder, REDIS_URL=f"redis+socket://{folder}/nobody.sock") as running:
        yield running


def test_twenty_equal_puts_at_once_are_one_visit_and_twenty_equal_receipts(encore: Live) -> None:
    sealed = encore.sealed(photos=[photo_bytes(1), photo_bytes(2)])
    with ThreadPoolExecutor(20) as phones:
        answers = list(phones.map(lambda _: encore.put(sealed), range(20)))
    assert sorted(answer.status for answer in answers) == [200] * 19 + [201]
    assert len({answer.body for answer in answers}) == 1
    rows = encore.ask(f"SELECT count(*) FROM audits_revision WHERE sha256 = '{sealed.sha256}'")
    assert rows == [(1,)]
    assert encore.ask("SELECT count(*) FROM audits_entry WHERE verb = 'visit.received'")[0] == (1,)


def in_pieces(content: bytes, size: int) -> Iterator[bytes]:
    return (content[at : at + size] for at in range(0, len(content), size))


def test_what_a_program_or_a_proxy_sends_in_chunks_arrives_like_any_other(encore: Live) -> None:
    photo = photo_bytes(30, 2_000_000)
    sealed = encore.sealed(photos=[photo])
    (sha256,) = sealed.photos
    digest = content_digest(sealed.content)
    answer = encore.call(
        "PUT", sealed.address, "sasha", in_pieces(sealed.content, 100), Content_Digest=digest
    )
    assert (answer.status, answer.json()["state"]) == (201, "awaiting_blobs")
    assert encore.put(sealed).body == answer.body
    answer = encore.call("PUT", sealed.blob(sha256), "sasha", in_pieces(photo, PART))
    assert (answer.status, answer.json()["state"]) == (201, "complete")


def test_what_comes_in_chunks_and_is_too_large_is_refused_as_such(encore: Live) -> None:
    sealed = encore.sealed(answers={"note": "x" * 11_000_000})
    digest = content_digest(sealed.content)
    answer = encore.call(
        "PUT", sealed.address, "sasha", in_pieces(sealed.content, PART), Content_Digest=digest
    )
    assert (answer.status, answer.json()["code"]) == (413, "too_large")


def test_twenty_different_contents_of_one_visit_at_once_keep_one_and_set_nineteen_aside(encore: Live) -> None:
    first = encore.sealed()
    tabs = [encore.sealed(visit=first.visit, answers={"tab": n}) for n in range(20)]
    with ThreadPoolExecutor(20) as phones:
        answers = list(phones.map(encore.put, tabs))
    assert sorted(answer.status for answer in answers) == [201] + [409] * 19
    (kept,) = [answer.json() for answer in answers if answer.status == 201]
    assert all(answer.json()["receipt"] == kept for answer in answers if answer.status == 409)


def test_revisions_1_to_10_at_once_end_with_the_tenth(encore: Live) -> None:
    first = encore.sealed()
    chain = [encore.sealed(visit=first.visit, revision=n) for n in range(1, 11)]
    with ThreadPoolExecutor(10) as phones:
        answers = list(phones.map(encore.put, chain))
    assert [answer.status for answer in answers] == [201] * 10
    column = "replace(CAST(v.id AS varchar(36)), '-', '')"
    rows = encore.ask(
        "SELECT r.number FROM audits_visit v JOIN audits_revision r ON r.id = v.current_id "
        f"WHERE {column} = '{first.visit.hex}'"
    )
    assert rows == [(10,)]


def test_photos_at_once_complete_the_visit_exactly_once(encore: Live) -> None:
    photos = [photo_bytes(n, 50_000) for n in range(40, 48)]
    sealed = encore.sealed(photos=photos)
    others = [encore.sealed(photos=photos) for _ in range(2)]  # the same content, promised meanwhile
    assert encore.put(sealed).status == 201

    def send(sha256: str) -> int:
        return encore.call("PUT", sealed.blob(sha256), "sasha", sealed.photos[sha256]).status

    with ThreadPoolExecutor(12) as phones:
        sent = [phones.submit(send, sha256) for sha256 in sealed.photos for _ in range(2)]
        promised = [phones.submit(encore.put, other) for other in others]
    assert {one.result() for one in sent} <= {200, 201}
    assert {one.result().status for one in promised} == {201}
    for visit in (sealed.visit, *(other.visit for other in others)):
        lines = encore.ask(
            f"SELECT count(*) FROM audits_entry WHERE verb = 'visit.completed' AND subject = '{visit}'"
        )
        assert lines == [(1,)]


def test_two_tabs_send_the_parts_of_one_photo_at_once(encore: Live) -> None:
    sealed = encore.sealed(photos=[photo_bytes(90, 6 * PART)])
    ((sha256, content),) = sealed.photos.items()
    encore.put(sealed)

    def tab(_: int) -> None:
        while (offset := encore.offset(sealed, sha256)) < len(content):
            assert encore.patch(sealed, sha256, offset, content[offset : offset + PART]).status in (204, 409)

    with ThreadPoolExecutor(4) as tabs:
        list(tabs.map(tab, range(4)))
    assert encore.put(sealed).json()["state"] == "complete"


def test_a_server_killed_in_the_middle_of_a_photo_goes_on_where_it_stood(encore: Live) -> None:
    sealed = encore.sealed(photos=[photo_bytes(99, 8 * PART)])
    ((sha256, content),) = sealed.photos.items()
    encore.put(sealed)
    for offset in range(0, 3 * PART, PART):
        assert encore.patch(sealed, sha256, offset, content[offset : offset + PART]).status == 204
    with ThreadPoolExecutor(1) as phone:
        torn = phone.submit(encore.patch, sealed, sha256, 3 * PART, content[3 * PART : 4 * PART])
        encore.kill()
    encore.start()
    reached = encore.offset(sealed, sha256)
    assert reached in (3 * PART, 4 * PART)  # the part that was torn is here whole or not at all
    assert torn.exception() is not None or torn.result().status == 204
    for offset in range(reached, len(content), PART):
        assert encore.patch(sealed, sha256, offset, content[offset : offset + PART]).status == 204
    receipt = encore.put(sealed).json()
    assert (receipt["state"], receipt["missing"]) == ("complete", [])


def test_a_server_killed_at_any_moment_keeps_each_receipted_visit_exactly_once(encore: Live) -> None:
    tabs = [encore.sealed(photos=[photo_bytes(200 + n)]) for n in range(40)]
    with ThreadPoolExecutor(8) as phones:
        first = [phones.submit(encore.put, sealed) for sealed in tabs]
        next(iter(first)).result()
        encore.kill()
    encore.start()
    receipted = {one.result().body for one in first if one.exception() is None and one.result().status == 201}
    answers = [encore.put(sealed) for sealed in tabs]
    assert {answer.status for answer in answers} <= {200, 201}
    assert receipted <= {answer.body for answer in answers}
    ids = ", ".join(f"'{sealed.sha256}'" for sealed in tabs)
    assert encore.ask(f"SELECT count(*) FROM audits_revision WHERE sha256 IN ({ids})") == [(40,)]


def test_visits_are_received_while_redis_is_away_and_their_lines_wait(encore: Live) -> None:
    sealed = encore.sealed()
    assert encore.put(sealed).status == 201
    rows = encore.ask(
        f"SELECT verb, handled_at IS NULL FROM audits_entry WHERE subject = '{sealed.visit}' ORDER BY id"
    )
    assert [(verb, bool(waits)) for verb, waits in rows] == [
        ("visit.received", False),
        ("visit.completed", True),
    ]
