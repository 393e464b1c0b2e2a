"""Whoever asks for more than was offered: more members than a door has, files that are two things at once, addresses
that climb, another host, lines of her own in the log (docs/security.md)."""

import io
import json
import zipfile
from hashlib import sha256
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from audits.actions.models import AlertRule
from audits.formulas import disarmed
from audits.messages.models import Webhook
from audits.people.models import Person, Post, Token
from audits.places.models import Brand
from audits.visits.models import Blob
from tests.cast import Cast
from tests.envelopes import phone_of, sashas

pytestmark = pytest.mark.django_db
SCRIPT = b"<script>alert(document.cookie)</script>"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    folder = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": folder}


def test_nobody_makes_herself_more_than_she_is(cast: Cast, client: Client) -> None:
    before = Person.objects.filter(pk=cast.sasha.pk).values().get()
    wish = {"language": "fr", "email": "boss@demo.example", "is_active": False, "is_superuser": True, "id": 1}
    wish |= {
        "is_staff": True,
        "password": "x",
        "alias": "Hana",
        "posts": [{"role": "hq"}],
        "may": ["schedule"],
    }
    answer = client.patch("/api/v1/me", wish, "application/json", headers=cast.bearer(cast.sasha))
    assert answer.status_code == 200
    after = Person.objects.filter(pk=cast.sasha.pk).values().get()
    assert {name for name in after if after[name] != before[name]} == {"language"}
    assert list(Post.objects.filter(person=cast.sasha).values_list("role", flat=True)) == ["shopper"]


@pytest.mark.parametrize(
    ("door", "right"),
    [
        ("posts", {"email": "new@demo.example", "name": "Nour", "language": "en", "role": "reviewer"}),
        ("webhooks", {"url": "https://93.184.216.34/hook"}),
        ("alert-rules", {"kind": "critical", "roles": ["hq"], "channels": ["mail"]}),
        ("scenarios", {"name": "Return", "brief": {"en": "Bring it back."}, "scenario_values": {}}),
        ("studies", {"name": "Bags", "attribute": "bag"}),
        ("exports", {"content": "visits", "shape": "wide", "file_format": "csv", "filters": {}}),
        ("tokens", {"name": "Nightly", "days": 30}),
    ],
)
def test_nothing_is_made_for_another_brand_or_person(cast: Cast, door: str, right: dict[str, Any]) -> None:
    hana, theirs = phone_of(cast, "hana"), Brand.objects.get(pk=cast.other_brand.pk)
    made = (Post, Webhook, AlertRule)
    before = [kind.objects.filter(brand=theirs).count() for kind in made]
    tokens = Token.objects.filter(person=cast.zoe).count()
    for brand in (str(theirs.pk), theirs.slug):
        more = {"brand": brand, "brand_id": brand, "person": str(cast.zoe.pk), "by": str(cast.zoe.pk)}
        answer = hana.post(door, right | more)
        assert answer.status_code < 500
        assert str(theirs.pk) not in answer.content.decode() or answer.status_code >= 400, answer.content
    assert [kind.objects.filter(brand=theirs).count() for kind in made] == before
    assert Token.objects.filter(person=cast.zoe).count() == tokens


def test_a_row_stays_her_brand_s_whatever_is_written_into_it(cast: Cast) -> None:
    hana = phone_of(cast, "hana")
    hook = Webhook.objects.create(brand=cast.brand, url="https://93.184.216.34/x", secret="s", by=cast.hana)
    more = {
        "brand": str(cast.other_brand.pk),
        "brand_id": str(cast.other_brand.pk),
        "secret": "mine",
        "id": 7,
    }
    hana.client.patch(f"/api/v1/webhooks/{hook.pk}", more, "application/json", headers=hana.headers)
    hook.refresh_from_db()
    assert (hook.brand_id, hook.secret) == (cast.brand.pk, "s")
    more |= {"slug": "atelier-zoe", "policy": {}, "is_demonstration": True, "logo": "x"}
    before = Brand.objects.filter(pk=cast.brand.pk).values().get()
    hana.client.patch("/api/v1/brand", more, "application/json", headers=hana.headers)
    assert Brand.objects.filter(pk=cast.brand.pk).values().get() == before


def drawn(form: str = "JPEG", **options: Any) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(file, form, **options)
    return file.getvalue()


def with_archive() -> bytes:
    packed = io.BytesIO(drawn("PNG"))
    packed.seek(0, io.SEEK_END)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("index.html", SCRIPT)
    return packed.getvalue()


def told_at_length() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = (SCRIPT * 1500)[:60_000].decode()
    return drawn(exif=exif)


