"""Questions about pay: whose it is, and who may settle it."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from audits.pay.models import Expense, Pay, PayFile
from audits.pay.reckoning import owed_fee, total
from audits.people.models import Person
from audits.people.queries import posts_that
from audits.people.roles import May
from audits.places.models import Brand

CENTS = Decimal("0.01")


def settled_by(person: Person) -> list[Brand]:
    """The brands whose pay this person settles: headquarters' schedulers alone, for pay has names."""
    posts = [post for post in posts_that(person, May.SETTLE_PAY) if post.schedules]
    return list({post.brand_id: post.brand for post in posts}.values())


def pays_visible_to(person: Person) -> QuerySet[Pay]:
    """All pay of the brands that she settles."""
    return in_full(Pay.objects.filter(brand__in=settled_by(person)))


def hers(person: Person) -> QuerySet[Pay]:
    """A shopper's own pay."""
    return in_full(Pay.objects.filter(shopper=person))


def in_full(pays: QuerySet[Pay]) -> QuerySet[Pay]:
    """With everything that a line tells, newest first."""
    related = ("visit__store", "visit__wave", "visit__assignment", "shopper", "file")
    return pays.select_related(*related).prefetch_related("expenses").order_by("-made_at", "-id")


def files_visible_to(person: Person) -> QuerySet[PayFile]:
    """The pay files of the brands that she settles, newest first."""
    return PayFile.objects.filter(brand__in=settled_by(person)).select_related("brand").order_by("-number")


def expenses_visible_to(person: Person) -> QuerySet[Expense]:
    """A shopper's own expenses, and those of the brands that she settles."""
    own = Expense.objects.filter(pay__shopper=person)
    return (own | Expense.objects.filter(pay__brand__in=settled_by(person))).select_related("receipt")


def total_of(pay: Pay) -> Decimal:
    """What this pay is worth, fee and approved expenses."""
    return total(pay.fee, pay.share, [one.approved for one in pay.expenses.all()])


def sums_of(pays: Iterable[Pay]) -> list[dict[str, Any]]:
    """By currency what is due (fees and expenses as they stand), approved and paid."""
    sums: dict[str, dict[str, Decimal]] = {}
    for pay in pays:
        if pay.state != Pay.State.REFUSED:
            of = sums.setdefault(pay.currency, dict.fromkeys(("due", "approved", "paid"), Decimal(0)))
            of[pay.state] += total_of(pay)
    return [
        {"currency": currency} | {state: str(amount.quantize(CENTS)) for state, amount in of.items()}
        for currency, of in sorted(sums.items())
    ]


def lines_of(file: PayFile) -> list[dict[str, Any]]:
    """A pay file's lines: one a person and currency, by name."""
    lines: dict[tuple[UUID, str], dict[str, Any]] = {}
    for pay in file.pays.select_related("shopper").prefetch_related("expenses"):
        line = lines.setdefault((pay.shopper_id, pay.currency), _line(pay))
        line["fees"] += owed_fee(pay.fee, pay.share)
        line["total"] += total_of(pay)
        line["expenses"] = line["total"] - line["fees"]
        line["visits"] += 1
    return sorted(lines.values(), key=lambda line: (line["shopper"]["name"], str(line["shopper"]["id"])))


def _line(pay: Pay) -> dict[str, Any]:
    shopper = {name: getattr(pay.shopper, name) for name in ("id", "name", "alias", "email")}
    nothing = dict.fromkeys(("fees", "expenses", "total"), Decimal(0))
    return {"shopper": shopper, "currency": pay.currency, **nothing, "visits": 0}


def sums_of_lines(lines: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """By currency the total of a file and how many people it pays."""
    sums: dict[str, dict[str, Any]] = {}
    for line in lines:
        of = sums.setdefault(line["currency"], {"total": Decimal(0), "people": 0})
        of["total"] += line["total"]
        of["people"] += 1
    return [{"currency": currency, **of} for currency, of in sorted(sums.items())]
