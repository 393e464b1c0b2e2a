"""Pay as it is told."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request

from audits.pages import after
from audits.pay.models import Expense, Pay
from audits.pay.queries import total_of
from audits.pay.reckoning import owed_fee

PAGE = 50


class SomethingSerializer(serializers.Serializer[Any]):
    """A store or a wave."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class ExpenseSerializer(serializers.Serializer[Any]):
    """Money laid out; `approved` is null until somebody has decided."""

    id = serializers.UUIDField()
    amount = serializers.CharField()
    approved = serializers.CharField(allow_null=True)
    kind = serializers.ChoiceField(Expense.Kind.choices)
    what = serializers.CharField()
    has_receipt = serializers.BooleanField()


class PayFileNameSerializer(serializers.Serializer[Any]):
    """The file that a pay is in."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()


class PaySerializer(serializers.Serializer[Any]):
    """What one visit is worth."""

    id = serializers.UUIDField()
    visit = serializers.UUIDField()
    store = SomethingSerializer()
    wave = SomethingSerializer()
    state = serializers.ChoiceField(Pay.State.choices)
    currency = serializers.CharField()
    fee = serializers.CharField()
    share = serializers.CharField()
    owed_fee = serializers.CharField()
    expenses = ExpenseSerializer(many=True)
    expense_limit = serializers.CharField()
    total = serializers.CharField()
    why = serializers.CharField()
    file = PayFileNameSerializer(allow_null=True)
    made_at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)


class PayeeSerializer(serializers.Serializer[Any]):
    """Who is paid; schedulers alone read this."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    alias = serializers.CharField()


class PayOfSerializer(PaySerializer):
    """The same with whose it is."""

    shopper = PayeeSerializer()


class SumSerializer(serializers.Serializer[Any]):
    """Her money in one currency."""

    currency = serializers.CharField()
    due = serializers.CharField()
    approved = serializers.CharField()
    paid = serializers.CharField()


class MyPayPageSerializer(serializers.Serializer[Any]):
    """A page of her pay, and all of it in sums."""

    results = PaySerializer(many=True)
    next = serializers.CharField(allow_null=True)
    sums = SumSerializer(many=True)


class PayPageSerializer(serializers.Serializer[Any]):
    """A page of a brand's pay."""

    results = PayOfSerializer(many=True)
    next = serializers.CharField(allow_null=True)


def told_expense(expense: Expense) -> dict[str, Any]:
    """An expense in JSON."""
    approved = None if expense.approved is None else str(expense.approved)
    has_receipt = expense.receipt_id is not None
    amounts = {"amount": str(expense.amount), "approved": approved}
    return {
        "id": expense.pk,
        **amounts,
        "kind": expense.kind,
        "what": expense.what,
        "has_receipt": has_receipt,
    }


def told_pay(pay: Pay, *, with_shopper: bool = False) -> dict[str, Any]:
    """A pay in JSON; amounts are decimal text."""
    visit, who = pay.visit, pay.shopper
    told = {
        "id": pay.pk,
        "visit": pay.visit_id,
        "store": {"id": visit.store_id, "name": visit.store.name},
        "wave": {"id": visit.wave_id, "name": visit.wave.name},
        **{name: getattr(pay, name) for name in ("state", "currency", "why", "made_at", "decided_at")},
        "fee": str(pay.fee),
        "share": str(pay.share),
        "owed_fee": str(owed_fee(pay.fee, pay.share)),
        "expenses": [told_expense(one) for one in pay.expenses.all()],
        "expense_limit": str(visit.assignment.expense_limit),
        "total": str(total_of(pay)),
        "file": {"id": pay.file.pk, "number": pay.file.number} if pay.file else None,
    }
    shopper = {"id": who.pk, "name": who.name, "alias": who.alias}
    return told | ({"shopper": shopper} if with_shopper else {})


def page_of(pays: QuerySet[Pay], request: Request) -> tuple[list[Pay], str | None]:
    """A page by key, newest first; the cursor is the id of the last line."""
    rows = list(after(pays, request.GET.get("cursor"))[: PAGE + 1])
    return rows[:PAGE], str(rows[PAGE - 1].pk) if len(rows) > PAGE else None