def moving() -> bytes:
    frames = [Image.new("RGB", (64, 48), colour) for colour in ("teal", "plum", "gold")]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], comment=SCRIPT)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [drawn() + SCRIPT, with_archive(), told_at_length(), moving(), drawn("PNG") + b"<?php 1 ?>" + SCRIPT],
    ids=[
        "a page behind it",
        "an archive behind it",
        "a page in its metadata",
        "moving",
        "a program behind it",
    ],
)
def test_a_picture_that_is_something_else_besides_reaches_readers_as_a_picture_alone(
    cast: Cast, content: bytes
) -> None:
    sasha, sealed = phone_of(cast, "sasha"), sashas(cast, photos=[content])
    sasha.put(sealed)
    (photo,) = sealed.photos
    assert sasha.put_blob(sealed, photo).json()["state"] == "complete"
    shown = phone_of(cast, "hana").get(f"visits/{sealed.visit}/photos/{photo}")
    assert (shown.status_code, shown["Content-Type"], shown["X-Content-Type-Options"]) == (
        200, "image/jpeg", "nosniff",
    )  # fmt: skip # a table
    assert "sandbox" in shown["Content-Security-Policy"]
    assert not any(words in shown.content for words in (b"script", b"PK\x03\x04", b"<?php"))
    seen = Image.open(io.BytesIO(shown.content))
    assert (seen.format, getattr(seen, "n_frames", 1), len(seen.getexif())) == ("JPEG", 1, 0)


@pytest.mark.parametrize(
    "name", ["../../../secret_key", "/etc/passwd", "a" * 63 + "/", "A" * 64, "..\\..\\x"]
)
def test_no_hash_of_a_photo_leads_out_of_the_media_store(cast: Cast, name: str) -> None:
    sasha = phone_of(cast, "sasha")
    photo = {"name": "../../../x.jpg", "order": 0, "bytes": 3, "sha256": name, "mime": "image/jpeg"}
    assert 400 <= sasha.put(sashas(cast, blobs=[photo])).status_code < 500
    assert not Blob.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../../../{key}",
        "/assets/..%2f..%2f..%2f{key}",
        "/static/..%2f..%2f{key}",
        "/%2e%2e/%2e%2e/{key}",
        "/api/v1/visits/..%2f..%2f{key}",
        "/api/v1/exports/..%2f{key}/file",
        "/api/v1/brief-pictures/..%2f..%2f{key}",
    ],
)
def test_no_address_reads_a_file_of_the_server(cast: Cast, path: str) -> None:
    kept = settings.DATA_DIR / "secret_key"
    answer = Client().get(path.format(key="secret_key"), headers=cast.bearer(cast.hana))
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert b"SQLite" not in content
    assert not kept.is_file() or kept.read_bytes().strip() not in content


@pytest.mark.parametrize(
    "header", ["Host", "X-Forwarded-Host", "X-Original-URL", "X-Rewrite-URL", "Forwarded"]
)
def test_another_host_s_name_reaches_no_answer(cast: Cast, header: str) -> None:
    value = "/api/v1/journal" if header.endswith("URL") else "evil.example"
    for path in ("/api/v1/me", "/", "/_allauth/browser/v1/config"):
        answer = Client().get(path, headers={header: value, **cast.bearer(cast.sasha)})
        assert "evil.example" not in str(answer.headers) + answer.content.decode()
        assert answer.status_code == (400 if header == "Host" else 200) or path == "/", (path, header)


def test_nobody_writes_a_line_of_her_own_into_the_log(cast: Cast, capfd: pytest.CaptureFixture[str]) -> None:
    forged = '%0a{"event": "forged"}%0d%0a'
    Client().get(f"/api/v1/nothing{forged}", headers={"User-Agent": 'x"}\n{"event": "forged"}'})
    lines = [line for line in capfd.readouterr().err.splitlines() if line.startswith("{")]
    assert all(json.loads(line).get("event") != "forged" for line in lines)


@pytest.mark.parametrize(
    "words",
    ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\u200b=1", "\ufeff=1",
     "\u2060=1", "＝1", "＋1", "－1", "＠x", '"=1"', "'=1"],
)  # fmt: skip # a table
def test_no_cell_of_any_file_is_run(words: str) -> None:
    assert disarmed(words) == "'" + words


@pytest.mark.parametrize("words", ["-5", "+33", "-12.50", "Émilie", "mail@demo.example", "a=b", "1-2", ""])
def test_plain_words_and_numbers_stay(words: str) -> None:
    assert disarmed(words) == words


def test_a_photo_is_kept_under_its_hash_whatever_it_is_called(cast: Cast, tmp_path: Any) -> None:
    sasha, content = phone_of(cast, "sasha"), drawn()
    digest = sha256(content).hexdigest()
    photo = {
        "name": "../../evil.html",
        "order": 0,
        "bytes": len(content),
        "sha256": digest,
        "mime": "text/html",
    }
    sealed = sashas(cast, blobs=[photo])
    sealed.photos = {digest: content}
    assert sasha.put(sealed).status_code == 201
    assert sasha.put_blob(sealed, digest).status_code == 201
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [digest]
    shown = phone_of(cast, "hana").get(f"visits/{sealed.visit}/photos/{digest}")
    assert shown["Content-Type"] == "application/octet-stream"
    assert shown["Content-Disposition"].startswith("attachment;")
    assert "evil" not in str(shown.headers)
