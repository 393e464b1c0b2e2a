"""Action plans: from lost points to the next visit, which is the check."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from audits.actions.models import Action
from audits.actions.order import easiest_first, verdict
from audits.actions.services import uncheck_actions
from audits.reviews.models import Grade
from audits.reviews.services import regrade, release
from audits.visits.models import Visit
from tests.cast import Cast, an_assignment
from tests.envelopes import Phone, phone_of
from tests.making import arrives, follow, probed, worked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> None:
    kept = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": kept}


def a_visit(cast: Cast, **wishes: Any) -> Visit:
    """A visit at Lille that loses points, released, and everything that follows."""
    one = probed(an_assignment(cast.wave, cast.lille, cast.sasha))
    visit = arrives(one, worked("W_")["answers"], at=timezone.now() + timedelta(**wishes))
    follow()
    release(visit.pk, by=cast.rita)
    follow()
    visit.refresh_from_db()
    return visit


def drawn(cast: Cast, phone: Phone, most: int = 3) -> list[dict[str, Any]]:
    answer = phone.post(f"stores/{cast.lille.pk}/actions/draw", {"most": most})
    assert answer.status_code == 201, answer.content
    found: list[dict[str, Any]] = answer.json()["actions"]
    return found


def patched(phone: Phone, action: dict[str, Any], wish: dict[str, Any]) -> Any:
    address = f"/api/v1/actions/{action['id']}"
    return phone.client.patch(address, wish, content_type="application/json", headers=phone.headers)


def test_what_costs_nothing_comes_first_and_of_equals_the_dearest() -> None:
    losses = {name: {"points": points} for name, points in [("a", 9), ("b", 1), ("c", 3), ("d", 5), ("e", 2)]}
    costs = {"a": "money", "b": "attitude", "c": "rule", "d": "coaching"}
    assert [name for name, _, _ in easiest_first(losses, costs)] == ["c", "b", "d", "e", "a"]
    assert verdict({"earned": "1/3", "possible": "1"}) == "lost"
    assert verdict({"earned": "2.5", "possible": "5/2"}) == "kept"
    assert verdict({"state": "hidden"}) is verdict(None) is None


def test_a_plan_is_drawn_from_lost_points_and_what_is_open_stays(cast: Cast) -> None:
    stella = phone_of(cast, "stella")
    assert drawn(cast, stella) == []  # nothing is lost yet
    a_visit(cast, days=-2)
    first = drawn(cast, stella, most=2)
    assert len(first) == 2
    assert all(one["state"] == "open" and float(one["points"]) > 0 and one["words"] for one in first)
    second = drawn(cast, stella, most=20)
    asked = [one["question"]["name"] for one in [*first, *second]]
    assert len(asked) == len(set(asked)) > 2
    assert drawn(cast, stella) == []


def test_the_next_released_visit_is_the_check(cast: Cast) -> None:
    a_visit(cast, days=-2)
    stella = phone_of(cast, "stella")
    kept, lost, *_ = drawn(cast, stella, most=20)
    Action.objects.update(made_at=timezone.now() - timedelta(days=1))
    assert patched(stella, kept, {"state": "done"}).json()["done_at"] is not None
    one = probed(an_assignment(cast.wave, cast.lille, cast.sasha))
    visit = arrives(one, worked("W_")["answers"])
    follow()
    grade = Grade.objects.get(visit=visit)
    mended = [
        line | ({"earned": line["possible"]} if line["question"] == kept["question"]["name"] else {})
        for line in grade.lines
    ]
    Grade.objects.filter(pk=grade.pk).update(lines=mended)
    assert stella.get(f"actions/{kept['id']}").json()["state"] == "done"  # not before it is released
    release(visit.pk, by=cast.rita)
    follow()
    checked = stella.get(f"actions/{kept['id']}").json()
    assert (checked["state"], checked["checked_by"]) == ("kept", str(visit.pk))
    assert stella.get(f"actions/{lost['id']}").json()["state"] == "lost"
    settled = patched(stella, lost, {"state": "done"})
    assert (settled.status_code, settled.json()["code"]) == (409, "action_settled")
    assert lost["question"]["name"] in [one["question"]["name"] for one in drawn(cast, stella, most=20)]
    regrade(visit.pk, by=cast.hana, reason="again")  # says lost after all
    follow()
    assert stella.get(f"actions/{kept['id']}").json()["state"] == "lost"
    uncheck_actions(visit.pk)
    again = Action.objects.get(pk=kept["id"])
    assert (again.state, again.checked_by) in [
        ("done", None),
        ("lost", visit),
    ]  # the point may have a newer one


def test_a_visit_made_before_the_plan_checks_nothing(cast: Cast) -> None:
    a_visit(cast, days=-3)
    drawn(cast, phone_of(cast, "stella"))
    a_visit(cast, days=-1)
    assert set(Action.objects.values_list("state", flat=True)) == {"open"}


def test_each_works_the_actions_of_her_own_stores(cast: Cast) -> None:
    a_visit(cast, days=-2)
    (action, *_) = drawn(cast, phone_of(cast, "mona"))
    for name, status in (("stella", 200), ("mona", 200), ("hana", 200), ("otto", 404), ("zoe", 404)):
        assert phone_of(cast, name).get(f"actions/{action['id']}").status_code == status
    for name in ("sasha", "rita"):
        assert phone_of(cast, name).get("actions").status_code == 403
    assert phone_of(cast, "otto").post(f"stores/{cast.lille.pk}/actions/draw", {}).status_code == 404
    assert phone_of(cast, "stella").post(f"stores/{cast.rouen.pk}/actions/draw", {}).status_code == 404
    assert phone_of(cast, "otto").get("actions").json()["results"] == []
    assert (
        len(phone_of(cast, "mona").get(f"actions?region={cast.north.pk}&state=open").json()["results"]) == 3
    )


def test_an_action_has_an_owner_a_date_comments_and_a_proof(cast: Cast) -> None:
    a_visit(cast, days=-2)
    stella = phone_of(cast, "stella")
    (action, *_) = drawn(cast, stella)
    owners = [one["name"] for one in stella.get(f"stores/{cast.lille.pk}/owners").json()]
    assert owners == ["Hana", "Mona", "Stella"]
    wish = {"owner": str(cast.stella.pk), "due": "2027-01-31", "words": "Greet at the door."}
    told = patched(stella, action, wish).json()
    assert (told["owner"]["name"], told["due"], told["words"]) == (
        "Stella",
        "2027-01-31",
        "Greet at the door.",
    )
    assert patched(stella, action, {"owner": str(cast.sasha.pk)}).status_code == 422
    assert patched(stella, action, {"state": "kept"}).status_code == 422
    noted = stella.post(f"actions/{action['id']}/notes", {"words": "Trained today."}).json()
    assert (noted["notes"][0]["words"], noted["notes"][0]["by"]) == ("Trained today.", "Stella")
    file = io.BytesIO()
    Image.new("RGB", (3000, 20), "teal").save(file, "PNG")
    address = f"/api/v1/actions/{action['id']}/proof"
    upload = {"file": SimpleUploadedFile("proof.png", file.getvalue(), content_type="image/png")}
    assert stella.client.post(address, upload, headers=stella.headers).json()["proof"] is not None
    proof = stella.client.get(address, headers=stella.headers)
    assert Image.open(io.BytesIO(proof.content)).width == 1600
    assert phone_of(cast, "otto").get(f"actions/{action['id']}/proof").status_code == 404
    bad = {"file": SimpleUploadedFile("proof.png", b"no picture", content_type="image/png")}
    assert stella.client.post(address, bad, headers=stella.headers).status_code == 422


def test_an_action_can_be_made_by_hand_once_a_point(cast: Cast) -> None:
    a_visit(cast, days=-2)
    hana = phone_of(cast, "hana")
    (action, *_) = drawn(cast, hana)
    wish = {"store": str(cast.lille.pk), "wave": str(cast.wave.pk), "question": action["question"]["name"]}
    assert hana.post("actions", wish).json()["code"] == "action_open"
    assert patched(hana, action, {"state": "dropped"}).json()["state"] == "dropped"
    made = hana.post("actions", wish | {"words": "By hand.", "owner": str(cast.stella.pk)})
    assert (made.status_code, made.json()["owner"]["name"]) == (201, "Stella")
    assert hana.post("actions", wish | {"question": "no_such"}).status_code == 422
    assert hana.post("actions", wish | {"wave": str(cast.other_wave.pk)}).status_code == 404
