"""Asked for, built, taken away, given up."""

import tracemalloc
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from audits import reactions
from audits.exports import services
from audits.exports.files import forget_old_files, path_of
from audits.exports.models import Export
from audits.exports.services import build_export, give_up, request_export
from audits.exports.wishes import read_wish
from audits.journal.models import Entry
from audits.reviews.models import Grade
from audits.visits.models import Revision, Visit
from tests.cast import Cast
from tests.exports.stage import a_visit, an_export, rows_in, rows_of, worked

pytestmark = pytest.mark.django_db


def asked_for(cast: Cast, **asked: Any) -> Export:
    return request_export(by=cast.hana, wish=read_wish(cast.hana, asked))


def test_from_the_wish_to_the_download(client: Client, cast: Cast) -> None:
    visit = a_visit(cast, worked())
    headers = cast.bearer(cast.hana)
    wish = {"content": "visits", "filters": {"wave": str(cast.wave.pk)}}
    told = client.post("/api/v1/exports", wish, content_type="application/json", headers=headers)
    assert (told.status_code, told.json()["state"]) == (202, "waiting")
    address = f"/api/v1/exports/{told.json()['id']}"
    assert client.get(f"{address}/file", headers=headers).json()["code"] == "export_not_ready"
    reactions.react(Entry.objects.get(verb="export.requested").pk)
    now = client.get(address, headers=headers).json()
    assert (now["state"], now["rows"], now["rows_done"], now["has_file"]) == ("done", 1, 1, True)
    answer = client.get(f"{address}/file", headers=headers)
    content = b"".join(answer.streaming_content)
    assert len(content) == now["bytes"]
    assert rows_in(content)[0]["visit/id"] == str(visit.pk)
    name = f"maison-vaudrey-visits-wave-1-{timezone.now().date()}.csv"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    codebook = b"".join(client.get(f"{address}/codebook", headers=headers).streaming_content)
    assert [row["column"] for row in rows_in(codebook)] == list(rows_in(content)[0])
    verbs = list(Entry.objects.filter(subject=now["id"]).order_by("id").values_list("verb", flat=True))
    assert verbs == ["export.requested", "export.done", "export.downloaded"]


def test_building_twice_and_at_once_gives_one_whole_file(cast: Cast, export_dir: Path) -> None:
    a_visit(cast, worked())
    export = asked_for(cast)
    content = services.content_of(export)
    first, second = (services.part_of(path_of(export)) for _ in range(2))
    writing = services._csv(export, content, first), services._csv(export, content, second)
    for _ in zip(*writing, strict=True):  # turn and turn about, as two workers would
        pass
    assert first.read_bytes() == second.read_bytes()
    for part in (first, second):
        part.unlink()
    build_export(export.pk)
    whole = path_of(export).read_bytes()
    build_export(export.pk)
    assert path_of(export).read_bytes() == whole
    assert Entry.objects.filter(verb="export.done").count() == 1
    assert sorted(path.suffix for path in export_dir.iterdir()) == [".csv", ".csv"]


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_a_cancelled_export_stops_and_leaves_no_file(
    cast: Cast, export_dir: Path, monkeypatch: pytest.MonkeyPatch, file_format: str
) -> None:
    for _ in range(3):
        a_visit(cast, worked())
    export = asked_for(cast, file_format=file_format)
    monkeypatch.setattr(services, "EVERY", 0.0)
    noted = services._add_progress

    def cancel_at_the_first_note(at_work: Export, done: int) -> bool:
        give_up(at_work, by=cast.hana)
        return noted(at_work, done)

    monkeypatch.setattr(services, "_add_progress", cancel_at_the_first_note)
    build_export(export.pk)
    export.refresh_from_db()
    assert export.state == "cancelled"
    assert list(export_dir.iterdir()) == []
    assert not Entry.objects.filter(verb="export.done").exists()


def test_an_export_cancelled_while_it_waited_is_never_built(cast: Cast, export_dir: Path) -> None:
    export = asked_for(cast)
    give_up(export, by=cast.hana)
    build_export(export.pk)
    assert not export_dir.exists() or list(export_dir.iterdir()) == []


