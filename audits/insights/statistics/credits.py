"""What went beyond, credited to its causes (I6). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

NATURES = {"personal": "personal", "tangible": "tangible", "other": ""}  # as they are told → of a cause


def split(causes: Sequence[str], natures: Mapping[str, str]) -> dict[str, float]:
    """One +1 split evenly over its ticked causes: cause → credit, together 1.

    Without a tick the credit is nobody's: `{"": 1}`. `natures` knows the causes that may be credited.
    """
    ticked = [cause for cause in dict.fromkeys(causes) if cause in natures]
    return {cause: 1 / len(ticked) for cause in ticked} if ticked else {"": 1.0}


def by_nature(credits: Mapping[str, float], natures: Mapping[str, str]) -> dict[str, float]:
    """Credits by the nature of their cause: personal, tangible, other."""
    found = dict.fromkeys(NATURES.values(), 0.0)
    for cause, credit in credits.items():
        found[natures.get(cause, "")] += credit
    return {name: found[nature] for name, nature in NATURES.items()}
