"""What people really send to the doors: documents that are right, to be spoilt one member at a time.

A `{thing}` is one of the stage's (tests/doors/stage.py); bytes are a file's.
"""

import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from PIL import Image

from tests.cast import WORKBOOKS

STORES = (
    b"Number,Name,City,Country,Region,lat,lon\nA1,First,Lyon,FR,South,45.7,4.8\nA2,,Paris,FR,North,48.8,2.3\n"
)
SALES = b"Store,Month,Sales,Visitors\nL01,2026-01,1200.50,300\nL01,2026-02,much,300\nX99,2026-01,1,1\n"


def _day(days: int) -> str:
    return (timezone.now() + timedelta(days=days)).date().isoformat()


def _moment(days: int) -> str:
    return (timezone.now() + timedelta(days=days)).isoformat()


def picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(drawn, "PNG")
    return drawn.getvalue()


def _workbook() -> bytes:
    return (WORKBOOKS / "boutique_followup.xlsx").read_bytes()


def _rescue() -> bytes:
    return json.dumps({"encore_rescue": 1, "visits": [], "blobs": []}).encode()


_WAVE = {"name": "Spring", "opens": _day(-1), "closes": _day(60), "checklist": "{checklist}", "fee": "45.00"}
_QUIZ = [{"asks": {"en": "Whom do you tell?"}, "choices": [{"en": "Nobody"}, {"en": "All"}], "right": 0}]
_HOOK = {"url": "https://93.184.216.34/hook", "verbs": ["visit.released"], "is_active": True}
PUSH_KEYS = {
    "p256dh": "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM",
    "auth": "tBHItJI5svbpez7KI4CCXg",
}
LIKELY: dict[str, dict[str, Any]] = {
    "POST act-costs": {"costs": {"name": "2.50"}},
    "POST actions": {"store": "{store}", "wave": "{wave}", "question": "first_look", "words": "Look up."},
    "PATCH actions/{action}": {"words": "Greet.", "due": _day(7), "state": "done"},
    "POST actions/{action}/notes": {"words": "Done."},
    "POST actions/{action}/proof": {"file": picture()},
    "POST alert-rules": {"kind": "critical", "roles": ["hq"], "channels": ["mail"]},
    "PATCH alert-rules/{alert_rule}": {"is_active": False, "roles": ["hq"], "channels": ["mail"]},
    "POST appeals/{appeal}/decide": {"outcome": "upheld", "answer": "It was so."},
    "POST assignments/{assignment}/give": {"shopper": "{companion}"},
    "POST assignments/{assignment}/give-back": {"reason": "I am ill."},
    "POST assignments/{assignment}/invite": {"nearest": 2},
    "PATCH brand": {"name": "Maison", "language": "fr", "timezone": "Europe/Paris", "review_hours": 48},
    "POST brief-pictures": {"file": picture()},
    "POST brief-preview": {"words": "# Go\n- **in**\n\n![Door](picture:" + "b" * 64 + ")"},
    "POST checklists": {"file": _workbook(), "publish": "true"},
    "POST checklists/check": {"file": _workbook()},
    "PUT checklists/{checklist}/quiz": {"questions": _QUIZ, "pass_share": "0.80"},
    "POST diagnostics": {"kind": "storage", "detail": {"free": 1}},
    "POST exports": {"content": "visits", "shape": "wide", "file_format": "csv", "filters": {"state": "released"}},
    "POST forecasts": {"wave": "{wave}", "level": "region", "id": "{region}", "sections": {"welcome": 80}},
    "PATCH me": {"language": "fr"},
    "POST me/consents": {"kind": "photos", "words": "Yes."},
    "PATCH me/profile": {"languages": ["fr"], "lat": 50.6, "lon": 3.0, "reach_km": 30, "is_available": True},
    "POST me/pushes": {"endpoint": "https://93.184.216.34/push/1", "keys": PUSH_KEYS},
    "DELETE me/pushes": {"endpoint": "https://93.184.216.34/push/1"},
    "POST pays/{pay}/decide": {"state": "approved", "share": "1.00"},
    "POST posts": {"email": "new@demo.example", "name": "Nour", "language": "en", "role": "reviewer"},
    "POST pulse/{pulse}": {"items": [1, 2, 3, 4, 5]},
    "POST pulses": {"wave": "{wave}", "closes": _day(14), "each": 2, "stores": ["{store}"]},
    "POST quiz/{checklist}/tries": {"answers": [0]},
    "POST receipts/query": {"receipts": [{"visit": "{visit}", "revision": 1, "sha256": "a" * 64}]},
    "POST rescue": {"file": _rescue()},
    "PUT retention": {"policy": {"place_days": 90}},
    "PUT retention/countries/{country}": {"policy": {"photo_days": 30}},
    "POST sales-imports": {"file": SALES, "take": "true"},
    "POST scenarios": {"name": "Return", "brief": {"en": "Bring it back."}, "scenario_values": {}},
    "POST set-aside/{set_aside}/accept": {"assignment": "{assignment}"},
    "POST shoppers/{shopper}/bars": {"store": "{store}", "reason": "known"},
    "POST shoppers/{shopper}/erase": {"really": "SA-sasha"},
    "PATCH shoppers/{shopper}/profile": {"traits": {"age": "30"}, "languages": ["en"]},
    "POST store-imports": {"file": STORES},
    "PATCH store-imports/{store_import}": {"mapping": {"number": "Number", "name": "Name"}},
    "POST stores/{store}/actions/draw": {"most": 2},
    "POST studies": {"name": "Bags", "attribute": "bag"},
    "POST studies/{study}/pairs": {
        "wave": "{wave}", "store": "{store}", "bearer": "{shopper}", "other": "{companion}", "from": _day(2),
    },
    "POST tokens": {"name": "Nightly", "days": 30},
    "POST visits/{visit}/adjustments": {"question": "first_look", "value": "no", "why": "Seen on the photo."},
    "POST visits/{visit}/appeals": {"question": "first_look", "ground": "facts", "words": "It was so."},
    "POST visits/{visit}/expenses": {"amount": "5.20", "what": "Coffee", "kind": "meal", "receipt": picture()},
    "PUT visits/{visit}/expenses/{expense}": {"amount": "5.20", "what": "Coffee", "receipt": picture()},
    "POST visits/{visit}/notes": {"question": "first_look", "words": "Which words?"},
    "POST visits/{visit}/regrade": {"reason": "The weights were wrong."},
    "POST visits/{visit}/release": {"note": "Well told."},
    "POST visits/{visit}/send-back": {"reason": "One photo is dark.", "due": _moment(2)},
    "PUT visits/{visit}/rating": {"rating": 4},
    "POST visits/{visit}/withdraw": {"reason": "Twice."},
    "POST waves": _WAVE,
    "PATCH waves/{wave}": {"name": "Autumn", "closes": _day(90), "rules": {"store_days": 30}},
    "POST waves/{wave}/assignments": {
        "store": "{store}", "shopper": "{companion}", "window_from": _moment(-1), "window_to": _moment(5),
    },
    "POST waves/{wave}/draw": {"seed": 7, "fill": "board"},
    "POST waves/{wave}/plan": {"seed": 7},
    "POST webhooks": _HOOK,
    "PATCH webhooks/{webhook}": {"new_secret": True},
}  # fmt: skip # a table


def likely(door: str, one: Callable[[str], str]) -> dict[str, Any] | None:
    """A right document for a door of the table (`POST visits/{visit}/notes`); `one` names a thing of a kind."""
    found = LIKELY.get(door)
    return None if found is None else {name: _named(value, one) for name, value in found.items()}


def _named(value: Any, one: Callable[[str], str]) -> Any:
    if isinstance(value, str) and value[:1] == "{":
        return one(value[1:-1])
    if isinstance(value, list):
        return [_named(each, one) for each in value]
    if isinstance(value, dict):
        return {name: _named(each, one) for name, each in value.items()}
    return value