def test_a_deleted_export_takes_its_file_along(
    client: Client, cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    export = an_export(cast.hana)
    with django_capture_on_commit_callbacks(execute=True):
        told = client.delete(f"/api/v1/exports/{export.pk}", headers=cast.bearer(cast.hana))
    assert told.status_code == 204
    assert not path_of(export).exists()
    assert client.get(f"/api/v1/exports/{export.pk}", headers=cast.bearer(cast.hana)).status_code == 404


def test_an_old_file_is_gone_and_says_so(client: Client, cast: Cast) -> None:
    export = an_export(cast.hana)
    Export.objects.update(finished_at=timezone.now() - timedelta(days=8))
    forget_old_files()
    told = client.get(f"/api/v1/exports/{export.pk}/file", headers=cast.bearer(cast.hana))
    assert (told.status_code, told.json()["code"]) == (410, "export_gone")


def test_somebody_who_lost_her_post_gets_no_file(cast: Cast) -> None:
    export = asked_for(cast)
    cast.hana.posts.all().delete()
    build_export(export.pk)
    export.refresh_from_db()
    assert (export.state, export.trouble) == ("failed", "not_allowed")
    assert not path_of(export).exists()


def test_a_broken_disk_is_tried_again(cast: Cast, settings: Any, tmp_path: Path) -> None:
    a_visit(cast, worked())
    export = asked_for(cast)
    place, settings.EXPORT_DIR = settings.EXPORT_DIR, tmp_path / "file"
    settings.EXPORT_DIR.write_text("not a folder")
    with pytest.raises(OSError):
        build_export(export.pk)
    settings.EXPORT_DIR = place
    build_export(export.pk)
    export.refresh_from_db()
    assert export.state == "done"


def test_more_visits_than_a_chunk_are_all_there_once(cast: Cast) -> None:
    made = copies(a_visit(cast, worked()), 1203)
    rows = rows_of(an_export(cast.hana))
    assert len(rows) == len({row["visit/id"] for row in rows}) == made + 1


def test_memory_stays_flat(cast: Cast) -> None:
    visit = a_visit(cast, worked())
    copies(visit, 1500)
    small = peak_of(asked_for(cast))
    copies(visit, 3500)
    assert peak_of(asked_for(cast)) < small * 1.1 + 2**19


def peak_of(export: Export) -> int:
    """Bytes at the highest, while an export is built."""
    tracemalloc.start()
    build_export(export.pk)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def copies(visit: Visit, number: int) -> int:
    """Many visits like this one: same moment of receipt in tens, ids and revisions of their own."""
    assert visit.current is not None
    grade = visit.grades.get()
    ids = [uuid4() for _ in range(number)]
    revisions = Revision.objects.bulk_create(
        Revision(
            visit=id,
            number=1,
            sha256=visit.current.sha256,
            sealed=b"",
            answers=visit.current.answers,
            person=visit.shopper,
        )
        for id in ids
    )
    Visit.objects.bulk_create(like(visit, ids, revisions))
    Grade.objects.bulk_create(
        Grade(
            visit_id=id,
            revision=revision,
            edition_sha256=grade.edition_sha256,
            rules=grade.rules,
            reason="first",
            figures=grade.figures,
            lines=grade.lines,
        )
        for id, revision in zip(ids, revisions, strict=True)
    )
    return number


def like(visit: Visit, ids: list[Any], revisions: list[Revision]) -> Iterator[Visit]:
    facts = (
        "brand_id",
        "wave_id",
        "store_id",
        "assignment_id",
        "shopper_id",
        "edition_id",
        "state",
        "percent",
    )
    for number, (id, revision) in enumerate(zip(ids, revisions, strict=True)):
        received = visit.received_at + timedelta(minutes=number // 10)
        same = {name: getattr(visit, name) for name in facts}
        yield Visit(id=id, current=revision, received_at=received, local_day=visit.local_day, **same)
