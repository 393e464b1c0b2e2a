"""Doors to quizzes: headquarters write them with the right answers, shoppers take them without."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.checklists.models import Checklist
from audits.doors import only, person_of
from audits.people.models import Person
from audits.people.queries import posts_that
from audits.people.roles import May
from audits.waves.api.reading import checked, found_or_404
from audits.waves.models import Quiz
from audits.waves.quizzes import quizzes_for, standing, try_quiz, write_quiz


def _words() -> serializers.DictField:
    """Language code → words; one language at least."""
    return serializers.DictField(child=serializers.CharField(max_length=1000), allow_empty=False)


class QuizQuestionSerializer(serializers.Serializer[Any]):
    """A question by language, its choices, and the number of the right one from 0."""

    asks = _words()
    choices = serializers.ListField(child=_words(), min_length=2, max_length=8)
    right = serializers.IntegerField(min_value=0)

    def validate(self, question: dict[str, Any]) -> dict[str, Any]:
        if question["right"] >= len(question["choices"]):
            raise serializers.ValidationError({"right": "no_such_choice"})
        return question


class QuizSerializer(serializers.Serializer[Any]):
    """A quiz as headquarters write it; without questions there is none."""

    questions = serializers.ListField(child=QuizQuestionSerializer(), max_length=50)
    pass_share = serializers.DecimalField(
        max_digits=3, decimal_places=2, min_value=0, max_value=1, default=Decimal(1)
    )


class ChecklistQuiz(APIView):
    """A checklist's quiz with its right answers."""

    permission_classes = [only(May.WRITE_CHECKLISTS)]

    @extend_schema(operation_id="checklist_quiz", responses=QuizSerializer)
    def get(self, request: Request, id: UUID) -> Response:
        return Response(self._told(_own_checklist(person_of(request), id)))

    @extend_schema(operation_id="checklist_quiz_write", request=QuizSerializer, responses=QuizSerializer)
    def put(self, request: Request, id: UUID) -> Response:
        person = person_of(request)
        checklist = _own_checklist(person, id)
        asked = checked(QuizSerializer, request)
        questions = [dict(question) for question in asked["questions"]]
        write_quiz(checklist, questions=questions, pass_share=asked["pass_share"], by=person)
        return Response(self._told(checklist))

    @staticmethod
    def _told(checklist: Checklist) -> Any:
        quiz = Quiz.objects.filter(checklist=checklist).first() or Quiz(pass_share=Decimal(1))
        return QuizSerializer(quiz).data


def _own_checklist(person: Person, id: UUID) -> Checklist:
    brands = {post.brand_id for post in posts_that(person, May.WRITE_CHECKLISTS)}
    found: Checklist = found_or_404(Checklist.objects.filter(brand__in=brands), id)
    return found


class QuizAskedSerializer(serializers.Serializer[Any]):
    asks = serializers.DictField(child=serializers.CharField())
    choices = serializers.ListField(child=serializers.DictField(child=serializers.CharField()))


class QuizChecklistSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()


class OwnQuizSerializer(serializers.Serializer[Any]):
    """A quiz as a shopper takes it."""

    checklist = QuizChecklistSerializer()
    pass_share = serializers.DecimalField(max_digits=3, decimal_places=2)
    questions = QuizAskedSerializer(many=True)
    passed = serializers.BooleanField()
    tries = serializers.IntegerField()
    next_try_at = serializers.DateTimeField(allow_null=True)


class OneQuiz(APIView):
    """The quiz of a checklist, without its right answers."""

    permission_classes = [only(May.SHOP)]

    @extend_schema(operation_id="quiz", responses=OwnQuizSerializer)
    def get(self, request: Request, checklist: UUID) -> Response:
        person = person_of(request)
        quiz = found_or_404(quizzes_for(person), checklist)
        stands = standing(quiz, person, now=timezone.now())
        told = {
            "checklist": quiz.checklist,
            "pass_share": quiz.pass_share,
            "questions": quiz.questions,
            "passed": stands.passed,
            "tries": stands.tries,
            "next_try_at": stands.next_try_at,
        }
        return Response(OwnQuizSerializer(told).data)


class TrySerializer(serializers.Serializer[Any]):
    """The number of a choice for each question, from 0."""

    answers = serializers.ListField(child=serializers.IntegerField(min_value=0, max_value=7), max_length=50)


class TriedSerializer(serializers.Serializer[Any]):
    """`wrong`: numbers of questions, from 0."""

    passed = serializers.BooleanField()
    share = serializers.DecimalField(max_digits=3, decimal_places=2)
    wrong = serializers.ListField(child=serializers.IntegerField())
    next_try_at = serializers.DateTimeField(allow_null=True)


class QuizTries(APIView):
    """Takes the quiz."""

    permission_classes = [only(May.SHOP)]

    @extend_schema(operation_id="quiz_try", request=TrySerializer, responses=TriedSerializer)
    def post(self, request: Request, checklist: UUID) -> Response:
        person = person_of(request)
        quiz = found_or_404(quizzes_for(person), checklist)
        tried = try_quiz(quiz, answers=checked(TrySerializer, request)["answers"], by=person)
        return Response(TriedSerializer(tried).data)
