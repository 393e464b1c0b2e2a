"""Questions about the law: for whose brand, and about whom, somebody may ask."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from audits.journal.models import Entry
from audits.people.models import Person, Post, Role
from audits.people.queries import posts_of, posts_that
from audits.people.roles import May
from audits.places.models import Brand
from audits.refusals import refused
from audits.retention.policy import Terms


def brands_of(person: Person) -> list[Brand]:
    """The brands whose policy she keeps: headquarters' schedulers alone, for it is about people with names."""
    posts = [post for post in posts_that(person, May.KEEP_LAW) if post.schedules]
    return list({post.brand_id: post.brand for post in posts}.values())


def brand_of(person: Person, wanted: str) -> Brand:
    """The brand with this id or slug; without a word her only one. Refused as not_found, invalid."""
    brands = brands_of(person)
    named = [brand for brand in brands if wanted in ("", brand.slug, str(brand.pk))]
    if len(named) != 1:
        raise refused("not_found") if wanted else refused("invalid", errors={"brand": ["needed"]})
    return named[0]


def runs_of(brand: Brand, *, most: int = 10) -> list[dict[str, Any]]:
    """The last nights in which something of this brand went, the newest first: when, and how many of each."""
    lines = Entry.objects.filter(brand_id=brand.pk, verb="retention.done").order_by("-id")
    return [{"at": line.at, "gone": line.detail} for line in lines[:most]]


def last_night() -> datetime | None:
    """When retention ran last, whether or not anything went; None where it never did."""
    # its line is named by the day: the newest day is the last in the order of subjects
    nights = Entry.objects.filter(verb="retention.due", subject__startswith="2").order_by("-subject")
    return nights.values_list("handled_at", flat=True).first()


def shoppers_of(person: Person) -> QuerySet[Person]:
    """The shoppers who work for her brands and for no other: about those alone one brand may decide."""
    brands = brands_of(person)
    theirs = Person.objects.filter(posts__brand__in=brands, posts__role=Role.SHOPPER)
    elsewhere = Post.objects.exclude(brand__in=brands).values("person")
    return theirs.exclude(pk__in=elsewhere).exclude(pk=person.pk).distinct()


def terms_of(person: Person) -> list[dict[str, Any]]:
    """How long each brand that she has a post with keeps what, by its name; countries where other terms hold."""
    brands = {post.brand_id: post.brand for post in posts_of(person)}
    return [_terms(brand) for brand in sorted(brands.values(), key=lambda one: (one.name, str(one.pk)))]


def _terms(brand: Brand) -> dict[str, Any]:
    terms = Terms.of(brand.policy)
    apart = [
        {"country": country, "policy": policy.as_json()}
        for country in sorted(terms.own)
        if (policy := terms.of_country(country)) != terms.brand
    ]
    return {
        "brand": str(brand.pk),
        "name": brand.name,
        "policy": terms.brand.as_json(),
        "countries": apart,
    }
