"""Standing of a store, a region or a brand in one wave, always recomputed whole."""

from django.db import models


class Scorecard(models.Model):
    """Moments and sums from released visits; intervals are reckoned when it is read, from these."""

    class Level(models.TextChoices):
        STORE = "store"
        REGION = "region"
        BRAND = "brand"

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey("audits.Brand", on_delete=models.CASCADE, related_name="+")
    wave = models.ForeignKey("audits.Wave", on_delete=models.CASCADE, related_name="scorecards")
    level = models.CharField(max_length=6, choices=Level)
    subject = models.UUIDField()  # id of the store, region or brand
    store = models.ForeignKey("audits.Store", null=True, on_delete=models.CASCADE, related_name="scorecards")
    region = models.ForeignKey(
        "audits.Region", null=True, on_delete=models.CASCADE, related_name="scorecards"
    )
    n = models.PositiveIntegerField(default=0)  # released visits with a score
    score = models.FloatField(null=True)  # per cent: a store's mean of visits, else the mean of stores
    surplus = models.FloatField(null=True)
    stores = models.PositiveIntegerField(default=0)  # stores with a score, for region and brand
    critical = models.PositiveIntegerField(default=0)  # critical visits
    moments = models.JSONField(default=dict)  # sums of squares and counts for intervals
    sums = models.JSONField(default=dict)  # sections, pillars, touchpoints, questions: sums and counts
    stale_at = models.DateTimeField(null=True)  # something it stands on has changed
    computed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "subject"], name="one_scorecard_per_wave")]
        indexes = [
            models.Index(fields=["region", "wave", "level"], name="scorecard_of_region"),
            models.Index(fields=["brand", "wave", "level", "score"], name="scorecard_by_score"),
            models.Index(fields=["brand", "wave", "level", "surplus"], name="scorecard_by_surplus"),
            models.Index(fields=["subject", "wave"], name="scorecard_of_subject"),
        ]
