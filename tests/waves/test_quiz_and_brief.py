"""What a shopper knows before she goes: the brief in words and pictures, and a quiz that shows she read it."""

import hashlib
import io
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from audits.refusals import Refused
from audits.waves.markup import blocks_of, pictures_of
from audits.waves.models import QuizPass
from audits.waves.quizzes import try_quiz
from tests.cast import Cast
from tests.envelopes import Phone, phone_of
from tests.making import arrives, follow, worked
from tests.waves.programme import a_programme, an_offer

pytestmark = pytest.mark.django_db
QUESTIONS = [
    {
        "asks": {"en": "Do you buy?", "fr": "Achetez-vous ?"},
        "choices": [{"en": "Yes"}, {"en": "No"}],
        "right": 1,
    },
    {"asks": {"en": "Where do you write?"}, "choices": [{"en": "Inside"}, {"en": "Outside"}], "right": 1},
]


def put(phone: Phone, path: str, document: Any) -> Any:
    return phone.client.put(
        f"/api/v1/{path}", document, content_type="application/json", headers=phone.headers
    )


def a_quiz(cast: Cast) -> str:
    asked = {"questions": QUESTIONS, "pass_share": "0.80"}
    answer = put(phone_of(cast, "hana"), f"checklists/{cast.checklist.pk}/quiz", asked)
    assert answer.status_code == 200, answer.content
    return str(cast.checklist.pk)


def test_a_quiz_is_taken_without_its_right_answers(cast: Cast) -> None:
    checklist, sasha = a_quiz(cast), phone_of(cast, "sasha")
    asked = sasha.get(f"quiz/{checklist}")
    assert "right" not in asked.content.decode()
    assert (asked.json()["passed"], asked.json()["tries"], asked.json()["next_try_at"]) == (False, 0, None)
    tried = sasha.post(f"quiz/{checklist}/tries", {"answers": [1, 0]}).json()
    assert (tried["passed"], tried["share"], tried["wrong"]) == (False, "0.50", [1])
    soon = sasha.post(f"quiz/{checklist}/tries", {"answers": [1, 1]})
    assert (soon.status_code, soon.json()["code"]) == (409, "quiz_too_soon")
    assert phone_of(cast, "zoe").get(f"quiz/{checklist}").status_code == 403
    assert phone_of(cast, "zoe").get(f"checklists/{checklist}/quiz").status_code == 404
    assert phone_of(cast, "hana").get(f"checklists/{checklist}/quiz").json()["questions"][0]["right"] == 1


def test_after_a_pause_she_passes_and_stays_passed(cast: Cast) -> None:
    a_quiz(cast)
    quiz, now = cast.checklist.quiz, timezone.now()
    assert not try_quiz(quiz, answers=[0, 0], by=cast.sasha, now=now).passed
    assert try_quiz(quiz, answers=[1, 1], by=cast.sasha, now=now + timedelta(minutes=6)).passed
    try_quiz(quiz, answers=[0, 0], by=cast.sasha, now=now + timedelta(minutes=7))
    assert phone_of(cast, "sasha").get(f"quiz/{cast.checklist.pk}").json()["passed"] is True
    with pytest.raises(Refused, match="invalid"):
        try_quiz(quiz, answers=[1], by=cast.sam)
    (certified,) = phone_of(cast, "hana").get(f"shoppers/{cast.sasha.pk}").json()["certified"]
    assert certified["checklist"] == cast.checklist.title


def test_two_of_three_is_not_enough_for_seven_tenths(cast: Cast) -> None:
    a_quiz(cast)
    quiz = cast.checklist.quiz
    quiz.questions, quiz.pass_share = [*QUESTIONS, QUESTIONS[0]], Decimal("0.67")
    quiz.save()
    assert not try_quiz(quiz, answers=[1, 1, 0], by=cast.sasha).passed


def test_a_quiz_must_be_passed_before_the_first_claim(cast: Cast) -> None:
    programme, sasha = a_programme(cast), phone_of(cast, "sasha")
    checklist, offer = a_quiz(cast), an_offer(programme)
    (told,) = sasha.get("sync").json()["offers"]
    assert told["quiz"] == {"checklist": checklist, "needed": True, "passed": False}
    assert (told["may"], [one["rule"] for one in told["why_not"]]) == (False, ["quiz"])
    refused = sasha.post(f"assignments/{offer.pk}/claim", {})
    assert (refused.status_code, refused.json()["code"]) == (409, "quiz_needed")
    assert refused.json()["checklist"] == checklist
    sasha.post(f"quiz/{checklist}/tries", {"answers": [1, 1]})
    claimed = sasha.post(f"assignments/{offer.pk}/claim", {})
    assert claimed.json()["quiz"] == {"checklist": checklist, "needed": True, "passed": True}


