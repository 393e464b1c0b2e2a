"""Many tests on one screen. Pure."""

from collections.abc import Sequence

LEVEL = 0.05  # a corrected p below it is called real


def corrected(ps: Sequence[float | None]) -> list[float | None]:
    """The p of many tests on one screen, corrected for their number: the false discovery rate is kept
    (Benjamini-Hochberg 1995), `qᵢ = min over j ≥ i of pⱼ·m/j` in the order of p. A test without p doesn't count.

    Written out, for a page of stores is answered at once: scipy.stats and statsmodels cost a process that has not
    needed them half a second and 30 MB. A test holds it against statsmodels.
    """
    ranked = sorted((p, at) for at, p in enumerate(ps) if p is not None)
    found: list[float | None] = [None] * len(ps)
    least = 1.0
    for rank, (p, at) in reversed(list(enumerate(ranked, 1))):
        least = min(least, p * len(ranked) / rank)
        found[at] = least
    return found
