"""What is left of sealed bytes when a part of them goes. Pure."""

from typing import Any

import orjson

# What says which bytes these were and how they are read; everything else was said by the shopper or her phone.
IDENTITY = ("v", "visit", "revision", "assignment", "edition", "app", "times")


def without_trace(sealed: bytes) -> bytes:
    """The same document without where she was and in which order she tapped."""
    return _left(sealed, lambda document: {**document, "places": [], "trail": []}, ["places", "trail"])


def without_answers(sealed: bytes) -> bytes:
    """Only what the document is."""

    def identity(document: dict[str, Any]) -> dict[str, Any]:
        kept = {name: document[name] for name in IDENTITY if name in document}
        return {**kept, "answers": {}, "blobs": [], "places": [], "trail": []}

    return _left(sealed, identity, ["answers", "blobs", "places", "trail"])


def _left(sealed: bytes, change: Any, gone: list[str]) -> bytes:
    document = orjson.loads(sealed)
    return orjson.dumps({**change(document), "gone": gone})
