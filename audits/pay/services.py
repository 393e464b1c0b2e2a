"""Verbs about pay: owe, lay out, decide, put into a file, mark as paid."""

from collections.abc import Mapping
from decimal import Decimal
from typing import IO
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Max, QuerySet, Sum
from django.utils import timezone

from audits.journal.services import note
from audits.pay.models import Expense, Pay, PayFile
from audits.pay.reckoning import may_follow, share_of
from audits.people.models import Person
from audits.places.models import Brand
from audits.refusals import refused
from audits.visits.models import Visit
from audits.visits.services.uploads import keep_picture

State = Pay.State


@transaction.atomic
def owe(visit_id: UUID) -> Pay | None:
    """The pay of a visit that is here: its assignment's fee, or the wave's share of it where the visit could not be
    made. Any number of times; a person's decision stays."""
    visit = Visit.objects.select_related("assignment", "wave").filter(pk=visit_id).first()
    if visit is None:
        return None
    agreed = visit.assignment
    terms = {"brand_id": visit.brand_id, "shopper_id": visit.shopper_id, "currency": agreed.currency}
    pay, is_new = Pay.objects.get_or_create(visit=visit, defaults={**terms, "fee": agreed.fee})
    if is_new:
        note("pay.owed", pay, brand=pay.brand_id, detail={"visit": str(visit.pk), "fee": str(agreed.fee)})
    share = share_of(visit.outcome, visit.wave.pays_undone)
    _by_rule(pay).update(share=share, why=visit.outcome)
    return pay


@transaction.atomic
def approve_by_rule(visit_id: UUID) -> None:
    """A released visit is paid: fee, and expenses with a receipt. Whatever a person decided stays."""
    pay = owe(visit_id)
    if pay is None or not _by_rule(pay).filter(state=State.DUE).update(
        state=State.APPROVED, decided_at=timezone.now()
    ):
        return
    pay.expenses.filter(approved=None, receipt__isnull=False).update(approved=F("amount"))
    note("pay.approved", pay, brand=pay.brand_id, detail={"rule": "released"})


@transaction.atomic
def unsettle(visit_id: UUID) -> None:
    """What the rule approved is due again: the visit was opened again, or withdrawn."""
    pays = Pay.objects.filter(visit=visit_id, state=State.APPROVED, file=None, decided_by=None)
    for pay in pays.select_for_update():
        Pay.objects.filter(pk=pay.pk).update(state=State.DUE, decided_at=None)
        note("pay.due_again", pay, brand=pay.brand_id)


def _by_rule(pay: Pay) -> QuerySet[Pay]:
    """The row, as long as neither a person nor a file has it."""
    return Pay.objects.filter(pk=pay.pk, file=None, decided_by=None)


@transaction.atomic
def lay_out(
    visit_id: UUID,
    *,
    by: Person,
    amount: Decimal,
    what: str,
    kind: str = Expense.Kind.OTHER,
    currency: str = "",
    receipt: IO[bytes] | None = None,
    bytes_: int = 0,
    key: UUID | None = None,
) -> Expense:
    """An expense of the shopper's on her visit. With a `key` of her phone's own it is laid out once, however often
    it is sent. Refused as `expense_limit` (with `left`), `pay_settled`, `invalid` in another currency than the fee."""
    pay = _locked_of(visit_id, by)
    if key is not None and (there := Expense.objects.filter(pk=key).first()):
        if there.pay_id != pay.pk:
            raise refused("not_found")
        return there
    if currency not in ("", pay.currency):
        raise refused("invalid", errors={"currency": ["other"]})
    if pay.file_id is not None or pay.decided_by_id is not None or pay.state == State.PAID:
        raise refused("pay_settled")
    spent = pay.expenses.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
    left = pay.visit.assignment.expense_limit - spent
    if amount > left:
        raise refused("expense_limit", left=str(max(left, Decimal(0))))
    blob = keep_picture(brand=pay.brand_id, file=receipt, bytes_=bytes_) if receipt else None
    by_rule = amount if blob is not None and pay.state == State.APPROVED else None
    told = {"amount": amount, "what": what, "kind": kind, "receipt": blob, "approved": by_rule}
    expense = Expense.objects.create(pk=key or uuid4(), pay=pay, **told)
    note("expense.laid_out", expense, by=by, brand=pay.brand_id, detail={"amount": str(amount)})
    return expense


