"""What is worth a second look, case by case: each flag just on either side of its limit."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageDraw

from audits.reviews.flags import Facts, Limits, PhotoSeen, Pick, flags_in
from audits.reviews.likeness import TextSaid, likeness, runs_of
from audits.visits.looks import distance, look_of

NOON = datetime(2026, 3, 11, 12, tzinfo=UTC)
WORDS = "She came round the counter and began again, as if nobody else were there."


def after(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def taps(gap: float, n: int = 12) -> list[datetime]:
    return [NOON + timedelta(seconds=gap * i) for i in range(n)]


def picks(places: str, lists: int = 3, of: int = 2) -> list[Pick]:
    return [Pick(f"q{i}", f"list{i % lists}", int(place), of) for i, place in enumerate(places)]


def said(words: str, visit: str = "this") -> TextSaid:
    return TextSaid(visit, "tell_a_friend", words)


FLAGGED: list[tuple[str, str, dict[str, Any]]] = [
    ("nothing known", "", {}),
    ("five minutes inside", "", {"stepped_in": NOON, "stepped_out": after(5)}),
    ("four minutes inside", "too_fast", {"stepped_in": NOON, "stepped_out": after(4)}),
    ("an answer each two seconds", "", {"trail": taps(2)}),
    ("an answer each second", "too_fast", {"trail": taps(1)}),
    ("an answer each second, but few", "", {"trail": taps(1, 9)}),
    ("a long pause among quick answers", "", {"trail": [*taps(1, 11), after(40)]}),
    ("near the store", "", {"distances": [(510, 12)]}),
    ("far, as far as the phone knows", "too_far", {"distances": [(530, 12)]}),
    ("far, but the phone may err", "", {"distances": [(5000, 4600)]}),
    ("far once, near once", "", {"distances": [(9000, 5), (20, 5)]}),
    ("the brand allows more", "", {"distances": [(900, 5)], "limits": Limits(far_metres=1000)}),
    ("ten first choices in a row, three lists", "straight_lining", {"picks": picks("0" * 10)}),
    ("nine first choices in a row", "", {"picks": picks("0" * 9)}),
    ("ten first choices in a row of yes and no alone", "", {"picks": picks("0" * 10, lists=2)}),
    ("choices here and there", "", {"picks": picks("0100110100")}),
    ("a long scale all alike", "straight_lining", {"picks": picks("2" * 6, lists=1, of=5)}),
    ("a short scale all alike", "", {"picks": picks("2" * 6, lists=1, of=3)}),
    (
        "a photo seen before",
        "photo_seen",
        {"photos": [PhotoSeen("window_photo", "a" * 64, "other", "b" * 64, 1)]},
    ),
    (
        "the same words, spelt otherwise",
        "text_copied",
        {"texts": [said(WORDS)], "earlier_texts": [said(WORDS.upper().replace(",", " —"), "earlier")]},
    ),
    (
        "other words",
        "",
        {"texts": [said(WORDS)], "earlier_texts": [said("The tray was laid before I sat down.", "earlier")]},
    ),
    (
        "few words",
        "",
        {"texts": [said("Nothing to add.")], "earlier_texts": [said("Nothing to add.", "earlier")]},
    ),
    ("taps in order", "", {"moments": [("in", NOON), ("seen", after(1)), ("out", after(30))]}),
    ("out before in", "contradictory_times", {"moments": [("in", NOON), ("out", after(-2))]}),
    ("a little out of order", "", {"moments": [("in", NOON), ("seen", after(-0.5))]}),
    (
        "a tap after the sealing",
        "contradictory_times",
        {"moments": [("out", after(30))], "sealed_at": after(20)},
    ),
    ("opened after it was sealed", "contradictory_times", {"opened_at": after(5), "sealed_at": NOON}),
    ("sealed in time", "", {"stepped_out": NOON, "sealed_at": after(120)}),
    ("sealed late", "sealed_late", {"stepped_out": NOON, "sealed_at": after(121)}),
    ("recognised", "recognised", {"holds": ["recognised"]}),
]


@pytest.mark.parametrize(("case", "kind", "facts"), FLAGGED, ids=[case for case, _, _ in FLAGGED])
def test_a_flag_is_found_where_it_should_be(case: str, kind: str, facts: dict[str, Any]) -> None:
    assert [flag.kind for flag in flags_in(Facts(**facts))] == ([kind] if kind else [])


def test_the_weightiest_flags_are_told_first_with_their_evidence() -> None:
    facts = Facts(stepped_in=NOON, stepped_out=after(3), sealed_at=after(300), holds=["recognised"])
    flags = flags_in(facts)
    assert [(flag.kind, flag.weight) for flag in flags] == [
        ("recognised", 4),
        ("too_fast", 2),
        ("sealed_late", 1),
    ]
    assert flags[1].evidence == {"minutes": 3.0, "least_minutes": 5}
    assert flags[2].evidence == {"minutes": 297, "limit_hours": 2}


def test_a_text_is_told_with_the_visit_that_it_was_copied_from() -> None:
    facts = Facts(texts=[said(WORDS)], earlier_texts=[said("Short.", "a"), said(f"{WORDS} Really.", "b")])
    (flag,) = flags_in(facts)
    (told,) = flag.evidence["texts"]
    assert (told["visit"], told["question"], told["share"]) == ("b", "tell_a_friend", 0.92)


def test_words_of_every_script_are_compared() -> None:
    arabic = "اقتربت مني وبدأت من جديد كأن لا أحد سواي في المتجر"
    assert likeness(runs_of(arabic), runs_of(arabic)) == 1
    assert likeness(runs_of(arabic), runs_of(WORDS)) == 0


def scene(shift: int = 0, *, size: tuple[int, int] = (1200, 900), quality: int = 90) -> BytesIO:
    """A shop window, or with `shift` another one, as JPEG."""
    image = Image.new("RGB", (1200, 900), (140, 133, 120))
    draw = ImageDraw.Draw(image)
    for n in range(6):
        x = (n * 190 + shift * 97) % 1100
        shade = (37 * n + 91 * shift) % 255
        draw.rectangle((x, 80 + n * 40, x + 160, 800 - n * 60), fill=(shade, 255 - shade, shade // 2))
    file = BytesIO()
    image.resize(size).save(file, "JPEG", quality=quality)
    file.seek(0)
    return file


def test_the_same_photo_looks_the_same_smaller_and_harder_pressed() -> None:
    first, again = look_of(scene()), look_of(scene(size=(640, 480), quality=40))
    assert len(first) == 16
    assert distance(first, again) <= 3
    assert distance(first, look_of(scene(shift=3))) > 10


def test_an_even_surface_and_what_is_no_picture_have_no_look() -> None:
    black = BytesIO()
    Image.new("RGB", (800, 600)).save(black, "JPEG")
    black.seek(0)
    assert (look_of(black), look_of(BytesIO(b"no picture"))) == ("", "")
