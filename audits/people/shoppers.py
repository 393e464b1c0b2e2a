"""Who a shopper is to the drawing of assignments: her profile, her companions, where she may not go."""

from django.db import models
from django.db.models.functions import Now


class ShopperProfile(models.Model):
    """What eligibility asks of a shopper. Read by schedulers and by the drawing, by nobody else."""

    person = models.OneToOneField(
        "audits.Person", primary_key=True, on_delete=models.CASCADE, related_name="profile"
    )
    traits = models.JSONField(default=dict)  # trait → value in the brand's words, such as {"age": "30-44"}
    languages = models.JSONField(default=list)  # codes she can visit in
    lat = models.FloatField(null=True)  # degrees north, of where she starts from
    lon = models.FloatField(null=True)  # degrees east
    reach_km = models.PositiveIntegerField(default=50)
    rating = models.DecimalField(max_digits=3, decimal_places=2, null=True)  # 0 to 5, by reviewers
    rated = models.PositiveIntegerField(default=0)  # visits behind the rating
    is_available = models.BooleanField(default=True)


class Companion(models.Model):
    """Two shoppers who know each other: where one was, the other is locked out too."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("audits.Person", on_delete=models.CASCADE, related_name="companions")
    other = models.ForeignKey("audits.Person", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], name="companions_once"),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("other")), name="nobody_accompanies_herself"
            ),
        ]


class Bar(models.Model):
    """A shopper who may not visit a store any more, because she was recognised there or for a reason given."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("audits.Person", on_delete=models.CASCADE, related_name="bars")
    brand = models.ForeignKey("audits.Brand", on_delete=models.CASCADE, related_name="+")
    store = models.ForeignKey(
        "audits.Store", null=True, on_delete=models.CASCADE, related_name="+"
    )  # None: brand
    reason = models.CharField(max_length=60)  # recognised, or HQ's own word
    visit = models.UUIDField(null=True)  # where it came from
    at = models.DateTimeField(db_default=Now())
    lifted_at = models.DateTimeField(null=True)


class Consent(models.Model):
    """What somebody agreed to, when, and when she took it back."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("audits.Person", on_delete=models.CASCADE, related_name="consents")
    brand = models.ForeignKey("audits.Brand", null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)  # place, photos, study, push
    words = models.TextField()  # what she read when she agreed
    given_at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True)


class PushSubscription(models.Model):
    """Where a browser wants to be woken."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("audits.Person", on_delete=models.CASCADE, related_name="pushes")
    endpoint = models.URLField(max_length=500, unique=True)
    p256dh = models.CharField(max_length=200)
    auth = models.CharField(max_length=100)
    made_at = models.DateTimeField(db_default=Now())
    failed_at = models.DateTimeField(null=True)
