"""Money, exactly: what a visit is worth, and which states follow which. Pure."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
DUE, APPROVED, REFUSED, PAID = "due", "approved", "refused", "paid"
# Of a pay that is in no file; in a file only `paid` follows, and nothing follows that.
NEXT = {
    DUE: {APPROVED, REFUSED},
    APPROVED: {DUE, REFUSED},
    REFUSED: {DUE, APPROVED},
    PAID: set(),
}


def owed_fee(fee: Decimal, share: Decimal) -> Decimal:
    """The part of the fee that is due, rounded half up to the cent."""
    return (fee * share).quantize(CENT, ROUND_HALF_UP)


def total(fee: Decimal, share: Decimal, approved: Iterable[Decimal | None]) -> Decimal:
    """Fee and expenses; an expense that nobody approved is worth nothing."""
    return owed_fee(fee, share) + sum((one for one in approved if one is not None), Decimal(0))


def share_of(outcome: str, pays_undone: dict[str, str]) -> Decimal:
    """Of the fee, 0 to 1: all of it for a visit that was made, else what the wave says of this outcome."""
    if not outcome:
        return Decimal(1)
    return min(Decimal(1), max(Decimal(0), Decimal(str(pays_undone.get(outcome, 0)))))


def may_follow(was: str, becomes: str, *, in_file: bool) -> bool:
    """Whether a pay may go from one state to the other."""
    if in_file:
        return (was, becomes) == (APPROVED, PAID)
    return becomes in NEXT[was] or (was == becomes and was != PAID)
