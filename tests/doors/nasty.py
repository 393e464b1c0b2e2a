"""What nobody in her right mind would send: bodies, queries and addresses, from a seed and the OpenAPI document."""

import json
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from random import Random
from typing import Any

from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator

JSON = "application/json"
VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 2**31, 10**30, 1e308, "", "x", "\0", "a\0b", "x" * 70_000, "../../etc/passwd", "<script>",
    "'; DROP TABLE audits_visit; --", "=cmd|' /C calc'!A0", "٣", "\u202e", "2026-02-31", "9999-12-31T23:59:59Z",
    "00000000-0000-0000-0000-000000000000", [], [[]], {}, [None], ["\0"], {"\0": 1}, {"": {}}, [{}] * 300, "NaN",
)  # fmt: skip # a table
RAW: tuple[tuple[str, bytes, str], ...] = (
    ("empty", b"", JSON),
    ("null", b"null", JSON),
    ("a list", b"[]", JSON),
    ("a text", b'"x"', JSON),
    ("a number", b"1e999", JSON),
    ("NaN", b'{"a": NaN}', JSON),
    ("deep", b"[" * 60_000, JSON),
    ("deep objects", b'{"a":' * 5_000 + b"1" + b"}" * 5_000, JSON),
    ("cut", b'{"reason": "x', JSON),
    ("invalid UTF-8", b'{"reason": "\xff\xfe"}', JSON),
    ("lone surrogate", b'{"reason": "\\ud800", "name": "\\udfff", "words": "\\ud800"}', JSON),
    ("surrogate bytes", b'{"reason": "\xed\xa0\x80"}', JSON),
    ("equal keys", b'{"reason": "a", "reason": {"b": 1}, "name": [], "name": 1}', JSON),
    ("UTF-16", '{"reason": "x"}'.encode("utf-16"), JSON),
    ("html", b"<html></html>", "text/html"),
    ("no type", b"{}", ""),
    ("form", b"reason=x&name=%00", "application/x-www-form-urlencoded"),
    ("multipart without end", b"--b\r\nContent-Disposition: form-data; name=file; filename=a\r\n\r\n",
     "multipart/form-data; boundary=b"),
    ("multipart without boundary", b"x", "multipart/form-data"),
    ("a file of no bytes", b"--b\r\nContent-Disposition: form-data; name=file; filename=a.xlsx\r\n\r\n\r\n--b--\r\n",
     "multipart/form-data; boundary=b"),
    ("a file of nonsense",
     b"--b\r\nContent-Disposition: form-data; name=file; filename=../a\0.xlsx\r\n\r\nPK\x03\x04\xff\xfe\r\n--b--\r\n",
     "multipart/form-data; boundary=b"),
)  # fmt: skip # a table
QUERIES = (
    "?%00=%00",
    "?cursor=%00&limit=-1&wave=%ff",
    "?cursor=x&limit=1e9&brand=%ED%A0%80",
    "?limit=" + "9" * 5000,  # more digits than Python reads
)
QUERIES += ("?wave=not-a-uuid&region=1&store=%00&state=x&band=y&from=2026-02-31&to=x&critical=maybe&q=%00",)
QUERIES += ("?from=9999999-01-01&to=-1&level=brand&id=%00&sort=%27&month=2026-13&q=" + "%25" * 500,)
EDGES = ("0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00")  # days that UTC doesn't have
QUERIES += ("?from=0001-01-01&to=9999-12-31", *(f"?from={edge}&to={edge}" for edge in EDGES))
QUERIES += tuple(f"?cursor={edge}%7C1%7C{'0' * 32}" for edge in EDGES)  # as the queue writes its own
QUERIES += tuple(f"?cursor={edge}%7C{'0' * 32}" for edge in EDGES)  # and the appeals theirs
QUERIES += ("?cursor=eyJhIjoxfQ==&page=2&size=enormous&shopper=%00&assignment=x&brand=" + "0" * 36,)
THINGS = ("%00", "0", "-1", str(10**30), "x" * 300, "..%2f..%2fetc", "%ED%A0%80", "A" * 64, "é" * 40)


@cache
def schema() -> dict[str, Any]:
    """The OpenAPI document, as /api/schema/ gives it."""
    return SchemaGenerator().get_schema(request=None, public=True)


def bodies(method: str, address: str, chance: Random) -> Iterator[tuple[str, bytes, str]]:
    """`(name, body, content type)` without end: first what is nasty anywhere, then documents of this door's own
    members with values that don't belong there."""
    yield from chance.sample(RAW, len(RAW))
    members = list(_members(method, address))
    while True:
        document = {name: chance.choice(VALUES) for name in members if chance.random() < 0.8}
        document |= {chance.choice(("", "\0", "id", "brand", "__proto__", "x" * 300)): chance.choice(VALUES)}
        if members and chance.random() < 0.5:  # right but for one member
            document = {name: _plausible(kind) for name, kind in _members(method, address).items()}
            document[chance.choice(members)] = chance.choice(VALUES)
        yield "a document", json.dumps(document).encode(), JSON


def plausible(method: str, address: str) -> tuple[bytes, str]:
    """A body that this door might take, and its content type: right members, values that say nothing."""
    kinds = _content(method, address)
    if "multipart/form-data" in kinds and JSON not in kinds:
        return RAW[-1][1], RAW[-1][2]
    document = {name: _plausible(kind) for name, kind in _members(method, address).items()}
    return json.dumps(document).encode(), JSON


def _content(method: str, address: str) -> dict[str, Any]:
    for path, doors in schema()["paths"].items():
        if _same(path, address) and method.lower() in doors:
            return dict(doors[method.lower()].get("requestBody", {}).get("content", {}))
    return {}


def _members(method: str, address: str) -> dict[str, dict[str, Any]]:
    content = _content(method, address)
    found = next((one.get("schema", {}) for one in content.values()), {})
    return dict(_resolved(found).get("properties", {}))


def _same(path: str, address: str) -> bool:
    mine, theirs = path.split("/"), address.split("/")
    return len(mine) == len(theirs) and all(
        a == b or a[:1] == b[:1] == "{" for a, b in zip(mine, theirs, strict=True)
    )


def _resolved(found: dict[str, Any]) -> dict[str, Any]:
    name = found.get("$ref", "").rpartition("/")[2]
    return schema()["components"]["schemas"][name] if name else found


def _plausible(kind: dict[str, Any]) -> Any:
    kind = _resolved(kind.get("allOf", [kind])[0])
    if "enum" in kind:
        return kind["enum"][0]
    by_format = {
        "date": (timezone.now() + timedelta(days=1))
        .date()
        .isoformat(),  # nothing closes on a day that is over
        "date-time": "2026-11-21T12:00:00Z",
        "uuid": "0" * 8 + "-0000-4000-8000-" + "0" * 12,
    }
    by_type = {"string": "x", "integer": 1, "number": 1.5, "boolean": True, "array": [], "object": {}}
    return by_format.get(kind.get("format", "")) or by_type.get(str(kind.get("type")), "x")
