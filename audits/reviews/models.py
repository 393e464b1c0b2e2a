"""The verdict on a visit: its grades, its send-backs."""

import uuid

from django.db import models
from django.db.models.functions import Now


class Grade(models.Model):
    """A stored snapshot of one grading. Re-grading makes a new one and says why."""

    id = models.BigAutoField(primary_key=True)
    visit = models.ForeignKey("audits.Visit", on_delete=models.CASCADE, related_name="grades")
    revision = models.ForeignKey("audits.Revision", on_delete=models.PROTECT, related_name="+")
    edition_sha256 = models.CharField(max_length=64)
    rules = models.CharField(max_length=20)  # version of the grading rules
    reason = models.CharField(max_length=60)  # first, revision, adjustment, rules, bands
    by = models.ForeignKey("audits.Person", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    is_current = models.BooleanField(default=True)
    percent = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    exact = models.CharField(max_length=120, blank=True, default="")  # the fraction behind percent, n/d
    band = models.CharField(max_length=6, blank=True, default="")
    surplus = models.DecimalField(max_digits=6, decimal_places=4, null=True)
    is_critical = models.BooleanField(default=False)
    is_held = models.BooleanField(default=False)
    figures = models.JSONField(default=dict)  # overall, sections, pillars, surplus, critical, alerts, …
    lines = models.JSONField(default=list)  # [{question, section, pillar, state, earned, possible, cost}]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit"], condition=models.Q(is_current=True), name="one_grade_counts"
            )
        ]


class SendBack(models.Model):
    """A visit that went back to its shopper: why, by when, which answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey("audits.Visit", on_delete=models.CASCADE, related_name="send_backs")
    revision = models.PositiveIntegerField()  # the one that was sent back; the next mends it
    reason = models.TextField()
    due = models.DateTimeField()
    answers = models.JSONField(default=list)  # [{name, note}]
    by = models.ForeignKey("audits.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    mended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit"], condition=models.Q(mended_at__isnull=True), name="one_open_send_back"
            )
        ]
