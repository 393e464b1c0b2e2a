"""Answers that say who the shopper is: what her phone puts into questions that nobody answers."""

from collections.abc import Iterable, Mapping
from typing import Any

from audits.checklists.models import Edition
from audits.checklists.outlines import outline_of

WHO = frozenset({"username", "deviceid"})  # types of questions; XLSForms name them so, too
Names = frozenset[str]


def unsaid_in(editions: Iterable[str]) -> dict[str, Names]:
    """Edition's hash → the names of its questions that say who she is or which phone is hers; of editions that were
    printed. One query, and one for each edition that this process hasn't read yet."""
    keys = dict(Edition.objects.filter(sha256__in=set(editions)).values_list("sha256", "id"))
    return {sha256: _unsaid(key, sha256) for sha256, key in keys.items()}


def _unsaid(key: int, sha256: str) -> Names:
    places = outline_of(key, sha256).places.items()
    return frozenset(name for name, place in places if place.node.get("type") in WHO)


def said(answers: Mapping[str, Any], unsaid: Names) -> dict[str, Any]:
    """The answers without those to these questions, and to questions that are called as such are called by default."""
    return {name: value for name, value in answers.items() if name not in unsaid | WHO}