def _locked_of(visit_id: UUID, shopper: Person) -> Pay:
    rows = Pay.objects.select_for_update(of=("self",)).select_related("visit__assignment")
    found = rows.filter(visit=visit_id, shopper=shopper).first()
    if found is None:
        raise refused("not_found")
    return found


@transaction.atomic
def take_back(expense: Expense, *, by: Person) -> None:
    """The shopper takes an expense back; refused as `pay_settled` once the pay is decided."""
    pay = Pay.objects.select_for_update().get(pk=expense.pay_id)
    if pay.state != State.DUE or pay.decided_by_id is not None:
        raise refused("pay_settled")
    note("expense.taken_back", expense.pk, by=by, brand=pay.brand_id)
    expense.delete()


@transaction.atomic
def decide(
    pay: Pay,
    *,
    by: Person,
    state: str,
    share: Decimal | None = None,
    why: str = "",
    expenses: Mapping[UUID, Decimal] | None = None,
) -> Pay:
    """A person's decision: approve (all, or a `share` of the fee), refuse, or leave it due after all.

    `expenses` says how much of each is approved; those with a receipt that it doesn't name are approved whole.
    `why` is wanted where less than everything is paid. Refused as `pay_settled` once it is in a file.
    """
    row = Pay.objects.select_for_update().get(pk=pay.pk)
    if not may_follow(row.state, state, in_file=row.file_id is not None):
        raise refused("pay_settled")
    row.share = row.share if share is None else share
    if not why.strip() and (state == State.REFUSED or (row.share != 1 and state == State.APPROVED)):
        raise refused("invalid", errors={"why": ["needed"]})
    row.state, row.why = state, why
    row.decided_by, row.decided_at = (None, None) if state == State.DUE else (by, timezone.now())
    row.save()
    if state == State.APPROVED:
        _approve_expenses(row, dict(expenses or {}))
    detail = {"state": state, "share": str(row.share), "why": why}
    note("pay.decided", row, by=by, brand=row.brand_id, detail=detail)
    return row


def _approve_expenses(pay: Pay, wanted: dict[UUID, Decimal]) -> None:
    for expense in pay.expenses.all():
        amount = wanted.pop(expense.pk, None)
        if amount is None and expense.approved is None and expense.receipt_id is not None:
            amount = expense.amount
        if amount is not None:
            if not 0 <= amount <= expense.amount:
                raise refused("invalid", errors={"expenses": [str(expense.pk)]})
            Expense.objects.filter(pk=expense.pk).update(approved=amount)
    if wanted:
        raise refused("invalid", errors={"expenses": [str(key) for key in wanted]})


@transaction.atomic
def make_file(brand: Brand, *, by: Person, currency: str = "") -> PayFile:
    """Everything approved that is in no file yet goes into a new one, which changes no more.

    Of two schedulers at once the second finds what the first left. Refused as `nothing_to_pay`.
    """
    Brand.objects.select_for_update().only("id").get(pk=brand.pk)  # files are numbered one after the other
    waiting = Pay.objects.filter(brand=brand, state=State.APPROVED, file=None)
    if currency:
        waiting = waiting.filter(currency=currency)
    keys = list(waiting.select_for_update().values_list("pk", flat=True))
    if not keys:
        raise refused("nothing_to_pay")
    last = PayFile.objects.filter(brand=brand).aggregate(last=Max("number"))["last"] or 0
    file = PayFile.objects.create(brand=brand, number=last + 1, by=by)
    Pay.objects.filter(pk__in=keys).update(file=file)
    note("pay_file.made", file, by=by, brand=brand.pk, detail={"number": file.number, "pays": len(keys)})
    return file


@transaction.atomic
def mark_paid(file: PayFile, *, by: Person) -> PayFile:
    """The bank has paid the file; again is harmless."""
    row = PayFile.objects.select_for_update().get(pk=file.pk)
    if row.paid_at is None:
        row.paid_at = timezone.now()
        row.save(update_fields=["paid_at"])
        row.pays.update(state=State.PAID)
        note("pay_file.paid", row, by=by, brand=row.brand_id, detail={"number": row.number})
    return row
