"""Waves, scenarios and assignments: who goes where, when, as whom."""

import uuid

from django.db import models
from django.db.models.functions import Now


def half_where_she_is_not_at_fault() -> dict[str, str]:
    """What a wave pays of a visit that could not be done, until headquarters says otherwise: she was on her way."""
    return {"closed": "0.5", "refused_entry": "0.5", "unsafe": "0.5"}


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
    # How many visits there are, as `queries.with_counts` tells them to one reader
    planned: int
    received: int
    released: int
    # The plan, read by drawing and board; empty means "no such rule"
    quotas = models.JSONField(
        default=list
    )  # [{"daypart"?: "morning", "trait"?: {"age": "30-44"}, "least": 1}]
    dayparts = models.JSONField(default=dict)  # {"morning": ["09:00", "12:00"], …} in the store's own time
    rules = models.JSONField(
        default=dict
    )  # lockout days by store, brand, competitor, companion; least rating; …
    where = models.JSONField(default=dict)  # {"regions": [id], "stores": [id]}; empty: every open store
    scenarios = models.ManyToManyField("audits.Scenario", related_name="waves")
    draws_look = models.BooleanField(default=False)  # arrival look at random, blocked by store and wave
    looks = models.JSONField(default=list)  # ["dressed_up", "dressed_down"]
    fee = models.DecimalField(max_digits=10, decimal_places=2, default=0)
    expense_limit = models.DecimalField(max_digits=10, decimal_places=2, default=0)
    claim_hours = models.PositiveSmallIntegerField(
        default=48
    )  # a claim lapses when the visit hasn't begun by then
    wants_approval = models.BooleanField(default=False)  # a second reviewer before release
    appeal_days = models.PositiveSmallIntegerField(default=14)
    appeals_per_store = models.PositiveSmallIntegerField(default=3)
    sealed_within_hours = models.PositiveSmallIntegerField(default=2)  # after leaving; later is a flag
    pays_undone = models.JSONField(
        default=half_where_she_is_not_at_fault
    )  # outcome → share of the fee, {"closed": "0.5", …}; what isn't named pays nothing

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
    wave = models.ForeignKey(Wave, db_index=False, on_delete=models.PROTECT, related_name="assignments")
    store = models.ForeignKey(
        "audits.Store", db_index=False, on_delete=models.PROTECT, related_name="assignments"
    )
    shopper = models.ForeignKey(
        "audits.Person", db_index=False, null=True, on_delete=models.PROTECT, related_name="assignments"
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
    daypart = models.CharField(max_length=20, blank=True, default="")
    wants = models.JSONField(default=dict)  # traits that a quota asks of whoever makes it
    look = models.CharField(max_length=20, blank=True, default="")  # drawn, never chosen
    claimed_at = models.DateTimeField(null=True)
    claim_until = models.DateTimeField(null=True)  # lapses then, unless the visit has begun
    replaces = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="replaced_by")
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
            models.Index(fields=["brand", "state", "window_to"], name="assignment_of_brand"),
            models.Index(
                fields=["claim_until"],
                name="assignment_claimed",
                condition=models.Q(state="assigned", claim_until__isnull=False),
            ),
        ]


class Quiz(models.Model):
    """A few questions on a checklist, to be passed before its first visit."""

    checklist = models.OneToOneField(
        "audits.Checklist", primary_key=True, on_delete=models.CASCADE, related_name="quiz"
    )
    questions = models.JSONField(
        default=list
    )  # [{"asks": {code: words}, "choices": [{code: words}], "right": 1}]
    pass_share = models.DecimalField(max_digits=3, decimal_places=2, default=1)  # of right answers, 0 to 1
    changed_at = models.DateTimeField(auto_now=True)


class QuizPass(models.Model):
    """A shopper's try at a quiz; the last that passed is her certification."""

    id = models.BigAutoField(primary_key=True)
    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="tries")
    person = models.ForeignKey("audits.Person", on_delete=models.CASCADE, related_name="quiz_tries")
    share = models.DecimalField(max_digits=3, decimal_places=2)
    passed = models.BooleanField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["person", "quiz", "-at"], name="quiz_of_person")]


class Draw(models.Model):
    """One drawing of a wave: its seed, what it drew, and what it could not fill and why."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DRAWING = "drawing"
        DONE = "done"
        FAILED = "failed"

    class Fill(models.TextChoices):
        DRAW = "draw"  # gives visits to shoppers
        BOARD = "board"  # gives to nobody, offers everything

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="draws")
    seed = models.BigIntegerField()
    fill = models.CharField(max_length=5, choices=Fill, default=Fill.DRAW)
    offer_rest = models.BooleanField(default=True)  # what can't be filled goes to the board
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    slots = models.PositiveIntegerField(default=0)  # visits to be drawn
    slots_done = models.PositiveIntegerField(default=0)
    by = models.ForeignKey("audits.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    report = models.JSONField(default=dict)  # the plan's document (docs/contracts.md) and what was written


class BriefPicture(models.Model):
    """A picture in a brief: drawn anew when it came, small enough to lie in its row, known by its hash."""

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey("audits.Brand", on_delete=models.CASCADE, related_name="+")
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()  # JPEG without metadata
    width = models.PositiveIntegerField()  # px
    height = models.PositiveIntegerField()  # px
    by = models.ForeignKey("audits.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sha256", "brand"], name="one_brief_picture")]


class Invitation(models.Model):
    """A shopper was told of an open assignment."""

    id = models.BigAutoField(primary_key=True)
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey("audits.Person", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())
    declined_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assignment", "person"], name="invited_once")]
