"""Messages on their way out: mail, push, webhooks."""

import uuid

from django.db import models
from django.db.models.functions import Now


class Webhook(models.Model):
    """An address of a brand's own that is told of what happens, signed with a secret."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = models.ForeignKey("audits.Brand", on_delete=models.CASCADE, related_name="webhooks")
    url = models.URLField(max_length=500)
    secret = models.CharField(max_length=80)
    verbs = models.JSONField(default=list)  # of the journal; empty: all that may be told
    is_active = models.BooleanField(default=True)
    by = models.ForeignKey("audits.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(db_default=Now())


class Message(models.Model):
    """One message to one target: the row is the queue, and the log that can be replayed."""

    class Channel(models.TextChoices):
        MAIL = "mail"
        PUSH = "push"
        WEBHOOK = "webhook"

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"  # given up after the last try

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = models.ForeignKey("audits.Brand", null=True, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel)
    person = models.ForeignKey("audits.Person", null=True, on_delete=models.CASCADE, related_name="+")
    webhook = models.ForeignKey(Webhook, null=True, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=60)  # invitation, alert, send_back, or the journal's verb
    cause = models.CharField(max_length=80)  # what it follows from; the same cause tells a target once
    content = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(db_default=Now())
    status = models.PositiveSmallIntegerField(null=True)  # of the last answer
    trouble = models.CharField(max_length=300, blank=True, default="")
    made_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "person", "cause"],
                condition=models.Q(person__isnull=False),
                name="a_person_is_told_once",
            ),
            models.UniqueConstraint(
                fields=["webhook", "cause"],
                condition=models.Q(webhook__isnull=False),
                name="a_webhook_is_told_once",
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) ^ models.Q(webhook__isnull=False),
                name="a_message_has_one_target",
            ),
        ]
        indexes = [
            models.Index(fields=["next_try_at"], name="message_waiting", condition=models.Q(state="waiting")),
            models.Index(fields=["brand", "-made_at"], name="message_of_brand"),
        ]
