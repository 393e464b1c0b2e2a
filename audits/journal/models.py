"""The journal: who did what, when, and what must follow."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class Entry(models.Model):
    """One act. It is the audit trail, and the queue: `handled_at` empty means that what must follow has not."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=64)  # id of what was acted upon, as text
    brand_id = models.UUIDField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    detail = models.JSONField(default=dict)
    handled_at = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)  # a heavy reaction is at work, or rests, until then
    attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.TextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="entry_waiting", condition=models.Q(handled_at__isnull=True)),
            models.Index(fields=["subject", "id"], name="entry_subject"),
            models.Index(fields=["brand_id", "-id"], name="entry_brand"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.verb} {self.subject}"
