"""Files for headquarters."""

import uuid

from django.db import models
from django.db.models.functions import Now


class Export(models.Model):
    """One file that somebody asked for: what is in it, how far it is, where it lies."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = models.ForeignKey("audits.Brand", on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey("audits.Person", on_delete=models.CASCADE, related_name="+")
    content = models.CharField(max_length=12)  # visits, answers, scorecards
    shape = models.CharField(max_length=4)  # wide, long
    file_format = models.CharField(max_length=8)  # csv, xlsx, parquet
    filters = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    rows = models.PositiveBigIntegerField(null=True)  # in all, once counted
    rows_done = models.PositiveBigIntegerField(default=0)
    bytes = models.PositiveBigIntegerField(null=True)
    file = models.CharField(max_length=200, blank=True, default="")
    trouble = models.CharField(max_length=300, blank=True, default="")
    asked_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["brand", "-asked_at"], name="export_of_brand")]
