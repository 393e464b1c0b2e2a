"""What the phone sealed: visits, their revisions as bytes, their photos."""

import uuid

from django.db import models
from django.db.models.functions import Now, Substr


class Visit(models.Model):
    """One visit, known by the id that the phone gave it."""

    class State(models.TextChoices):
        RECEIVED = "received"  # answers are here; photos may be pending
        IN_REVIEW = "in_review"  # complete and graded, a person looks at it
        SENT_BACK = "sent_back"
        RELEASED = "released"
        WITHDRAWN = "withdrawn"  # a tombstone: its id is known, it counts nowhere

    id = models.UUIDField(primary_key=True, editable=False)
    # no index of their own: the composite ones below begin with the same column, and each index costs a write
    brand = models.ForeignKey("audits.Brand", db_index=False, on_delete=models.PROTECT, related_name="+")
    wave = models.ForeignKey("audits.Wave", db_index=False, on_delete=models.PROTECT, related_name="visits")
    store = models.ForeignKey("audits.Store", db_index=False, on_delete=models.PROTECT, related_name="visits")
    assignment = models.ForeignKey("audits.Assignment", on_delete=models.PROTECT, related_name="visits")
    shopper = models.ForeignKey(
        "audits.Person", db_index=False, on_delete=models.PROTECT, related_name="visits"
    )
    edition = models.ForeignKey("audits.Edition", db_index=False, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    # The revision that counts: the highest without a gap below it. Its answers are in `current`.
    current = models.OneToOneField(
        "audits.Revision", null=True, on_delete=models.PROTECT, related_name="current_of"
    )
    opened_at = models.DateTimeField(null=True)  # by the phone, corrected by its offset
    sealed_at = models.DateTimeField(null=True)
    local_day = models.DateField(null=True)  # the day at the store
    received_at = models.DateTimeField(db_default=Now())
    completed_at = models.DateTimeField(null=True)  # every promised photo of `current` is here
    released_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True, default="")  # closed, refused_entry, …: not done
    marks = models.JSONField(default=list)  # facts noted at receipt: late, assignment_withdrawn, …
    # The grade that counts, kept here for lists; `reviews.Grade` has its lines
    percent = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    band = models.CharField(max_length=6, blank=True, default="")  # green, amber, red; '' not scored
    surplus = models.DecimalField(max_digits=6, decimal_places=4, null=True)
    is_critical = models.BooleanField(default=False)
    is_held = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["brand", "-received_at", "-id"], name="visit_of_brand"),
            models.Index(fields=["store", "-received_at", "-id"], name="visit_of_store"),
            models.Index(fields=["wave", "store", "state"], name="visit_of_wave"),
            models.Index(fields=["brand", "state", "-received_at", "-id"], name="visit_by_state"),
            models.Index(fields=["shopper", "-received_at"], name="visit_of_shopper"),
            models.Index(
                fields=["wave", "-released_at"], name="visit_critical", condition=models.Q(is_critical=True)
            ),
        ]


class Revision(models.Model):
    """Sealed bytes as they came. Nothing that was sent in good faith is refused: it is kept and marked."""

    class Standing(models.TextChoices):
        ACCEPTED = "accepted"
        CONFLICT = "conflict"  # same visit and number, other bytes: both are kept
        QUARANTINED = "quarantined"  # readable, but whose it is can't be told
        WITHDRAWN = "withdrawn"  # sent again after its visit was withdrawn

    id = models.BigAutoField(primary_key=True)
    visit = models.UUIDField()  # the id the phone gave; quarantined bytes have no row in Visit
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    sealed = models.BinaryField()
    answers = models.JSONField(default=dict)  # of `sealed`, ready to be queried
    standing = models.CharField(max_length=12, choices=Standing, default=Standing.ACCEPTED)
    reason = models.CharField(max_length=60, blank=True, default="")  # code, where not accepted
    brand = models.ForeignKey("audits.Brand", null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("audits.Person", on_delete=models.PROTECT, related_name="+")  # who sent it
    received_at = models.DateTimeField(db_default=Now())
    # By the retention policy (docs/decisions/011): `sha256` is that of the bytes as they came, whatever is left
    trace_gone_at = models.DateTimeField(null=True)  # places and trail were taken out of `sealed`
    answers_gone_at = models.DateTimeField(null=True)  # and the answers

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "number"],
                condition=models.Q(standing="accepted"),
                name="one_accepted_revision",
            ),
            models.UniqueConstraint(fields=["visit", "number", "sha256", "person"], name="same_bytes_once"),
        ]
        indexes = [
            models.Index(
                fields=["brand", "-received_at"],
                name="revision_set_aside",
                condition=~models.Q(standing="accepted"),
            )
        ]


class Blob(models.Model):
    """A photo's or sound's bytes under their hash, one per brand and content. Stored once they are whole."""

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey("audits.Brand", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    bytes = models.PositiveBigIntegerField()  # promised size
    offset = models.PositiveBigIntegerField(default=0)  # how much of it is here
    mime = models.CharField(max_length=80, blank=True, default="")
    look = models.CharField(max_length=16, blank=True, default="")  # perceptual hash, hexadecimal
    stored_at = models.DateTimeField(null=True)  # whole, re-hashed, in the media store
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sha256", "brand"], name="one_blob_per_content"),
            models.CheckConstraint(
                condition=models.Q(offset__lte=models.F("bytes")), name="no_more_than_promised"
            ),
        ]
        # Two looks that differ in at most three of 64 bits agree in one of these four parts (looks.py)
        indexes = [
            models.Index(
                "brand", Substr("look", start, 4), name=f"blob_look_{start}", condition=~models.Q(look="")
            )
            for start in (1, 5, 9, 13)
        ]


class Chunk(models.Model):
    """A part of a blob that is still arriving, in the database so that any web process can go on with it."""

    id = models.BigAutoField(primary_key=True)
    blob = models.ForeignKey(Blob, db_index=False, on_delete=models.CASCADE, related_name="chunks")
    offset = models.PositiveBigIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["blob", "offset"], name="one_chunk_per_offset")]


class Photo(models.Model):
    """One promised photo (or sound, or file) of a revision, from the moment its answers arrive."""

    id = models.BigAutoField(primary_key=True)
    revision = models.ForeignKey(Revision, db_index=False, on_delete=models.CASCADE, related_name="photos")
    blob = models.ForeignKey(Blob, db_index=False, on_delete=models.PROTECT, related_name="photos")
    name = models.CharField(max_length=200)  # the name that the answer uses
    question = models.CharField(max_length=200, blank=True, default="")
    order = models.PositiveSmallIntegerField(default=0)
    mime = models.CharField(max_length=80, blank=True, default="")
    width = models.PositiveIntegerField(null=True)  # px
    height = models.PositiveIntegerField(null=True)  # px
    taken_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)  # it was here; its bytes went by the retention policy

    class Meta:
        indexes = [models.Index(fields=["blob", "revision"], name="photo_of_blob")]
        constraints = [models.UniqueConstraint(fields=["revision", "order"], name="photos_are_ordered")]


class PhoneReport(models.Model):
    """What a phone says of itself: evicted storage, quota, crashes. Never answers."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("audits.Person", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    detail = models.JSONField(default=dict)
    at = models.DateTimeField(db_default=Now())


class Epoch(models.Model):
    """One row: changed when a backup is restored, so that phones offer again what they still hold."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    value = models.UUIDField(default=uuid.uuid4)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_epoch")]
