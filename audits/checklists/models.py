"""Checklists and their printed editions."""

import uuid

from django.db import models
from django.db.models.functions import Now


class Checklist(models.Model):
    """What a brand asks; its questions live in editions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = models.ForeignKey("audits.Brand", on_delete=models.CASCADE, related_name="checklists")
    form_id = models.CharField(max_length=120)
    title = models.CharField(max_length=300)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "form_id"], name="one_checklist_per_form_id")]

    def __str__(self) -> str:
        return self.title


class Edition(models.Model):
    """A printed checklist: immutable bytes under their hash. Once printed it is accepted for ever."""

    id = models.BigAutoField(primary_key=True)
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    printed = models.BinaryField()  # docs/edition.md
    workbook = models.BinaryField(null=True)  # what HQ uploaded
    filename = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey("audits.Person", null=True, on_delete=models.PROTECT, related_name="+")
    printed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sha256", "checklist"], name="one_edition_per_content"),
            models.UniqueConstraint(fields=["checklist", "number"], name="editions_are_numbered"),
        ]


class Draft(models.Model):
    """What HQ is still working on: at most one a checklist, printed to nobody."""

    checklist = models.OneToOneField(
        Checklist, primary_key=True, on_delete=models.CASCADE, related_name="draft"
    )
    printed = models.BinaryField()
    workbook = models.BinaryField()
    filename = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey("audits.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    kept_at = models.DateTimeField(db_default=Now())
