"""Pay at headquarters: decide it, put it into files, hand those to the bank. Schedulers alone."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.pay import services
from audits.pay.api.shapes import PayeeSerializer, PayOfSerializer, PayPageSerializer, page_of, told_pay
from audits.pay.bank import as_csv
from audits.pay.models import Pay, PayFile
from audits.pay.queries import files_visible_to, lines_of, pays_visible_to, settled_by, sums_of_lines
from audits.people.models import Person
from audits.people.roles import May
from audits.places.models import Brand
from audits.refusals import refused

SETTLERS = [only(May.SETTLE_PAY)]
DECIDED = [Pay.State.APPROVED, Pay.State.REFUSED, Pay.State.DUE]
BRAND = OpenApiParameter("brand", str)


class DecisionSerializer(serializers.Serializer[Any]):
    """Approve, refuse, or leave due after all; how much of the fee and of each expense, and why."""

    state = serializers.ChoiceField(DECIDED)
    share = serializers.DecimalField(max_digits=3, decimal_places=2, min_value=0, max_value=1, required=False)
    why = serializers.CharField(max_length=200, required=False, allow_blank=True)
    expenses = serializers.DictField(
        child=serializers.DecimalField(max_digits=10, decimal_places=2, min_value=0), required=False
    )

    def validate_expenses(self, amounts: dict[str, Any]) -> dict[UUID, Any]:
        try:
            return {UUID(key): amount for key, amount in amounts.items()}
        except ValueError:
            raise serializers.ValidationError("Expenses are named by their ids.") from None


class PayFileWishSerializer(serializers.Serializer[Any]):
    """Of which brand, and of which currency where it is to be one alone."""

    brand = serializers.CharField(required=False, default="")
    currency = serializers.CharField(max_length=3, required=False, default="")


class PayFileLineSerializer(serializers.Serializer[Any]):
    """What one person is paid in one currency."""

    shopper = PayeeSerializer()
    currency = serializers.CharField()
    fees = serializers.DecimalField(max_digits=12, decimal_places=2)
    expenses = serializers.DecimalField(max_digits=12, decimal_places=2)
    total = serializers.DecimalField(max_digits=12, decimal_places=2)
    visits = serializers.IntegerField()


class PayFileSumSerializer(serializers.Serializer[Any]):
    """The whole of a file in one currency."""

    currency = serializers.CharField()
    total = serializers.DecimalField(max_digits=14, decimal_places=2)
    people = serializers.IntegerField()


class PayFileSerializer(serializers.Serializer[Any]):
    """A list of what is paid together."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    brand = serializers.CharField()
    made_at = serializers.DateTimeField()
    paid_at = serializers.DateTimeField(allow_null=True)
    sums = PayFileSumSerializer(many=True)
    lines = PayFileLineSerializer(many=True)


class Pays(APIView):
    """A brand's pay, newest first."""

    permission_classes = SETTLERS

    @extend_schema(
        operation_id="pays",
        parameters=[BRAND, OpenApiParameter("state", str), OpenApiParameter("cursor", str)],
        responses=PayPageSerializer,
    )
    def get(self, request: Request) -> Response:
        person = person_of(request)
        pays = pays_visible_to(person)
        if wanted := request.GET.get("brand"):
            pays = pays.filter(brand=brand_of(person, wanted))
        if state := request.GET.get("state"):
            pays = pays.filter(state__in=state.split(","))
        page, more = page_of(pays, request)
        return Response({"results": [told_pay(one, with_shopper=True) for one in page], "next": more})


class DecidePay(APIView):
    """A person's decision on one pay."""

    permission_classes = SETTLERS

    @extend_schema(operation_id="pay_decide", request=DecisionSerializer, responses=PayOfSerializer)
    def post(self, request: Request, id: UUID) -> Response:
        wish = DecisionSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        person = person_of(request)
        pay = get_object_or_404(pays_visible_to(person), pk=id)
        services.decide(pay, by=person, **wish.validated_data)
        return Response(told_pay(pays_visible_to(person).get(pk=id), with_shopper=True))


class PayFiles(APIView):
    """The files of my brands; make the next one."""

    permission_classes = SETTLERS

    @extend_schema(operation_id="pay_files", parameters=[BRAND], responses=PayFileSerializer(many=True))
    def get(self, request: Request) -> Response:
        person = person_of(request)
        files = files_visible_to(person)
        if wanted := request.GET.get("brand"):
            files = files.filter(brand=brand_of(person, wanted))
        return Response([told_file(one) for one in files[:100]])

    @extend_schema(
        operation_id="pay_files_make", request=PayFileWishSerializer, responses={201: PayFileSerializer}
    )
    def post(self, request: Request) -> Response:
        wish = PayFileWishSerializer(data=request.data)
        wish.is_valid(raise_exception=True)
        person, told = person_of(request), wish.validated_data
        file = services.make_file(brand_of(person, told["brand"]), by=person, currency=told["currency"])
        return Response(told_file(files_visible_to(person).get(pk=file.pk)), status=201)


class OnePayFile(APIView):
    """One file with its lines."""

    permission_classes = SETTLERS

    @extend_schema(operation_id="pay_file", responses=PayFileSerializer)
    def get(self, request: Request, id: UUID) -> Response:
        return Response(told_file(_file(request, id)))


class PaidPayFile(APIView):
    """The bank has paid it."""

    permission_classes = SETTLERS

    @extend_schema(operation_id="pay_file_paid", request=None, responses=PayFileSerializer)
    def post(self, request: Request, id: UUID) -> Response:
        services.mark_paid(_file(request, id), by=person_of(request))
        return Response(told_file(_file(request, id)))


class PayFileForBank(APIView):
    """The file as CSV."""

    permission_classes = SETTLERS

    @extend_schema(operation_id="pay_file_csv", responses={(200, "text/csv"): OpenApiTypes.BINARY})
    def get(self, request: Request, id: UUID) -> HttpResponse:
        file = _file(request, id)
        name = f"pay-{file.brand.slug}-{file.number:04d}.csv"
        headers = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        }
        text = as_csv(file.number, lines_of(file))
        return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def told_file(file: PayFile) -> dict[str, Any]:
    """A file in JSON with its sums and lines."""
    lines = lines_of(file)
    told = {name: getattr(file, name) for name in ("id", "number", "made_at", "paid_at")}
    told |= {"brand": file.brand.name, "sums": sums_of_lines(lines), "lines": lines}
    return dict(PayFileSerializer(told).data)


def brand_of(person: Person, wanted: str) -> Brand:
    """The brand with this id or slug whose pay she settles; without a word her only one."""
    brands = settled_by(person)
    named = [brand for brand in brands if wanted in ("", brand.slug, str(brand.pk))]
    if len(named) != 1:
        raise refused("not_found") if wanted else refused("invalid", errors={"brand": ["needed"]})
    return named[0]


def _file(request: Request, id: UUID) -> PayFile:
    return get_object_or_404(files_visible_to(person_of(request)), pk=id)
