"""The doors to what only headquarters knows: costs of acts, months of sales."""

from __future__ import annotations

from typing import Any

import orjson
from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers, status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.insights.api.asking import asked, brand_of, sent
from audits.insights.sales_sheet import NEEDED
from audits.insights.services.money import import_sales, set_costs, told_costs
from audits.people.roles import May
from audits.refusals import refused

KEEPERS = [only(May.KEEP_FIGURES)]


class BrandQuery(serializers.Serializer[Any]):
    """Which brand, where somebody is at several."""

    brand = serializers.SlugField(required=False)


class CostSerializer(serializers.Serializer[Any]):
    """An act and what it costs once."""

    act = serializers.CharField()
    label = serializers.DictField(child=serializers.CharField())  # type: ignore[assignment]  # the edition's word
    nature = serializers.CharField(allow_blank=True)
    cost = serializers.DecimalField(max_digits=10, decimal_places=2, allow_null=True)


class CostsSerializer(serializers.Serializer[Any]):
    """All acts of the checklist in use."""

    currency = serializers.CharField()
    acts = CostSerializer(many=True)


class NewCostsSerializer(BrandQuery):
    """Costs by act; null forgets one."""

    costs = serializers.DictField(
        child=serializers.DecimalField(max_digits=10, decimal_places=2, min_value=0, allow_null=True)
    )

    def validate_costs(self, costs: dict[str, Any]) -> dict[str, Any]:
        if any(not 0 < len(act) <= 80 for act in costs):
            raise serializers.ValidationError("An act's name has 1 to 80 characters.")
        return costs


@extend_schema_serializer(component_name="SalesProblem")
class ProblemSerializer(serializers.Serializer[Any]):
    """Why a row was not taken."""

    row = serializers.IntegerField()
    column = serializers.CharField()
    code = serializers.CharField()
    value = serializers.CharField(allow_blank=True)


class SalesReportSerializer(serializers.Serializer[Any]):
    """What was taken of a spreadsheet of sales, or would be."""

    is_taken = serializers.BooleanField()
    headings = serializers.ListField(child=serializers.CharField())
    mapping = serializers.DictField(child=serializers.CharField())
    sample = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))
    rows = serializers.IntegerField()
    taken = serializers.IntegerField()
    updated = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    refused = serializers.IntegerField()
    problems = ProblemSerializer(many=True)
    total_problems = serializers.IntegerField()


class SalesUploadSerializer(BrandQuery):
    """A spreadsheet, and which heading is which where that is not plain."""

    file = serializers.FileField()
    mapping = serializers.CharField(required=False, help_text="JSON: our column → heading")
    take = serializers.BooleanField(default=True, help_text="false: only say what would be taken")

    def validate_mapping(self, text: str) -> dict[str, str]:
        try:
            told = orjson.loads(text)
        except orjson.JSONDecodeError:
            raise serializers.ValidationError("This is no JSON.") from None
        if not isinstance(told, dict) or any(
            name not in NEEDED or not isinstance(heading, str) for name, heading in told.items()
        ):
            raise serializers.ValidationError(f"Columns are {', '.join(NEEDED)}, each with a heading.")
        return told


class ActCosts(APIView):
    """What each act of service costs the brand."""

    permission_classes = KEEPERS

    @extend_schema(operation_id="act_costs", parameters=[BrandQuery], responses=CostsSerializer)
    def get(self, request: Request) -> Response:
        slug = asked(request, BrandQuery).get("brand")
        return Response(told_costs(brand_of(person_of(request), May.KEEP_FIGURES, slug)))

    @extend_schema(operation_id="set_act_costs", request=NewCostsSerializer, responses=CostsSerializer)
    def post(self, request: Request) -> Response:
        told, person = sent(request, NewCostsSerializer), person_of(request)
        brand = brand_of(person, May.KEEP_FIGURES, told.get("brand"))
        set_costs(brand=brand, costs=told["costs"], by=person)
        return Response(told_costs(brand))


class SalesImports(APIView):
    """Months of sales by store."""

    permission_classes = KEEPERS
    parser_classes = [MultiPartParser]

    @extend_schema(
        operation_id="import_sales",
        request=SalesUploadSerializer,
        responses={200: SalesReportSerializer, 201: SalesReportSerializer},
    )
    def post(self, request: Request) -> Response:
        if "file" not in request.FILES:
            raise refused("invalid", errors={"file": ["No file was sent."]})
        told, person = sent(request, SalesUploadSerializer), person_of(request)
        report = import_sales(
            brand=brand_of(person, May.KEEP_FIGURES, told.get("brand")),
            content=told["file"].read(),
            by=person,
            mapping=told.get("mapping"),
            takes=told["take"],
        )
        return Response(report, status=status.HTTP_201_CREATED if told["take"] else status.HTTP_200_OK)
