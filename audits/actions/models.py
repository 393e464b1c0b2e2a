"""What follows from standings: alerts to people, actions that win points back."""

import uuid

from django.db import models
from django.db.models.functions import Now


class AlertRule(models.Model):
    """When somebody is told, and who: by score, by an answer's rule, or for a critical visit."""

    class Kind(models.TextChoices):
        CRITICAL = "critical"
        ANSWER = "answer"  # the checklist's own `alert` expressions
        SCORE = "score"  # a released visit below `below`

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey("audits.Brand", on_delete=models.CASCADE, related_name="alert_rules")
    kind = models.CharField(max_length=8, choices=Kind)
    below = models.DecimalField(max_digits=5, decimal_places=2, null=True)  # per cent, for SCORE
    roles = models.JSONField(default=list)  # roles that are told: region_manager, store_manager, hq
    channels = models.JSONField(default=list)  # mail, push
    is_active = models.BooleanField(default=True)


class Alert(models.Model):
    """One thing about one visit that people were told of."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = models.ForeignKey("audits.Brand", on_delete=models.CASCADE, related_name="+")
    store = models.ForeignKey("audits.Store", on_delete=models.CASCADE, related_name="alerts")
    visit = models.ForeignKey("audits.Visit", on_delete=models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=8, choices=AlertRule.Kind)
    questions = models.JSONField(default=list)  # names
    at = models.DateTimeField(db_default=Now())
    seen_by = models.ForeignKey("audits.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "kind"], name="one_alert_of_a_kind")]
        indexes = [models.Index(fields=["store", "-at"], name="alert_of_store")]


class Action(models.Model):
    """A point that was lost and who wins it back, by when; the next visit is the check."""

    class State(models.TextChoices):
        OPEN = "open"
        DONE = "done"  # its owner says so, with proof
        KEPT = "kept"  # the next visit kept the point
        LOST = "lost"  # the next visit lost it again
        DROPPED = "dropped"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = models.ForeignKey("audits.Brand", on_delete=models.CASCADE, related_name="+")
    store = models.ForeignKey("audits.Store", on_delete=models.CASCADE, related_name="actions")
    wave = models.ForeignKey("audits.Wave", on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=200)
    words = models.CharField(max_length=300)  # what will be done
    cost = models.CharField(max_length=12, blank=True, default="")
    points = models.DecimalField(
        max_digits=6, decimal_places=2
    )  # of the score, per visit, when it was drawn up
    owner = models.ForeignKey("audits.Person", null=True, on_delete=models.SET_NULL, related_name="actions")
    due = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    proof = models.ForeignKey("audits.Blob", null=True, on_delete=models.PROTECT, related_name="+")
    checked_by = models.ForeignKey("audits.Visit", null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey("audits.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    done_at = models.DateTimeField(null=True)
    owner_told_at = models.DateTimeField(null=True)  # that it is hers
    late_told_at = models.DateTimeField(null=True)  # that it is past its date

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["store", "question"],
                condition=models.Q(state__in=["open", "done"]),
                name="one_open_action_a_point",
            )
        ]
        indexes = [
            models.Index(fields=["store", "state", "due"], name="action_of_store"),
            models.Index(
                fields=["due"], name="action_late", condition=models.Q(state="open", late_told_at=None)
            ),
            models.Index(
                fields=["owner"],
                name="action_given",
                condition=models.Q(state="open", owner__isnull=False, owner_told_at=None),
            ),
        ]


class ActionNote(models.Model):
    """A comment on an action."""

    id = models.BigAutoField(primary_key=True)
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="notes")
    words = models.TextField()
    by = models.ForeignKey("audits.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
