"""People, the posts they hold, and the tokens of their programs."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower, Now


class Role(models.TextChoices):
    """What somebody is to a brand. Words for screens are in the front end's catalogues."""

    SHOPPER = "shopper"
    REVIEWER = "reviewer"
    STORE = "store_manager"
    REGION = "region_manager"
    HQ = "hq"


class People(BaseUserManager["Person"]):
    """Makes people; Django's sign-in asks for it by these method names."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Person":
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who signs in. What she may do follows from her posts alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    alias = models.CharField(max_length=24)  # how everybody but HQ's schedulers sees a shopper
    language = models.CharField(max_length=8, default="en")
    is_active = models.BooleanField(default=True)
    is_staff = False
    is_superuser = False
    kept_posts: "list[Post] | None" = None  # what `queries.posts_of` has read of her
    joined_at = models.DateTimeField(db_default=Now())

    objects = People()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_address")]

    def __str__(self) -> str:
        return self.alias or str(self.id)


class Post(models.Model):
    """A role somebody holds at a brand, for one region or one store where the role has such a bound."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    brand = models.ForeignKey("audits.Brand", on_delete=models.CASCADE, related_name="posts")
    role = models.CharField(max_length=20, choices=Role)
    region = models.ForeignKey(
        "audits.Region", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    store = models.ForeignKey(
        "audits.Store", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    schedules = models.BooleanField(default=False)  # HQ's schedulers alone see who a shopper is

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "brand", "role"],
                condition=models.Q(region=None, store=None),
                name="one_post_of_a_kind",
            ),
            models.UniqueConstraint(fields=["person", "region"], name="one_post_a_region"),
            models.UniqueConstraint(fields=["person", "store"], name="one_post_a_store"),
            models.CheckConstraint(
                condition=models.Q(role=Role.REGION, region__isnull=False)
                | (~models.Q(role=Role.REGION) & models.Q(region__isnull=True)),
                name="region_manager_has_a_region",
            ),
            models.CheckConstraint(
                condition=models.Q(role=Role.STORE, store__isnull=False)
                | (~models.Q(role=Role.STORE) & models.Q(store__isnull=True)),
                name="store_manager_has_a_store",
            ),
            models.CheckConstraint(
                condition=models.Q(schedules=False) | models.Q(role=Role.HQ), name="schedulers_are_at_hq"
            ),
        ]


class Token(models.Model):
    """A personal token of a program; only its hash is kept."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80, blank=True)
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the token, hexadecimal
    reads_only = models.BooleanField(default=False, db_default=False)  # it opens what changes nothing, alone
    made_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
