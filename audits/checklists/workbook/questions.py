"""Question types as people write them, and the types that they mean."""

import re
from dataclasses import dataclass

TYPES = frozenset(
    [
        "text",
        "integer",
        "decimal",
        "range",
        "select_one",
        "select_multiple",
        "date",
        "time",
        "dateTime",
        "image",
        "audio",
        "file",
        "geopoint",
        "barcode",
        "acknowledge",
        "note",
        "calculate",
        "hidden",
        "start",
        "end",
        "today",
        "username",
        "deviceid",
        "start-geopoint",
    ]
)
METADATA = frozenset(["start", "end", "today", "username", "deviceid", "start-geopoint"])
SILENT = METADATA | {"calculate", "hidden"}
"""Types that show nothing, so need no label."""

_ALIASES = {
    "string": "text",
    "q string": "text",
    "add text prompt": "text",
    "int": "integer",
    "q int": "integer",
    "add integer prompt": "integer",
    "q decimal": "decimal",
    "add decimal prompt": "decimal",
    "q date": "date",
    "add date prompt": "date",
    "datetime": "dateTime",
    "date time": "dateTime",
    "q date time": "dateTime",
    "q datetime": "dateTime",
    "add datetime prompt": "dateTime",
    "add date time prompt": "dateTime",
    "photo": "image",
    "q image": "image",
    "q picture": "image",
    "add image prompt": "image",
    "add photo prompt": "image",
    "q audio": "audio",
    "add audio prompt": "audio",
    "add file prompt": "file",
    "gps": "geopoint",
    "location": "geopoint",
    "q geopoint": "geopoint",
    "q location": "geopoint",
    "add location prompt": "geopoint",
    "q barcode": "barcode",
    "add barcode prompt": "barcode",
    "trigger": "acknowledge",
    "q acknowledge": "acknowledge",
    "add acknowledge prompt": "acknowledge",
    "q note": "note",
    "add note prompt": "note",
    "q calculate": "calculate",
    "add calculate prompt": "calculate",
    "get start time": "start",
    "start time": "start",
    "get end time": "end",
    "end time": "end",
    "get today": "today",
    "imei": "deviceid",
    "device id": "deviceid",
    "get device id": "deviceid",
    "uri:deviceid": "deviceid",
    "uri:username": "username",
}
_KNOWN = {name.lower(): name for name in TYPES} | _ALIASES

_SELECT = re.compile(
    r"(?P<many>select_multiple|select multiple|select all that apply|add select multiple prompt"
    r"|(?P<one>select_one|select one|select1|q select1|add select one prompt))"
    r"(?:\s+(?:from|using))?(?:\s+(?P<list>.*))?",
    re.IGNORECASE,
)
_OTHER = re.compile(r"\s*\bor[_ ](specify[_ ])?other$", re.IGNORECASE)
_BRACKET = re.compile(r"(begin|end)[_ ](group|lgroup|looped group|repeat)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TypeCell:
    """A type cell understood: `kind` is question, begin, end or unknown; `type` a question type, group, repeat."""

    kind: str
    type: str = ""
    list_name: str = ""
    or_other: bool = False


def read_type(text: str) -> TypeCell:
    """What a type cell means, tolerant of case, blanks and older words."""
    text = " ".join(text.split())
    if bracket := _BRACKET.fullmatch(text):
        return TypeCell(bracket[1].lower(), "group" if bracket[2].lower() == "group" else "repeat")
    if select := _SELECT.fullmatch(text):
        return _read_select(select)
    known = _KNOWN.get(text.lower()) or _KNOWN.get(text.lower().replace("_", " "))
    if known in ("select_one", "select_multiple") or known is None:
        return TypeCell("unknown", text)
    return TypeCell("question", known)


def _read_select(select: re.Match[str]) -> TypeCell:
    kind = "select_one" if select["one"] else "select_multiple"
    words = select["list"] or ""
    list_name = _OTHER.sub("", words)
    return TypeCell("question", kind, list_name, list_name != words)