def test_a_visit_without_the_quiz_is_stored_and_marked(cast: Cast) -> None:
    a_quiz(cast)
    visit = arrives(cast.assignment, worked("P_")["answers"])
    follow()
    visit.refresh_from_db()
    assert "quiz_missing" in visit.marks
    assert visit.completed_at
    QuizPass.objects.create(quiz=cast.checklist.quiz, person=cast.sam, share=1, passed=True)


def test_whoever_passed_in_time_is_not_marked(cast: Cast) -> None:
    a_quiz(cast)
    try_quiz(cast.checklist.quiz, answers=[1, 1], by=cast.sasha)
    visit = arrives(cast.assignment, worked("P_")["answers"])
    follow()
    visit.refresh_from_db()
    assert "quiz_missing" not in visit.marks


def test_a_brief_is_laid_out_from_a_little_markup() -> None:
    picture = "a" * 64
    words = f"# The part\nYou want a **small bag**\nfor *Émilie*.\n\n- look\n- ask\n1. buy\n![Door](picture:{picture})"
    assert blocks_of(words) == [
        {"kind": "heading", "spans": [{"text": "The part"}]},
        {
            "kind": "paragraph",
            "spans": [
                {"text": "You want a "},
                {"text": "small bag", "strong": True},
                {"text": " "},
                {"text": "for "},
                {"text": "Émilie", "emphasis": True},
                {"text": "."},
            ],
        },
        {"kind": "list", "ordered": False, "lines": [[{"text": "look"}], [{"text": "ask"}]]},
        {"kind": "list", "ordered": True, "lines": [[{"text": "buy"}]]},
        {"kind": "picture", "sha256": picture, "words": "Door"},
    ]
    assert pictures_of(words) == [picture]


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](http://e/x.png)", "**", "a * b * c"],
)
def test_whatever_is_no_markup_is_text(words: str) -> None:
    assert blocks_of(words) == [{"kind": "paragraph", "spans": [{"text": words}]}]


def test_pictures_of_briefs_are_drawn_anew_and_named_to_the_phone(cast: Cast) -> None:
    hana, sasha = phone_of(cast, "hana"), phone_of(cast, "sasha")
    plain = io.BytesIO()
    Image.new("RGB", (2000, 1000), "navy").save(plain, "PNG", pnginfo=None)
    upload = SimpleUploadedFile("door.png", plain.getvalue(), content_type="image/png")
    kept = hana.client.post("/api/v1/brief-pictures", {"file": upload}, headers=hana.headers)
    assert kept.status_code == 201, kept.content
    told = kept.json()
    assert (told["width"], told["height"]) == (1600, 800)
    words = f"The door:\n![Door](picture:{told['sha256']})"
    cast.assignment.brief = {"en": words}
    cast.assignment.save()
    news = sasha.get("sync").json()
    assert news["brief_pictures"] == [
        {"sha256": told["sha256"], "width": 1600, "height": 800, "bytes": told["bytes"]}
    ]
    assert news["assignments"][0]["brief"] == words
    assert news["assignments"][0]["brief_blocks"][1] == {
        "kind": "picture",
        "sha256": told["sha256"],
        "words": "Door",
    }
    picture = sasha.get(f"brief-pictures/{told['sha256']}")
    assert hashlib.sha256(picture.content).hexdigest() == told["sha256"]
    assert "immutable" in picture["Cache-Control"]
    assert phone_of(cast, "zoe").get(f"brief-pictures/{told['sha256']}").status_code == 404
    broken = SimpleUploadedFile("x.png", b"not a picture")
    refused = hana.client.post("/api/v1/brief-pictures", {"file": broken}, headers=hana.headers)
    assert (refused.status_code, refused.json()["code"]) == (422, "picture_unreadable")


def test_scenarios_are_written_by_headquarters_alone(cast: Cast) -> None:
    hana = phone_of(cast, "hana")
    asked = {"name": "Gift", "brief": {"en": "A gift."}, "scenario_values": {"scenario_probe": "gift"}}
    written = hana.post("scenarios", asked)
    assert written.status_code == 201, written.content
    wrong = hana.post("scenarios", asked | {"scenario_values": {"probe": "gift"}})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "invalid")
    changed = hana.client.patch(
        f"/api/v1/scenarios/{written.json()['id']}",
        {"name": "A gift"},
        content_type="application/json",
        headers=hana.headers,
    )
    assert changed.json()["name"] == "A gift"
    assert changed.json()["scenario_values"] == {"scenario_probe": "gift"}
    assert phone_of(cast, "zoe").get("scenarios").json() == []
    assert phone_of(cast, "mona").get("scenarios").status_code == 403
    assert hana.post("brief-preview", {"words": "**a**"}).json() == {
        "blocks": [{"kind": "paragraph", "spans": [{"text": "a", "strong": True}]}]
    }
