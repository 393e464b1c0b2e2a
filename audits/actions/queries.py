"""Questions about alerts and actions: whose they are, who is told, who may own one."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from audits.actions.models import Action, Alert, AlertRule
from audits.people.models import Person, Post, Role
from audits.people.queries import posts_that, within
from audits.people.roles import May
from audits.places.models import Brand, Store
from audits.visits.models import Visit

Kind = AlertRule.Kind
# A brand that has written no rules has these
DEFAULTS = (Kind.CRITICAL, Kind.ANSWER)


def rules_of(brand: UUID, kind: str) -> list[AlertRule]:
    """The brand's active rules of a kind; where it has none of any kind, the defaults."""
    rules = list(AlertRule.objects.filter(brand=brand).order_by("id"))
    if not rules and kind in DEFAULTS:
        return [AlertRule(brand_id=brand, kind=kind, roles=[Role.REGION], channels=["mail"])]
    return [rule for rule in rules if rule.is_active and rule.kind == kind]


def rules_visible_to(person: Person) -> QuerySet[AlertRule]:
    """The rules of the brands that she keeps."""
    return AlertRule.objects.filter(within(person, May.KEEP_RULES)).select_related("brand").order_by("id")


def holders(role: str, *, brand: UUID, region: UUID, store: UUID) -> list[UUID]:
    """The people with this role over a store."""
    bounds: dict[str, dict[str, Any]] = {Role.REGION: {"region": region}, Role.STORE: {"store": store}}
    posts = Post.objects.filter(brand=brand, role=role, person__is_active=True, **bounds.get(role, {}))
    return list(posts.values_list("person_id", flat=True).distinct())


def alerts_visible_to(person: Person) -> QuerySet[Alert]:
    """A store's of its released visits, a region's, a whole brand's; newest first."""
    q = Q(pk__in=[])
    for post in posts_that(person, May.SEE_ALERTS):
        if post.role == Role.STORE:
            q |= Q(store=post.store_id, visit__state=Visit.State.RELEASED)
        elif post.role == Role.REGION:
            q |= Q(store__region=post.region_id)
        else:
            q |= Q(brand=post.brand_id)
    alerts = Alert.objects.filter(q).exclude(visit__state=Visit.State.WITHDRAWN)
    related = ("store__region", "visit__wave", "visit__edition", "seen_by")
    heavy = ("visit__edition__printed", "visit__edition__workbook")
    return alerts.select_related(*related).defer(*heavy).order_by("-at", "-id")


def actions_visible_to(person: Person) -> QuerySet[Action]:
    """The actions of her stores: her own, her region's, her brand's. What is due first comes first."""
    hers = within(person, May.WORK_ACTIONS, store="store", region="store__region")
    related = ("store", "wave__edition", "owner", "proof")
    heavy = ("wave__edition__printed", "wave__edition__workbook")
    found = Action.objects.filter(hers).select_related(*related).defer(*heavy)
    return found.prefetch_related("notes__by").order_by("-made_at", "-id")


def stores_worked_by(person: Person) -> QuerySet[Store]:
    """The stores whose actions this person works."""
    hers = within(person, May.WORK_ACTIONS, store="pk", region="region")
    return Store.objects.filter(hers).select_related("brand", "region")


def owners_of(store: Store) -> QuerySet[Person]:
    """Who may own an action of a store: its managers, its region's, headquarters."""
    posts = (
        Q(posts__role=Role.STORE, posts__store=store)
        | Q(posts__role=Role.REGION, posts__region=store.region_id)
        | Q(posts__role=Role.HQ, posts__brand=store.brand_id)
    )
    return Person.objects.filter(posts, is_active=True).distinct().order_by("name", "id")


def kept_brands(person: Person) -> list[Brand]:
    """The brands whose rules she keeps."""
    return list({post.brand_id: post.brand for post in posts_that(person, May.KEEP_RULES)}.values())
