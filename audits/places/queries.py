"""Questions about places: whose regions and stores, and where a page begins."""

from django.db.models import Count, Q, QuerySet

from audits.people.models import Person
from audits.people.queries import posts_that, within
from audits.people.roles import May
from audits.places.models import Brand, Region, Store, StoreImport
from audits.places.spreadsheet import zones


def visible_to(person: Person) -> QuerySet[Store]:
    """The stores whose standing, visits or facts the person may see."""
    bounds = Q(pk__in=[])
    for act in (May.SEE_STANDING, May.SEE_VISITS, May.KEEP_PLACES):
        bounds |= within(person, act, store="pk")
    return Store.objects.filter(bounds)


def regions_visible_to(person: Person) -> QuerySet[Region]:
    """The regions of the person's brands, or her own; a store manager's store has one too."""
    bounds = Q(pk__in=[])
    for act in (May.SEE_STANDING, May.SEE_VISITS, May.KEEP_PLACES):
        bounds |= within(person, act, region="pk", store="stores")
    return Region.objects.filter(bounds).distinct()


def imports_visible_to(person: Person) -> QuerySet[StoreImport]:
    """The spreadsheets of brands whose places the person keeps."""
    return StoreImport.objects.filter(within(person, May.KEEP_PLACES)).select_related("brand")


def kept_brands(person: Person) -> QuerySet[Brand]:
    """The brands whose places the person keeps."""
    return Brand.objects.filter(pk__in=[post.brand_id for post in posts_that(person, May.KEEP_PLACES)])


def named(stores: QuerySet[Store], words: str) -> QuerySet[Store]:
    """Those whose name, city or number has all the words."""
    for word in words.split()[:8]:
        stores = stores.filter(Q(name__icontains=word) | Q(city__icontains=word) | Q(number__icontains=word))
    return stores


def after(stores: QuerySet[Store], name: str, id: str) -> QuerySet[Store]:
    """Those that follow the store with this name and id in the order of the list."""
    return stores.filter(Q(name__gt=name) | Q(name=name, id__gt=id))


def countries_of(brand: Brand) -> dict[str, int]:
    """How many stores, open or not, the brand has in each country; those without a country are left out."""
    stores = Store.objects.filter(brand=brand).exclude(country="").order_by("country")
    return dict(stores.values("country").annotate(n=Count("pk")).values_list("country", "n"))


def all_countries() -> list[str]:
    """The two letters of every country of ISO 3166-1, in their order."""
    return sorted(set(zones.countries().values()))
