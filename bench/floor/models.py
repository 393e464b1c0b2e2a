"""The one row that a floor inserts."""

from django.db import models


class Row(models.Model):
    """What was sent, under its id."""

    id = models.UUIDField(primary_key=True)
    content = models.BinaryField()
    objects: models.Manager["Row"] = models.Manager()

    class Meta:
        app_label = "floor"
