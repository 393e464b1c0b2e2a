"""Alerts and actions as they are told."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from audits.actions.models import Action, Alert
from audits.actions.order import is_late
from audits.people.models import Person, Role
from audits.people.queries import posts_that
from audits.people.roles import May
from audits.reviews.services import outline_of
from audits.scorecards.queries import week_of
from audits.scorecards.words import EditionWords
from audits.visits.models import Visit


@extend_schema_serializer(component_name="ActionPlace")
class PlaceSerializer(serializers.Serializer[Any]):
    """A store, a region, a wave, a person."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class AskedSerializer(serializers.Serializer[Any]):
    """A question with its words in every language of the edition."""

    name = serializers.CharField()
    code = serializers.CharField()
    label = serializers.DictField(child=serializers.CharField())  # type: ignore[assignment]  # the field's own word


class SeenSerializer(serializers.Serializer[Any]):
    """Who saw it first."""

    by = serializers.CharField(allow_null=True)
    at = serializers.DateTimeField()


class AlertSerializer(serializers.Serializer[Any]):
    """One thing about one visit. `at` is for headquarters; others read the visit's week."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    store = PlaceSerializer()
    region = PlaceSerializer()
    wave = PlaceSerializer()
    visit = serializers.UUIDField()
    can_open = serializers.BooleanField()
    week = serializers.CharField(allow_null=True)
    at = serializers.DateTimeField(allow_null=True)
    questions = AskedSerializer(many=True)
    percent = serializers.CharField(allow_null=True)
    seen = SeenSerializer(allow_null=True)


class AlertPageSerializer(serializers.Serializer[Any]):
    """A page of alerts, newest first, and how many nobody has seen."""

    results = AlertSerializer(many=True)
    next = serializers.CharField(allow_null=True)
    unseen = serializers.IntegerField()


class ProofSerializer(serializers.Serializer[Any]):
    """Where the photo is."""

    url = serializers.CharField()


class ActionNoteSerializer(serializers.Serializer[Any]):
    """A comment."""

    words = serializers.CharField(max_length=4000)
    by = serializers.CharField(read_only=True)
    at = serializers.DateTimeField(read_only=True)


class ActionSerializer(serializers.Serializer[Any]):
    """A point that was lost, and who wins it back by when."""

    id = serializers.UUIDField()
    store = PlaceSerializer()
    wave = PlaceSerializer()
    question = AskedSerializer()
    words = serializers.CharField()
    cost = serializers.CharField()
    points = serializers.CharField()
    owner = PlaceSerializer(allow_null=True)
    due = serializers.DateField(allow_null=True)
    is_late = serializers.BooleanField()
    state = serializers.ChoiceField(Action.State.choices)
    proof = ProofSerializer(allow_null=True)
    checked_by = serializers.UUIDField(allow_null=True)
    made_at = serializers.DateTimeField()
    done_at = serializers.DateTimeField(allow_null=True)
    notes = ActionNoteSerializer(many=True)


class ActionPageSerializer(serializers.Serializer[Any]):
    """A page of actions; `n` are there in all, as they were asked for."""

    results = ActionSerializer(many=True)
    next = serializers.CharField(allow_null=True)
    n = serializers.IntegerField()


class DrawnSerializer(serializers.Serializer[Any]):
    """What was drawn, and how many lost points were left for another time."""

    actions = ActionSerializer(many=True)
    left_out = serializers.IntegerField()


def sees_days(person: Person, alert: Alert) -> bool:
    """Whether a post of hers reads days at this brand: headquarters does."""
    posts = posts_that(person, May.SEE_ALERTS)
    return any(post.role == Role.HQ and post.brand_id == alert.brand_id for post in posts)


def told_alert(alert: Alert, person: Person) -> dict[str, Any]:
    """An alert for this reader."""
    visit, days = alert.visit, sees_days(person, alert)
    is_open = days or visit.state == Visit.State.RELEASED
    words = EditionWords(outline_of(visit.edition_id, visit.edition.sha256))
    seen = alert.seen_at and {"by": alert.seen_by.name if alert.seen_by else None, "at": alert.seen_at}
    return {
        "id": alert.pk,
        "kind": alert.kind,
        "store": named(alert.store),
        "region": named(alert.store.region),
        "wave": named(visit.wave),
        "visit": visit.pk,
        "can_open": is_open,
        "week": week_of(visit.local_day),
        "at": alert.at if days else None,
        "questions": [asked(words, name) for name in alert.questions],
        "percent": str(visit.percent) if is_open and visit.percent is not None else None,
        "seen": seen or None,
    }


def told_action(action: Action) -> dict[str, Any]:
    """An action; it names nobody but those who work on it."""
    words = EditionWords(outline_of(action.wave.edition_id, action.wave.edition.sha256))
    plain = ("words", "cost", "due", "state", "made_at", "done_at")
    return {
        "id": action.pk,
        "store": named(action.store),
        "wave": named(action.wave),
        "question": asked(words, action.question),
        **{name: getattr(action, name) for name in plain},
        "points": str(action.points),
        "is_late": action.state == Action.State.OPEN
        and is_late(action.due, zone=action.store.timezone, now=timezone.now()),
        "owner": named(action.owner) if action.owner else None,
        "proof": {"url": f"/api/v1/actions/{action.pk}/proof"} if _is_here(action) else None,
        "checked_by": action.checked_by_id,
        "notes": [
            {"words": one.words, "by": one.by.name, "at": one.at}
            for one in sorted(action.notes.all(), key=lambda one: one.pk)
        ],
    }


def _is_here(action: Action) -> bool:
    return action.proof is not None and action.proof.stored_at is not None


def named(row: Any) -> dict[str, Any]:
    """An id with its name."""
    return {"id": row.pk, "name": row.name}


def asked(words: EditionWords, name: str) -> dict[str, Any]:
    """A question with its words."""
    question = words.question(name)
    return {"name": name, "code": question["code"], "label": question["label"]}
