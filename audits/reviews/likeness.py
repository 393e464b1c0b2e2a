"""Whether two free texts are the same words. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LEAST_WORDS = 6  # shorter answers are alike by chance: "Nothing to add."
ALIKE = 0.8  # share of three-word runs in common (Jaccard; Broder 1997)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class TextSaid:
    """A free text, whose it is, and on which question."""

    visit: str
    question: str
    words: str


def copied(texts: Sequence[TextSaid], earlier: Sequence[TextSaid]) -> list[tuple[TextSaid, TextSaid, float]]:
    """For each text the one of an earlier visit that is most alike, with its share, 0.8 to 1."""
    known = [(other, runs_of(other.words)) for other in earlier]
    found = (_nearest(said, known) for said in texts)
    return [one for one in found if one is not None]


def runs_of(words: str) -> frozenset[tuple[str, ...]]:
    """The runs of three words, without case, accents' spelling or punctuation; empty for a short text."""
    folded = _WORD.findall(unicodedata.normalize("NFKC", words).casefold())
    return frozenset(_threes(folded)) if len(folded) >= LEAST_WORDS else frozenset()


def likeness(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """The share of runs that both have, 0 to 1; 0 where there are none."""
    return len(one & other) / len(one | other) if one and other else 0.0


def _nearest(
    said: TextSaid, known: Sequence[tuple[TextSaid, frozenset[tuple[str, ...]]]]
) -> tuple[TextSaid, TextSaid, float] | None:
    runs = runs_of(said.words)
    shares = [(likeness(runs, others), other) for other, others in known]
    share, other = max(shares, key=lambda pair: pair[0], default=(0.0, said))
    return (said, other, round(share, 2)) if share >= ALIKE else None


def _threes(words: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(words, words[1:], words[2:], strict=False)
