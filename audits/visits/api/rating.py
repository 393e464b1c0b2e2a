"""The door through which reviewers rate a visit."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.doors import only, person_of
from audits.people.roles import May
from audits.visits.queries import visible_to
from audits.visits.services import rate_visit


class VisitRatingSerializer(serializers.Serializer[Any]):
    """How well the visit was made: 1 to 5."""

    rating = serializers.IntegerField(min_value=1, max_value=5)


class VisitRating(APIView):
    """Rates a visit; repeating it is harmless, another rating takes its place."""

    permission_classes = [only(May.REVIEW)]

    @extend_schema(operation_id="visit_rate", request=VisitRatingSerializer, responses={204: None})
    def put(self, request: Request, visit: UUID) -> Response:
        asked = VisitRatingSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        person = person_of(request)
        found = get_object_or_404(visible_to(person), pk=visit)
        rate_visit(found, rating=asked.validated_data["rating"], by=person)
        return Response(status=204)
