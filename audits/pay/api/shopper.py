"""A shopper's own pay and expenses."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import Document, only, person_of
from audits.pay import services
from audits.pay.api.shapes import ExpenseSerializer, MyPayPageSerializer, page_of, told_expense, told_pay
from audits.pay.models import Expense
from audits.pay.queries import expenses_visible_to, hers, sums_of
from audits.people.roles import May
from audits.refusals import refused
from audits.visits.drawing import raw

SHOPPERS = [only(May.SHOP)]


class ExpenseWishSerializer(serializers.Serializer[Any]):
    """What she laid out, with a picture of the receipt."""

    amount = serializers.DecimalField(max_digits=10, decimal_places=2, min_value=0)
    what = serializers.CharField(max_length=200, allow_blank=True, default="")
    kind = serializers.ChoiceField(Expense.Kind.choices, default=Expense.Kind.OTHER)
    currency = serializers.CharField(max_length=3, required=False, default="")
    receipt = serializers.FileField(required=False)

    def validate_amount(self, amount: Any) -> Any:
        if not amount:
            raise serializers.ValidationError("An expense is more than nothing.")
        return amount


class MyPay(APIView):
    """What I earned, newest first."""

    permission_classes = SHOPPERS

    @extend_schema(
        operation_id="me_pay", parameters=[OpenApiParameter("cursor", str)], responses=MyPayPageSerializer
    )
    def get(self, request: Request) -> Response:
        pays = hers(person_of(request))
        page, more = page_of(pays, request)
        return Response({"results": [told_pay(one) for one in page], "next": more, "sums": sums_of(pays)})


class VisitExpenses(APIView):
    """What I laid out on a visit of mine."""

    permission_classes = SHOPPERS
    parser_classes = [MultiPartParser, Document]

    @extend_schema(
        operation_id="visit_expense",
        request={"multipart/form-data": ExpenseWishSerializer},
        responses={201: ExpenseSerializer},
    )
    def post(self, request: Request, id: UUID) -> Response:
        return Response(told_expense(_laid_out(request, id)), status=201)


class VisitExpense(APIView):
    """The same under the phone's own id: repeating it is harmless, and answers as the first time."""

    permission_classes = SHOPPERS
    parser_classes = [MultiPartParser, Document]

    @extend_schema(
        operation_id="visit_expense_put",
        request={"multipart/form-data": ExpenseWishSerializer},
        responses={200: ExpenseSerializer},
    )
    def put(self, request: Request, id: UUID, expense: UUID) -> Response:
        return Response(told_expense(_laid_out(request, id, key=expense)))


def _laid_out(request: Request, visit: UUID, key: UUID | None = None) -> Expense:
    wish = ExpenseWishSerializer(data=request.data)
    wish.is_valid(raise_exception=True)
    told = dict(wish.validated_data)
    file = told.pop("receipt", None)
    return services.lay_out(
        visit, by=person_of(request), key=key, receipt=file, bytes_=file.size if file else 0, **told
    )


class MyExpense(APIView):
    """One expense of mine."""

    permission_classes = SHOPPERS

    @extend_schema(operation_id="expense_take_back", responses={204: None})
    def delete(self, request: Request, id: UUID) -> Response:
        person = person_of(request)
        found = get_object_or_404(expenses_visible_to(person).filter(pay__shopper=person), pk=id)
        services.take_back(found, by=person)
        return Response(status=204)


class ExpenseReceipt(APIView):
    """The picture of a receipt."""

    permission_classes = [only(May.SHOP, May.SETTLE_PAY)]

    @extend_schema(operation_id="expense_receipt", responses={(200, "image/jpeg"): OpenApiTypes.BINARY})
    def get(self, request: Request, id: UUID) -> HttpResponse:
        found = get_object_or_404(expenses_visible_to(person_of(request)), pk=id)
        if found.receipt is None or found.receipt.stored_at is None:
            raise refused("not_found")
        headers = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
        return HttpResponse(raw(found.receipt), content_type="image/jpeg", headers=headers)
