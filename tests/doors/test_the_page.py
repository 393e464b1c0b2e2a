"""What the server lays into its one page, so that a phone on a weak line asks for nothing twice."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from audits.checklists.models import Edition
from audits.people.models import Person
from tests.cast import Cast

pytestmark = pytest.mark.django_db
MANIFEST = {
    "src/early.ts": {"file": "assets/early-x.js"},
    "src/shopper/words/fr.json": {"file": "assets/shopper-fr-x.js"},
    "src/signin/index.tsx": {"file": "assets/signin-x.js"},
    "src/signin/words/ar.json": {"file": "assets/signin-ar-x.js"},
}
STYLE = '<link rel="stylesheet" crossorigin href="/assets/ground-x.css">'
PAGE = f"<!doctype html><html><head><title>Encore</title>{STYLE}</head><body><div id=app></div></body></html>"


@pytest.fixture(autouse=True)
def built(tmp_path: Path, settings: Any) -> None:
    (tmp_path / ".vite").mkdir()
    (tmp_path / ".vite" / "manifest.json").write_text(json.dumps(MANIFEST))
    (tmp_path / "index.html").write_text(PAGE)
    settings.FRONTEND_DIR = tmp_path


def page(person: Person | None = None, **headers: str) -> Any:
    browser = Client()
    if person:
        browser.force_login(person)
    return browser.get("/today", headers=headers)


def laid(answer: Any) -> Any:
    (block,) = re.findall(
        r'<script type="application/json" id="opening">(.*?)</script>', answer.content.decode()
    )
    return json.loads(block)


def test_a_shopper_s_page_holds_her_news_and_the_edition_of_her_next_visit_to_the_byte(cast: Cast) -> None:
    told = laid(page(cast.sasha))
    assert told["me"]["id"] == told["news"]["person"]["id"] == str(cast.sasha.pk)
    assert cast.edition.sha256 in told["news"]["editions"]
    ((sha256, text),) = told["editions"].items()
    assert hashlib.sha256(text.encode()).hexdigest() == sha256 == cast.edition.sha256
    assert text.encode() == bytes(Edition.objects.get(pk=cast.edition.pk).printed)
    asked = Client().get("/api/v1/sync", headers=cast.bearer(cast.sasha) | {"If-None-Match": told["etag"]})
    assert asked.status_code == 304, "the page's news are what the phone would have been told"


def test_it_names_at_once_the_words_that_she_will_read_and_runs_what_the_line_leaves_time_for(
    cast: Cast,
) -> None:
    Person.objects.filter(pk=cast.sasha.pk).update(language="fr-CA")
    text = page(Person.objects.get(pk=cast.sasha.pk)).content.decode()
    assert '<link rel="modulepreload" crossorigin href="/assets/shopper-fr-x.js">' in text
    assert '<script type="module" async crossorigin src="/assets/early-x.js"></script>' in text
    assert "signin" not in text


def test_its_header_names_every_file_that_it_names_so_that_they_are_asked_for_before_it_is_here(
    cast: Cast,
) -> None:
    answer = page(cast.sasha)
    named = re.findall(r'(?:src|href)="(/assets/[^"]+)"', answer.content.decode())
    assert [one.split(";")[0].strip("<>") for one in answer["Link"].split(", ")] == named != []
    assert "</assets/ground-x.css>; rel=preload; as=style; crossorigin" in answer["Link"]
    assert "</assets/early-x.js>; rel=modulepreload; crossorigin" in answer["Link"]


def test_who_is_not_signed_in_is_told_so_and_nothing_else(cast: Cast) -> None:
    answer = page(None, **{"Accept-Language": "ar"})
    assert laid(answer) == {"me": None}
    assert "/assets/signin-x.js" in answer.content.decode()
    assert "/assets/signin-ar-x.js" in answer.content.decode()


def test_a_manager_s_page_holds_herself_alone(cast: Cast) -> None:
    told = laid(page(cast.otto))
    assert set(told) == {"me"}
    assert "shop" not in told["me"]["may"]


def test_no_name_ends_the_block_and_no_cache_keeps_it(cast: Cast) -> None:
    Person.objects.filter(pk=cast.sasha.pk).update(name="</script><script>alert(1)</script><!--")
    answer = page(Person.objects.get(pk=cast.sasha.pk))
    assert laid(answer)["me"]["name"].startswith("</script>")
    assert answer.content.decode().count("</script>") == 2, "ours alone"
    assert "no-store" in answer["Cache-Control"]
    assert "Cookie" in answer["Vary"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "csrftoken" in answer.cookies


def test_page_and_edition_go_packed_over_the_line(cast: Cast) -> None:
    headers = cast.bearer(cast.sasha) | {"Accept-Encoding": "gzip"}
    for answer in (
        page(cast.sasha, **{"Accept-Encoding": "gzip"}),
        Client().get(printed_at(cast), headers=headers),
    ):
        assert answer["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in answer["Vary"]


def printed_at(cast: Cast) -> str:
    return f"/api/v1/editions/{cast.edition.sha256}"
