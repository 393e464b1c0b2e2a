"""What many visits mean: stored results, and the facts that only insights need."""

import uuid

from django.db import models
from django.db.models.functions import Now


class Insight(models.Model):
    """The last computation of one insight for one subject; a wave where it has one."""

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey("audits.Brand", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(
        max_length=20
    )  # audits/insights/catalogue.py; `facts` are a store's, which all are reckoned from
    level = models.CharField(max_length=6)  # store, region, brand
    subject = models.UUIDField()
    wave = models.ForeignKey("audits.Wave", null=True, on_delete=models.CASCADE, related_name="+")
    n = models.PositiveIntegerField(default=0)
    figures = models.JSONField(default=dict)
    computed_at = models.DateTimeField()
    stale_at = models.DateTimeField(null=True)  # of a store's facts: something they stand on has changed

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject", "wave"],
                condition=models.Q(wave__isnull=False),
                name="one_insight_a_wave",
            ),
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=models.Q(wave__isnull=True),
                name="one_insight_over_waves",
            ),
        ]
        indexes = [
            models.Index(fields=["brand", "kind", "wave"], name="insight_of_brand"),
            models.Index(fields=["wave"], name="insight_stale", condition=models.Q(stale_at__isnull=False)),
        ]


class Forecast(models.Model):
    """What a manager believes before results open; sealed when it is given."""

    id = models.BigAutoField(primary_key=True)
    wave = models.ForeignKey("audits.Wave", on_delete=models.CASCADE, related_name="forecasts")
    level = models.CharField(max_length=6)
    subject = models.UUIDField()
    by = models.ForeignKey("audits.Person", on_delete=models.PROTECT, related_name="+")
    sections = models.JSONField(default=dict)  # section → per cent
    exceeded = models.JSONField(default=dict)  # touchpoint → chance of "beyond", 0 to 1
    sealed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "subject"], name="one_forecast")]


class Study(models.Model):
    """A study of matched pairs on one declared attribute; its attribute values are encrypted and deleted with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = models.ForeignKey("audits.Brand", on_delete=models.CASCADE, related_name="studies")
    name = models.CharField(max_length=120)
    attribute = models.CharField(max_length=60)
    by = models.ForeignKey("audits.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True)


class Pair(models.Model):
    """Two assignments at one store, one attribute apart, in random order."""

    id = models.BigAutoField(primary_key=True)
    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="pairs")
    store = models.ForeignKey("audits.Store", on_delete=models.CASCADE, related_name="+")
    first = models.ForeignKey("audits.Assignment", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("audits.Assignment", on_delete=models.CASCADE, related_name="+")
    secret = models.BinaryField()  # which of the two has the attribute, encrypted


class SalesMonth(models.Model):
    """A store's month: what was sold, and to how many visitors."""

    id = models.BigAutoField(primary_key=True)
    store = models.ForeignKey("audits.Store", on_delete=models.CASCADE, related_name="sales")
    month = models.DateField()  # its first day
    sales = models.DecimalField(max_digits=14, decimal_places=2)
    visitors = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["store", "month"], name="one_line_a_month"),
            models.CheckConstraint(condition=models.Q(month__day=1), name="a_month_begins_on_its_first"),
        ]


class Pulse(models.Model):
    """Five items that a store's staff answer by anonymous links; nobody can tell who."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    store = models.ForeignKey("audits.Store", on_delete=models.CASCADE, related_name="pulses")
    wave = models.ForeignKey("audits.Wave", on_delete=models.CASCADE, related_name="pulses")
    links = models.PositiveIntegerField(default=0)  # how many were ever made
    closes = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["store", "wave"], name="one_pulse")]


class PulseLink(models.Model):
    """A link that nobody has used yet. With its one answer it is gone, so that no answer can be traced to it."""

    digest = models.CharField(max_length=64, primary_key=True)  # SHA-256 of the key, which is told once
    pulse = models.ForeignKey(Pulse, on_delete=models.CASCADE, related_name="unused")


class PulseAnswer(models.Model):
    """One person's five answers, without person and without time of day."""

    id = models.BigAutoField(primary_key=True)
    pulse = models.ForeignKey(Pulse, on_delete=models.CASCADE, related_name="answers")
    items = models.JSONField()  # five integers, 1 to 5
    on = models.DateField()


class ActCost(models.Model):
    """What one act of service costs the brand."""

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey("audits.Brand", on_delete=models.CASCADE, related_name="act_costs")
    act = models.CharField(max_length=80)
    cost = models.DecimalField(max_digits=10, decimal_places=2)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "act"], name="one_cost_an_act")]
