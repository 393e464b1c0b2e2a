"""What a shopper is owed, from the fee to the pay file."""

import uuid

from django.db import models
from django.db.models.functions import Now


class PayFile(models.Model):
    """A list of what is paid together, fixed once it is made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = models.ForeignKey("audits.Brand", on_delete=models.CASCADE, related_name="pay_files")
    number = models.PositiveIntegerField()
    by = models.ForeignKey("audits.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    paid_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "number"], name="pay_files_are_numbered")]


class Pay(models.Model):
    """What one visit is worth to its shopper: fee and expenses, and how much of them is due."""

    class State(models.TextChoices):
        DUE = "due"  # the visit is here, not decided
        APPROVED = "approved"
        REFUSED = "refused"
        PAID = "paid"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = models.ForeignKey("audits.Brand", on_delete=models.CASCADE, related_name="+")
    visit = models.OneToOneField("audits.Visit", on_delete=models.PROTECT, related_name="pay")
    shopper = models.ForeignKey("audits.Person", on_delete=models.PROTECT, related_name="pays")
    currency = models.CharField(max_length=3)
    fee = models.DecimalField(max_digits=10, decimal_places=2)  # agreed
    share = models.DecimalField(max_digits=3, decimal_places=2, default=1)  # of the fee that is due, 0 to 1
    why = models.CharField(max_length=200, blank=True, default="")  # where share is not 1
    state = models.CharField(max_length=8, choices=State, default=State.DUE)
    file = models.ForeignKey(PayFile, null=True, on_delete=models.PROTECT, related_name="pays")
    decided_by = models.ForeignKey("audits.Person", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["shopper", "-made_at"], name="pay_of_shopper"),
            models.Index(fields=["brand", "state", "-made_at"], name="pay_of_brand"),
        ]


class Expense(models.Model):
    """Money a shopper laid out, with its receipt. The id may be the phone's own."""

    class Kind(models.TextChoices):
        TRAVEL = "travel"
        PURCHASE = "purchase"
        MEAL = "meal"
        OTHER = "other"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pay = models.ForeignKey(Pay, on_delete=models.CASCADE, related_name="expenses")
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    approved = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.OTHER)
    what = models.CharField(max_length=200, blank=True, default="")
    receipt = models.ForeignKey("audits.Blob", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="an_expense_is_something"),
            models.CheckConstraint(
                condition=models.Q(approved__isnull=True)
                | models.Q(approved__gte=0, approved__lte=models.F("amount")),
                name="no_more_than_was_laid_out",
            ),
        ]
