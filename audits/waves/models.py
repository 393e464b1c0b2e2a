"""Waves, scenarios and assignments: who goes where, when, as whom."""

import uuid

from django.db import models
from django.db.models.functions import Now


class Wave(models.Model):
    """A round of visits with one checklist, compared with the wave before it."""

    class ReleaseRule(models.TextChoices):
        REVIEWER = "reviewer"  # a person releases each visit
        AT_ONCE = "at_once"  # released when graded, unless critical or held

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = models.ForeignKey("audits.Brand", on_delete=models.CASCADE, related_name="waves")
    checklist = models.ForeignKey("audits.Checklist", on_delete=models.PROTECT, related_name="waves")
    edition = models.ForeignKey("audits.Edition", on_delete=models.PROTECT, related_name="waves")
    number = models.PositiveIntegerField()  # order in time within brand and checklist
    name = models.CharField(max_length=120)
    opens = models.DateField()
    closes = models.DateField()  # the last day
    visits_per_store = models.PositiveSmallIntegerField(default=1)
    release_rule = models.CharField(max_length=10, choices=ReleaseRule, default=ReleaseRule.REVIEWER)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brand", "checklist", "number"], name="waves_are_numbered"),
            models.CheckConstraint(
                condition=models.Q(closes__gte=models.F("opens")), name="a_wave_closes_after_it_opens"
            ),
        ]
        ordering = ["-number"]

    def __str__(self) -> str:
        return self.name


class Scenario(models.Model):
    """The part a shopper plays, and the brief that tells her."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = models.ForeignKey("audits.Brand", on_delete=models.CASCADE, related_name="scenarios")
    name = models.CharField(max_length=120)
    brief = models.JSONField(default=dict)  # language code → words
    scenario_values = models.JSONField(default=dict)  # scenario_…: value

    def __str__(self) -> str:
        return self.name


class Assignment(models.Model):
    """One visit that is to be made. It never refuses a visit that was made."""

    class State(models.TextChoices):
        OPEN = "open"  # offered, nobody's yet
        ASSIGNED = "assigned"
        VISITED = "visited"  # a visit was received
        WITHDRAWN = "withdrawn"
        LAPSED = "lapsed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = models.ForeignKey("audits.Brand", on_delete=models.CASCADE, related_name="+")
    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="assignments")
    store = models.ForeignKey("audits.Store", on_delete=models.PROTECT, related_name="assignments")
    shopper = models.ForeignKey(
        "audits.Person", null=True, on_delete=models.PROTECT, related_name="assignments"
    )
    edition = models.ForeignKey("audits.Edition", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    window_from = models.DateTimeField()
    window_to = models.DateTimeField()
    scenario = models.JSONField(default=dict)  # scenario_…: value
    brief = models.JSONField(default=dict)  # language code → words
    fee = models.DecimalField(max_digits=10, decimal_places=2, default=0)
    expense_limit = models.DecimalField(max_digits=10, decimal_places=2, default=0)
    currency = models.CharField(max_length=3, default="EUR")
    made_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(window_to__gt=models.F("window_from")), name="a_window_has_a_length"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="assigned") | models.Q(shopper__isnull=False),
                name="an_assigned_visit_has_a_shopper",
            ),
        ]
        indexes = [
            models.Index(fields=["shopper", "state", "window_from"], name="assignment_of_shopper"),
            models.Index(fields=["wave", "state"], name="assignment_of_wave"),
            models.Index(fields=["store", "wave"], name="assignment_of_store"),
        ]
