"""The columns that are ours, and the ones that must fit their question's type."""

import re
from decimal import Decimal

from .choices import ChoiceList
from .outline import Node, Outline
from .places import Cell
from .problems import Problems

COSTS = ("attitude", "coaching", "rule", "money")
SELECTS = ("select_one", "select_multiple")
MOST_WEIGHT = 1_000_000
MOST_PHOTOS = 50
_NUMBER = re.compile(r"[+-]?\d{1,12}(\.\d{1,12})?")
_PARAMETERS = {"range": {"start", "end", "step"}, "image": {"max-pixels"}}


def check_node(node: Node, lists: dict[str, ChoiceList], problems: Problems) -> None:
    """Refuse what doesn't fit in one row's own columns."""
    _check_weight(node, problems)
    if node.kind != "question":
        return
    row = node.row
    if row.text("cost") and row.text("cost").lower() not in COSTS:
        problems.refuse("cost-unknown", row.at("cost"), row.text("cost"))
    if row.text("act") and not re.fullmatch(r"expected|given|given:\S+", row.text("act")):
        problems.refuse("act-unknown", row.at("act"), row.text("act"))
    if node.type == "calculate" and not row.text("calculation"):
        problems.refuse("calculation-missing", row.at("calculation"), node.name)
    if node.type in SELECTS:
        _check_list(node, lists, problems)
    _check_photos(node, problems)
    _check_parameters(node, problems)


def _check_weight(node: Node, problems: Problems) -> None:
    text = node.row.text("weight")
    if text and not re.fullmatch(r"[+-]?\d{1,12}(\.0*)?", text):
        problems.refuse("weight-not-integer", node.row.at("weight"), text)
    elif read_weight(text) < 0:
        problems.refuse("weight-negative", node.row.at("weight"), text)
    elif read_weight(text) > MOST_WEIGHT:
        problems.refuse("weight-too-large", node.row.at("weight"), text, most=str(MOST_WEIGHT))


def check_section_weights(scoring: str, outline: Outline, place: Cell, problems: Problems) -> None:
    """Scoring by sections needs at least one section that has a weight."""
    if scoring == "sections" and not any(node.row.text("weight").strip("0") for node in outline.body):
        problems.refuse("section-weights-missing", place, scoring)


def read_weight(text: str) -> int:
    """A weight that has been checked, 0 where none is given."""
    return int(text.partition(".")[0] or 0)


def _check_list(node: Node, lists: dict[str, ChoiceList], problems: Problems) -> None:
    place = node.row.at("type")
    if not node.list_name:
        problems.refuse("list-not-given", place, node.row.text("type"))
    elif node.list_name not in lists:
        problems.refuse("unknown-list", place, node.list_name)


def _check_photos(node: Node, problems: Problems) -> None:
    text = node.row.text("max_photos")
    if text and not (re.fullmatch(r"\d{1,3}", text) and 1 <= int(text) <= MOST_PHOTOS):
        problems.refuse("max-photos-invalid", node.row.at("max_photos"), text, most=str(MOST_PHOTOS))


def read_parameters(text: str) -> dict[str, str] | None:
    """`start=0 end=10 step=1` (blanks, commas or semicolons between) as a dict; None where it is no such text."""
    words = " ".join(text.replace(",", " ").replace(";", " ").split())
    pairs = re.sub(" ?= ?", "=", words).split()
    split = [pair.partition("=") for pair in pairs]
    if any(not key or not sign or not value for key, sign, value in split):
        return None
    return {key.lower(): value for key, _, value in split}


def _check_parameters(node: Node, problems: Problems) -> None:
    text = node.row.text("parameters")
    given = read_parameters(text)
    place = node.row.at("parameters")
    if given is None or not _fits(node.type, given):
        problems.refuse("parameters-invalid", place, text)
        return
    for key in given.keys() - _PARAMETERS.get(node.type, set()):
        problems.notice("unknown-parameter", place, key)


def _fits(question_type: str, given: dict[str, str]) -> bool:
    if question_type == "range":
        return _is_scale(*(given.get(key, "") for key in ("start", "end", "step")))
    if question_type == "image" and "max-pixels" in given:
        return bool(re.fullmatch(r"[1-9]\d{1,4}", given["max-pixels"]))
    return True


def _is_scale(start: str, end: str, step: str) -> bool:
    """Three numbers, upwards, and the steps meet the end exactly."""
    if not all(_NUMBER.fullmatch(number) for number in (start, end, step)):
        return False
    width, stride = Decimal(end) - Decimal(start), Decimal(step)
    return stride > 0 and width > 0 and width % stride == 0
