"""A checklist of a few minutes: what a programme is tried with, from its first wave to an action that is proved."""

from io import BytesIO
from typing import Any

import openpyxl

from tests.journeys.tapping import Tap, one, photograph, words

TITLE = "Short visit"
_SURVEY: list[tuple[Any, ...]] = [
    ("type", "name", "code", "label", "weight", "pillar", "touchpoint", "cost", "required"),
    ("begin group", "arrival", "A", "Arrival", 50, None, None, None, None),
    ("select_one yes_no", "greeted", "A1", "Were you greeted?", 3, "beyond", "welcome", "attitude", "yes"),
    ("select_one yes_no", "seated", "A2", "Were you offered a seat?", 2, "beyond", "welcome", "rule", "yes"),
    ("image", "door_photo", "A3", "The door, from outside", None, None, None, None, "yes"),
    ("end group", None, None, None, None, None, None, None, None),
    ("begin group", "leaving", "B", "Leaving", 50, None, None, None, None),
    ("select_one yes_no", "seen_out", "B1", "Seen to the door?", 2, "beyond", "farewell", "coaching", "yes"),
    ("text", "story", "B2", "What would you tell a friend?", None, None, None, None, "yes"),
    ("end group", None, None, None, None, None, None, None, None),
]
_CHOICES = [
    ("list_name", "name", "label", "points"),
    ("yes_no", "yes", "Yes", 1),
    ("yes_no", "no", "No", 0),
]
_SETTINGS = [("form_title", "form_id", "scoring"), (TITLE, "short_visit", "points")]

# as it was found: two points lost, a sentence that says too little
FOUND: dict[str, dict[str, Tap]] = {
    "arrival": {"greeted": one("no"), "seated": one("no"), "door_photo": photograph},
    "leaving": {"seen_out": one("yes"), "story": words("It was nice.")},
}
# as the next shopper found it
FOUND_BETTER: dict[str, dict[str, Tap]] = {
    "arrival": {"greeted": one("yes"), "seated": one("yes"), "door_photo": photograph},
    "leaving": {
        "seen_out": one("yes"),
        "story": words("They came to the door to meet me, and brought a chair."),
    },
}


def workbook() -> bytes:
    """The checklist as headquarters uploads it."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in (("survey", _SURVEY), ("choices", _CHOICES), ("settings", _SETTINGS)):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
