"""Headquarters reads every act and takes them away; shoppers have names for schedulers alone."""

import csv
import io

import pytest

from audits.journal.models import Entry
from audits.journal.services import note
from audits.people.profiles import befriend, describe
from audits.waves.board import offer
from tests.cast import Cast
from tests.envelopes import phone_of, sashas

pytestmark = pytest.mark.django_db


@pytest.fixture
def acts(cast: Cast) -> None:
    phone_of(cast, "sasha").put(sashas(cast))
    for number in range(5):
        note("wave.changed", cast.wave, by=cast.hana, brand=cast.brand.pk, detail={"number": number})
    note(
        "shopper.barred", cast.sasha, by=cast.hana, brand=cast.brand.pk, detail={"person": str(cast.sasha.pk)}
    )
    note("wave.changed", cast.other_wave, by=cast.zoe, brand=cast.other_brand.pk)


def test_a_brands_lines_are_read_in_pages_newest_first(cast: Cast, acts: None) -> None:
    hana, found, cursor = phone_of(cast, "hana"), [], ""
    while cursor is not None:
        page = hana.get(f"journal?limit=3&cursor={cursor}").json()
        found += [line["id"] for line in page["results"]]
        cursor = page["next"]
    ours = Entry.objects.filter(brand_id=cast.brand.pk).order_by("-id").values_list("id", flat=True)
    assert found == list(ours)
    assert phone_of(cast, "zoe").get("journal").json()["results"][0]["by"]["name"] == "Zoe"
    assert len(phone_of(cast, "zoe").get("journal").json()["results"]) == 1
    for name in ("mona", "stella", "rita", "sasha"):
        assert phone_of(cast, name).get("journal").status_code == 403
        assert phone_of(cast, name).get("journal.csv").status_code == 403


def test_lines_are_found_by_verb_subject_person_and_time(cast: Cast, acts: None) -> None:
    hana = phone_of(cast, "hana")

    def count(query: str) -> int:
        return len(hana.get(f"journal?{query}").json()["results"])

    assert count("verb=wave.changed") == 5
    assert count("verb=visit.") == Entry.objects.filter(verb__startswith="visit.").count() > 0
    assert count(f"subject={cast.wave.pk}") == 5
    assert count(f"by={cast.sasha.pk}&verb=visit.received") == 1
    assert count("from=2999-01-01") == 0
    assert count("to=2999-01-01T00:00:00Z") == count("")
    assert count("brand=atelier-zoe") == 0
    assert "wave.changed" in hana.get("journal/verbs").json()
    for broken in ("from=yesterday", "by=1", "cursor=x", "from=2026-13-77"):
        assert hana.get(f"journal?{broken}").status_code == 422


def test_a_reader_who_does_not_schedule_learns_no_shopper(cast: Cast, acts: None) -> None:
    received = "journal?verb=visit.received"
    assert phone_of(cast, "hana").get(received).json()["results"][0]["by"]["name"] == "Sasha"
    cast.hana.posts.update(schedules=False)
    hana = phone_of(cast, "hana")
    assert hana.get(received).json()["results"][0]["by"] == {"id": None, "alias": cast.sasha.alias}
    whole = hana.get("journal?limit=200").content.decode()
    taken = b"".join(hana.get("journal.csv").streaming_content).decode()
    for text in (whole, taken):
        assert "Sasha" not in text
        assert cast.sasha.email not in text
        assert "Hana" in text


def test_a_reader_who_does_not_schedule_reads_no_shoppers_id(cast: Cast) -> None:
    befriend(cast.sasha, cast.sam, by=cast.hana, brand=cast.brand.pk)
    describe(cast.sasha, by=cast.hana, brand=cast.brand.pk, is_available=True)
    offer(cast.assignment.pk, by=cast.hana)
    ids = [str(person.pk) for person in (cast.sasha, cast.sam)]
    for schedules in (True, False):
        cast.hana.posts.update(schedules=schedules)
        hana = phone_of(cast, "hana")
        taken = b"".join(hana.get("journal.csv").streaming_content).decode()
        for text in (hana.get("journal").content.decode(), taken):
            assert [key in text for key in ids] == [schedules] * 2
            assert str(cast.assignment.pk) in text


def test_the_file_holds_the_same_lines_and_runs_no_formula(cast: Cast, acts: None) -> None:
    cast.hana.name = '=HYPERLINK("http://evil")'
    cast.hana.save()
    answer = phone_of(cast, "hana").get("journal.csv?verb=wave.changed")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert rows[0] == ["id", "at", "verb", "subject", "by", "detail"]
    assert [row[5] for row in rows[1:]] == [f'{{"number":{number}}}' for number in (4, 3, 2, 1, 0)]
    assert rows[1][4] == '\'=HYPERLINK("http://evil")'
