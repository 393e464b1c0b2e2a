"""The doors of checklists: what HQ sends in, what everybody may read, what nobody may."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from audits.checklists.models import Checklist, Draft, Edition
from audits.people.models import Person
from tests.cast import WORKBOOKS, Cast

FOLLOW_UP = (WORKBOOKS / "boutique_followup.xlsx").read_bytes()
BROKEN = (WORKBOOKS / "broken_forms" / "11_many_defects_survey.xlsx").read_bytes()


def send(cast: Cast, person: Person, path: str, content: bytes = FOLLOW_UP, **fields: Any) -> Any:
    upload = SimpleUploadedFile(fields.pop("name", "follow-up.xlsx"), content)
    return Client().post(f"/api/v1/{path}", {"file": upload, **fields}, headers=cast.bearer(person))


def ask(cast: Cast, person: Person, path: str, **headers: str) -> Any:
    return Client().get(f"/api/v1/{path}", headers={**cast.bearer(person), **headers})


def test_hana_sees_what_a_workbook_asks_before_anything_is_stored(cast: Cast) -> None:
    answer = send(cast, cast.hana, "checklists/check")
    assert answer.status_code == 200
    told = answer.json()
    assert told["form"] == {
        "id": "boutique_followup",
        "title": "Boutique visit, follow-up by day 7",
        "version": "1",
    }
    assert [language["code"] for language in told["languages"]] == ["en", "fr", "ar"]
    assert (told["points"], told["counts"]["questions"], told["counts"]["scored"]) == ("5", 4, 2)
    assert [section["name"] for section in told["sections"]] == ["follow_up"]
    assert (told["notices"], told["same_as_edition"]) == ([], None)
    assert not Checklist.objects.filter(form_id="boutique_followup").exists()


def test_the_whole_boutique_visit_is_worth_98_points(cast: Cast) -> None:
    content = (WORKBOOKS / "boutique_visit.xlsx").read_bytes()
    told = send(cast, cast.hana, "checklists/check", content).json()
    assert (told["points"], told["counts"]["scored"], told["counts"]["sections"]) == ("98", 30, 11)
    assert told["same_as_edition"] == 1


def test_every_problem_is_told_at_its_cell_in_her_language(cast: Cast) -> None:
    answer = send(cast, cast.hana, "checklists/check", BROKEN, language="fr")
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert (told["code"], len(told["problems"])) == ("workbook_problems", 15)
    first = told["problems"][0]
    assert set(first) == {"sheet", "row", "column", "cell", "code", "found", "also", "sentence", "remedy"}
    assert first["sentence"] == "Le groupe welcome n’est jamais fermé."


def test_hana_keeps_a_draft_then_publishes_it(cast: Cast) -> None:
    kept = send(cast, cast.hana, "checklists")
    assert kept.status_code == 201
    assert kept.json()["edition"] is None
    path = f"checklists/{kept.json()['checklist']}"
    assert ask(cast, cast.hana, path).json()["draft"]["filename"] == "follow-up.xlsx"
    printed = Client().post(f"/api/v1/{path}/publish", headers=cast.bearer(cast.hana))
    assert (printed.status_code, printed.json()["number"]) == (201, 1)
    whole = ask(cast, cast.hana, path).json()
    assert whole["draft"] is None
    assert [edition["sha256"] for edition in whole["editions"]] == [kept.json()["sha256"]]
    workbook = ask(cast, cast.hana, f"{path}/editions/1/workbook")
    assert workbook.content == FOLLOW_UP
    assert 'filename="follow-up.xlsx"' in workbook["Content-Disposition"]


def test_hana_publishes_at_once_and_sees_it_in_her_list(cast: Cast) -> None:
    told = send(cast, cast.hana, "checklists", publish="true").json()
    assert (told["edition"]["number"], told["is_new"]) == (1, True)
    assert send(cast, cast.hana, "checklists", publish="true").json()["is_new"] is False
    listed = ask(cast, cast.hana, "checklists").json()
    assert {(one["form_id"], one["newest"], one["has_draft"]) for one in listed} == {
        ("boutique_visit", 1, False),
        ("boutique_followup", 1, False),
    }


def test_a_phone_reads_an_edition_s_exact_bytes_once_for_ever(cast: Cast) -> None:
    answer = ask(cast, cast.sasha, f"editions/{cast.edition.sha256}")
    assert answer.content == bytes(Edition.objects.get(pk=cast.edition.pk).printed)
    assert "immutable" in answer["Cache-Control"]
    again = ask(cast, cast.sasha, f"editions/{cast.edition.sha256}", **{"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_is_not_hers_does_not_exist(cast: Cast) -> None:
    mine = send(cast, cast.hana, "checklists", publish="true").json()
    for path in (
        f"editions/{mine['sha256']}",
        f"checklists/{mine['checklist']}",
        f"checklists/{mine['checklist']}/editions/1/workbook",
        "editions/../../etc/passwd",
        "editions/" + "0" * 64,
    ):
        assert ask(cast, cast.zoe, path).status_code == 404, path
    published = Client().post(
        f"/api/v1/checklists/{mine['checklist']}/publish", headers=cast.bearer(cast.zoe)
    )
    assert published.status_code == 404
    assert send(cast, cast.zoe, "checklists", brand=cast.brand.slug).status_code == 404


@pytest.mark.parametrize("name", ["sasha", "rita", "stella", "mona"])
def test_only_headquarters_writes_checklists(cast: Cast, name: str) -> None:
    person = getattr(cast, name)
    assert send(cast, person, "checklists/check").status_code == 403
    assert send(cast, person, "checklists").status_code == 403
    assert ask(cast, person, "checklists").status_code == 403


def test_nobody_reads_anything_without_signing_in(cast: Cast) -> None:
    assert Client().get(f"/api/v1/editions/{cast.edition.sha256}").status_code == 401
    assert Client().post("/api/v1/checklists/check").status_code == 401


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"%PDF-1.7 a letter", 422, "workbook_unreadable"),
        (b"x" * 10_000_001, 413, "workbook_too_large"),
        (b"", 422, "invalid"),
    ],
)
def test_bad_files_get_one_clear_refusal_and_change_nothing(
    cast: Cast, content: bytes, status: int, code: str
) -> None:
    answer = send(cast, cast.hana, "checklists", content)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["remedy"]
    assert not Draft.objects.exists()


@pytest.mark.parametrize("publish", ["perhaps", "\x00", "[]"])
def test_a_wish_that_is_neither_yes_nor_no_is_refused(cast: Cast, publish: str) -> None:
    assert send(cast, cast.hana, "checklists", publish=publish).status_code == 422


def test_a_request_without_a_file_is_refused(cast: Cast) -> None:
    headers = cast.bearer(cast.hana)
    assert Client().post("/api/v1/checklists", {"publish": "true"}, headers=headers).status_code == 422
    sent = Client().post(
        "/api/v1/checklists", BytesIO(b"{}").read(), content_type="application/json", headers=headers
    )
    assert sent.status_code == 415
    broken = Client().post(
        "/api/v1/checklists", b"no boundary", content_type="multipart/form-data; boundary=x", headers=headers
    )
    assert broken.status_code in (400, 422)
