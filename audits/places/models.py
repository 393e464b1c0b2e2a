"""Brands, their regions, their stores."""

import uuid

from django.db import models
from django.db.models.functions import Now


class Brand(models.Model):
    """A tenant. Nobody sees another brand."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    colour = models.CharField(
        max_length=7, default="#1d4739"
    )  # of the accent; everything else follows from it
    logo = models.ImageField(upload_to="brands", blank=True)
    language = models.CharField(max_length=8, default="en")
    timezone = models.CharField(max_length=64, default="UTC")
    currency = models.CharField(max_length=3, default="EUR")
    bands = models.JSONField(default=dict)  # {"green": "90", "amber": "80"}; empty: these defaults
    target = models.DecimalField(max_digits=5, decimal_places=2, default=90)
    policy = models.JSONField(default=dict)  # photo_budget_bytes, retention_days, …; empty: the defaults
    is_demonstration = models.BooleanField(default=False)
    made_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.name


class Region(models.Model):
    """A part of a brand's network with one regional manager or more."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="regions")
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=80, allow_unicode=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "slug"], name="one_region_per_word")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Store(models.Model):
    """A place that shoppers visit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="stores")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="stores")
    number = models.CharField(max_length=40)  # the brand's own
    name = models.CharField(max_length=160)
    address = models.CharField(max_length=300, blank=True)
    city = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=60, blank=True)
    country = models.CharField(max_length=2, blank=True)  # ISO 3166-1
    postcode = models.CharField(max_length=20, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    timezone = models.CharField(max_length=64, default="UTC")  # IANA
    lat = models.FloatField(null=True)  # degrees north
    lon = models.FloatField(null=True)  # degrees east
    is_open = models.BooleanField(default=True)
    columns = models.JSONField(default=dict)  # columns of the spreadsheet that have no place of their own

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brand", "number"], name="one_store_per_number"),
            models.CheckConstraint(
                condition=models.Q(lat__isnull=True) | models.Q(lat__range=(-90, 90)),
                name="lat_is_a_latitude",
            ),
            models.CheckConstraint(
                condition=models.Q(lon__isnull=True) | models.Q(lon__range=(-180, 180)),
                name="lon_is_a_longitude",
            ),
        ]
        indexes = [
            models.Index(fields=["brand", "name", "id"], name="store_by_name"),
            models.Index(fields=["region", "name", "id"], name="store_of_region"),
        ]

    def __str__(self) -> str:
        return self.name


class StoreImport(models.Model):
    """A spreadsheet of stores on its way in: read, shown as a preview with a mapping, then taken."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey("audits.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    filename = models.CharField(max_length=200)
    content = models.BinaryField()
    mapping = models.JSONField(default=dict)  # our column → heading
    report = models.JSONField(default=dict)
    made_at = models.DateTimeField(db_default=Now())
    taken_at = models.DateTimeField(null=True)
