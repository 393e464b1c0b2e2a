"""A wave need not go everywhere: Hana names the regions and stores it covers."""

import uuid
from typing import Any

import pytest

from tests.cast import Cast
from tests.envelopes import Phone, phone_of
from tests.waves.programme import Programme, a_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def hana(cast: Cast) -> Phone:
    return phone_of(cast, "hana")


def goes(hana: Phone, programme: Programme, **where: list[Any]) -> Any:
    told = {name: [str(key) for key in keys] for name, keys in where.items()}
    address, wish = f"/api/v1/{programme.address}", {"where": told}
    return hana.client.patch(address, wish, content_type="application/json", headers=hana.headers)


def test_a_wave_covers_its_regions_and_its_stores_and_draws_nowhere_else(cast: Cast, hana: Phone) -> None:
    programme = a_programme(cast)
    assert hana.get(programme.address).json()["covers"] == 3
    changed = goes(hana, programme, regions=[cast.nice.region_id], stores=[cast.lille.pk])
    assert (changed.status_code, changed.json()["covers"]) == (200, 2)
    planned = hana.post(f"{programme.address}/plan", {"seed": 3}).json()
    assert (planned["stores"], planned["wanted"]) == (2, 2)
    assert hana.post(f"{programme.address}/draw", {"seed": 3}).json()["report"]["drawn"] == 2
    assert {one.store_id for one in programme.made} == {cast.nice.pk, cast.lille.pk}


def test_stores_may_be_named_by_their_numbers_and_an_unknown_one_is_told(cast: Cast, hana: Phone) -> None:
    programme = a_programme(cast)
    told = goes(hana, programme, numbers=[cast.lille.number]).json()
    assert (told["covers"], [one["name"] for one in told["named_stores"]]) == (1, ["Lille"])
    refused = goes(hana, programme, numbers=[cast.nice.number, "no such store"])
    assert (refused.status_code, refused.json()["errors"]["numbers"]) == (422, ["no such store"])


def test_a_wave_that_says_nothing_goes_everywhere_again(cast: Cast, hana: Phone) -> None:
    programme = a_programme(cast)
    goes(hana, programme, stores=[cast.lille.pk])
    assert goes(hana, programme).json()["covers"] == 3
    programme.wave.refresh_from_db()
    assert programme.wave.where == {}


def test_a_closed_store_is_not_gone_to_even_where_it_is_named(cast: Cast, hana: Phone) -> None:
    programme = a_programme(cast)
    cast.lille.is_open = False
    cast.lille.save()
    assert goes(hana, programme, stores=[cast.lille.pk, cast.nice.pk]).json()["covers"] == 1


def test_a_wave_goes_to_no_place_of_another_brand(cast: Cast, hana: Phone) -> None:
    programme = a_programme(cast)
    for where in ({"stores": [uuid.uuid4()]}, {"regions": [uuid.uuid4()]}, {"regions": ["x"]}):
        assert goes(hana, programme, **where).status_code == 422
    programme.wave.refresh_from_db()
    assert programme.wave.where == {}


def test_one_assignment_is_read_with_its_wave_and_its_shopper_by_schedulers(cast: Cast, hana: Phone) -> None:
    told = hana.get(f"assignments/{cast.assignment.pk}").json()
    assert told["wave"]["id"] == str(cast.wave.pk)
    assert told["shopper"]["name"] == cast.sasha.name
    assert phone_of(cast, "zoe").get(f"assignments/{cast.assignment.pk}").status_code == 404
