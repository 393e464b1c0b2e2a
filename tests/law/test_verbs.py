"""Whatever the journal holds is read in words: each verb that is written has them in every language."""

import ast
import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from audits.actions.models import Action
from audits.messages import hooks
from audits.reactions import HEAVY, REACTIONS

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "frontend" / "src" / "hq" / "office" / "verbs" / "words"
VERB = re.compile(r"[a-z_]+\.[a-z_]+")
# a check writes its finding: the one verb that is put together while it runs
FOUND = {f"action.{state}" for state in (Action.State.KEPT, Action.State.LOST)}


def writes_the_journal(module: ast.Module) -> bool:
    return any(
        isinstance(node, ast.ImportFrom) and node.module == "audits.journal.services"
        for node in ast.walk(module)
    )


def verbs_written() -> Iterator[str]:
    """Everything that looks like a verb in a module that writes the journal, by itself or by a name."""
    for path in (ROOT / "audits").rglob("*.py"):
        module = ast.parse(path.read_text("utf-8"))
        if "migrations" not in path.parts and writes_the_journal(module):
            yield from filter(VERB.fullmatch, texts_in(module, path))


def texts_in(module: ast.Module, path: Path) -> Iterator[str]:
    named = vars(import_module(".".join(path.relative_to(ROOT).with_suffix("").parts)))
    for node in ast.walk(module):
        text: object = getattr(node, "value", None)
        if isinstance(node, ast.Name) and node.id.isupper():
            text = named.get(node.id)
        if isinstance(text, str):
            yield text


def verbs_in_words(language: str) -> set[str]:
    words: dict[str, str] = json.loads((WORDS / f"{language}.json").read_text("utf-8"))
    assert all(said.strip() for said in words.values())
    return {key.removeprefix("verb.") for key in words if key.startswith("verb.")}


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_verb_that_the_journal_may_hold_has_words(language: str) -> None:
    written = {*verbs_written(), *FOUND}
    assert len(written) > 100, "hardly any verb was found"
    assert written == verbs_in_words(language)


def test_whatever_is_followed_or_told_outside_is_written_by_somebody() -> None:
    assert {*REACTIONS, *HEAVY, *hooks.LISTENED, "webhook.tested"} <= {*verbs_written(), *FOUND}
