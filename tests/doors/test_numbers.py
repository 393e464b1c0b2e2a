"""Numbers as nobody writes them, in addresses and documents: refused or passed over, never a 500."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from audits.people.models import Person, Role
from audits.waves.api import shoppers
from tests.cast import Cast, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

STRANGE = ("²", "٣", "9" * 30, "0001" + "9" * 5000)  # digits that are no number, and numbers without an end
PAGES = [
    ("hana", "shoppers?cursor={}"),
    ("hana", "waves/{wave}/assignments?limit={}"),
    ("hana", "visits?limit={}"),
    ("hana", "stores?limit={}"),
    ("hana", "set-aside?limit={}&cursor={}"),
    ("hana", "appeals?limit={}"),
    ("hana", "reviews/queue?limit={}"),
    ("hana", "journal?limit={}&cursor={}"),
    ("hana", "posts?after={}"),
]


def asked(cast: Cast, who: str, method: str, address: str, document: Any = None) -> int:
    client = Client(raise_request_exception=False, headers=cast.bearer(getattr(cast, who)))
    body = "" if document is None else json.dumps(document)
    status: int = client.generic(method, f"/api/v1/{address}", body, "application/json").status_code
    return status


@pytest.mark.parametrize(("who", "address"), PAGES)
def test_a_page_is_never_as_long_or_as_far_as_nobody_can_count(cast: Cast, who: str, address: str) -> None:
    for text in STRANGE:
        path = address.replace("{wave}", str(cast.wave.pk)).replace("{}", text)
        assert asked(cast, who, "GET", path) in (200, 422), text[:20]


def test_a_page_of_stores_has_at_most_two_hundred_whatever_zeros_stand_before(cast: Cast) -> None:
    assert asked(cast, "hana", "GET", "stores?limit=00020050") == 422


def test_shoppers_come_in_pages_by_name_each_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shoppers, "PAGE", 2)
    for number, name in enumerate(("Ada", "Ada", "Zora", "sam")):
        made = a_person(f"shopper{number}", cast.brand, Role.SHOPPER)
        Person.objects.filter(pk=made.pk).update(name=name)
    client, told, cursor = Client(headers=cast.bearer(cast.hana)), [], ""
    while cursor is not None:
        page = client.get(f"/api/v1/shoppers?cursor={cursor}").json()
        told += [(one["name"], one["id"]) for one in page["results"]]
        cursor = page["next"]
    hers = Person.objects.filter(posts__role=Role.SHOPPER).order_by("name", "id").values_list("name", "id")
    assert told == [(name, str(key)) for name, key in hers]
    assert client.get(f"/api/v1/shoppers?cursor={uuid4()}").json()["results"] == []


def test_a_revision_whose_number_has_no_end_is_no_address(cast: Cast) -> None:
    path = f"visits/{cast.assignment.pk}/revisions/" + "9" * 5000
    assert asked(cast, "sasha", "PUT", path, {}) in (404, 422)
