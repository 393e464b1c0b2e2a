"""Hana invites people to posts, has them told, and takes posts; who may not know shoppers gives no such post."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from audits.messages.models import Message
from audits.people.models import Person, Post, Role
from tests.cast import Cast, a_person
from tests.making import follow
from tests.people.signing import Asker

pytestmark = pytest.mark.django_db
NEW = {"email": "Nina@New.example", "name": "Nina", "language": "fr"}


@pytest.fixture
def hana(client: Client, cast: Cast) -> Asker:
    return Asker(client, cast.bearer(cast.hana))


def test_she_invites_a_regional_manager_who_is_told_by_mail(hana: Asker, cast: Cast) -> None:
    given = hana.post("/api/v1/posts", NEW | {"role": "region_manager", "region": str(cast.north.pk)})
    assert given.status_code == 201
    assert given.json()["region"]["name"] == "North"
    nina = Person.objects.get(email="nina@new.example")
    assert not nina.has_usable_password()
    follow()
    told = Message.objects.get(person=nina)
    assert (told.kind, told.content["role"], told.content["by"]) == ("welcome", "region_manager", "Hana")
    hana.post(f"/api/v1/posts/{given.json()['id']}/welcome")
    follow()
    assert Message.objects.filter(person=nina).count() == 2


def test_a_post_is_at_a_place_of_the_brand(hana: Asker, cast: Cast) -> None:
    for role, place in (("region_manager", {}), ("store_manager", {"store": str(cast.elsewhere.pk)})):
        refusal = hana.post("/api/v1/posts", NEW | {"role": role} | place)
        assert (refusal.status_code, refusal.json()["code"]) == (422, "invalid")
    assert not Person.objects.filter(email="nina@new.example").exists()


def test_she_takes_a_post_and_its_holder_reads_nothing_more(hana: Asker, client: Client, cast: Cast) -> None:
    mona = Asker(client, cast.bearer(cast.mona))
    assert mona.get("/api/v1/visits").status_code == 200
    assert hana.delete(f"/api/v1/posts/{Post.objects.get(person=cast.mona).pk}").status_code == 204
    assert mona.get("/api/v1/visits").status_code == 403


def test_her_own_post_she_can_not_take(hana: Asker, cast: Cast) -> None:
    own = Post.objects.get(person=cast.hana)
    assert hana.delete(f"/api/v1/posts/{own.pk}").json()["code"] == "own_post"
    assert Post.objects.filter(pk=own.pk).exists()


def test_shoppers_are_nobodys_business_but_the_schedulers(hana: Asker, client: Client, cast: Cast) -> None:
    hugo = Asker(client, cast.bearer(a_person("hugo", cast.brand, Role.HQ)))
    assert {post["role"] for post in hana.get("/api/v1/posts").json()["results"]} >= {"shopper", "hq"}
    assert "sasha" not in hugo.get("/api/v1/posts").content.decode()
    sashas = Post.objects.get(person=cast.sasha)
    assert hugo.delete(f"/api/v1/posts/{sashas.pk}").status_code == 404
    for wish in ({"role": "shopper"}, {"role": "hq", "schedules": True}):
        assert hugo.post("/api/v1/posts", NEW | wish).json()["code"] == "not_allowed"


def test_another_brands_people_are_not_there(client: Client, cast: Cast) -> None:
    zoe = Asker(client, cast.bearer(cast.zoe))
    assert [post["person"]["name"] for post in zoe.get("/api/v1/posts").json()["results"]] == ["Zoe"]
    assert zoe.delete(f"/api/v1/posts/{Post.objects.get(person=cast.mona).pk}").status_code == 404


def test_she_finds_people_by_role_and_word_page_by_page(hana: Asker, cast: Cast) -> None:
    asked = hana.get("/api/v1/posts?role=region_manager&q=mon").json()
    assert [post["person"]["name"] for post in asked["results"]] == ["Mona"]
    for n in range(101):
        a_person(f"r{n}", cast.brand, Role.REVIEWER)
    first = hana.get("/api/v1/posts?role=reviewer").json()
    second = hana.get(f"/api/v1/posts?role=reviewer&after={first['next']}").json()
    assert (len(first["results"]), len(second["results"]), second["next"]) == (100, 2, None)


def test_a_brand_is_founded_with_its_first_scheduler(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("brand", "maison-new", "Maison New", hq="nora@new.example", timezone="Europe/Paris")
    said = capsys.readouterr().out
    nora = Person.objects.get(email="nora@new.example")
    assert nora.check_password(said.split("password ")[1].strip())
    assert nora.posts.get().schedules
    with pytest.raises(CommandError, match="no time zone"):
        call_command("brand", "other", "Other", hq="nora@new.example", timezone="Mars")
