"""The verdict on a visit: its grades, flags, notes, adjustments, send-backs, approvals and appeals."""

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


class Flag(models.Model):
    """Something about a visit that a reviewer should see, with its evidence. It blocks nothing."""

    id = models.BigAutoField(primary_key=True)
    visit = models.ForeignKey("audits.Visit", on_delete=models.CASCADE, related_name="flags")
    revision = models.ForeignKey("audits.Revision", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)  # too_fast, too_far, straight_lining, photo_seen, text_copied, …
    evidence = models.JSONField(default=dict)
    weight = models.PositiveSmallIntegerField(default=1)  # risk, for the order of the queue
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["revision", "kind"], name="one_flag_of_a_kind")]


class Note(models.Model):
    """A reviewer's words beside one answer, never in it."""

    id = models.BigAutoField(primary_key=True)
    visit = models.ForeignKey("audits.Visit", on_delete=models.CASCADE, related_name="notes")
    question = models.CharField(max_length=200)
    words = models.TextField()
    by = models.ForeignKey("audits.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())


class Adjustment(models.Model):
    """Another value that counts instead of what the shopper said; the answer itself stays."""

    id = models.BigAutoField(primary_key=True)
    visit = models.ForeignKey("audits.Visit", on_delete=models.CASCADE, related_name="adjustments")
    revision = models.ForeignKey("audits.Revision", on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=200)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    why = models.TextField()
    by = models.ForeignKey("audits.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "question"],
                condition=models.Q(undone_at__isnull=True),
                name="one_adjustment_counts",
            )
        ]


class Hold(models.Model):
    """A reviewer has the visit on her desk until then, so that nobody else does it twice."""

    visit = models.OneToOneField(
        "audits.Visit", primary_key=True, on_delete=models.CASCADE, related_name="on_desk"
    )
    reviewer = models.ForeignKey("audits.Person", on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()


class Approval(models.Model):
    """A first reviewer's yes, where the wave wants two."""

    id = models.BigAutoField(primary_key=True)
    visit = models.ForeignKey("audits.Visit", on_delete=models.CASCADE, related_name="approvals")
    revision = models.ForeignKey("audits.Revision", on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey("audits.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["revision", "by"], name="approved_once_each")]


class Appeal(models.Model):
    """A store's objection to one answer, decided by somebody who did not review it."""

    class State(models.TextChoices):
        OPEN = "open"
        UPHELD = "upheld"  # the answer stands
        OVERTURNED = "overturned"
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey("audits.Visit", on_delete=models.CASCADE, related_name="appeals")
    question = models.CharField(max_length=200)
    ground = models.CharField(max_length=30)  # facts, question_unfit, evidence
    words = models.TextField()
    by = models.ForeignKey("audits.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    due = models.DateTimeField()
    due_told_at = models.DateTimeField(null=True)  # to those who may decide it, that it is due soon
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey("audits.Person", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True, default="")  # the decision in words, for all who read the visit
    adjustment = models.OneToOneField(Adjustment, null=True, on_delete=models.PROTECT, related_name="appeal")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "question"], name="one_appeal_an_answer"),
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "withdrawn"]) | models.Q(decided_by__isnull=False),
                name="a_decision_has_its_judge",
            ),
        ]
        indexes = [models.Index(fields=["state", "due"], name="appeal_by_due")]
