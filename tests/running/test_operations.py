"""What operators are given says what the product does: the parts of compose.yaml, the figures of alerts and board."""

import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import structlog
import yaml
from django.core.management import get_commands
from django.test import Client

from audits import pictures
from audits.checklists.workbook import limits
from audits.places import importing
from audits.visits import envelope, keeping
from audits.visits.services import rescue
from config.run.parts import WORKERS
from tests.cast import Cast
from tests.envelopes import phone_of, sashas

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())


def test_every_queue_has_a_worker_in_compose() -> None:
    commands = [str(service.get("command", "")) for service in COMPOSE["services"].values()]
    queues = [found[1] for command in commands if (found := re.search(r"--queues (\w+)", command))]
    assert sorted(queues) == sorted(WORKERS)
    assert sum(" beat " in command for command in commands) == 1, "two schedulers would do everything twice"


def test_every_variable_of_compose_is_read_and_every_secret_is_asked_for() -> None:
    sources = "\n".join(path.read_text() for path in (ROOT / "config").rglob("*.py"))
    read_elsewhere = {
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_DEFAULT_REGION",
    }  # by the store's own library
    given = set(COMPOSE["x-encore"]["environment"]) - read_elsewhere
    assert {name for name in given if f'"{name}"' not in sources} == set()
    example = (ROOT / "deploy" / "environment.example").read_text()
    asked = set(re.findall(r"\$\{(\w+)", (ROOT / "compose.yaml").read_text()))
    assert {name for name in asked if f"\n{name}=" not in example} <= {"SMTP_PORT", "SMTP_TLS"}


def test_what_operators_are_told_they_may_set_reaches_the_server_from_their_own_file() -> None:
    told = set(re.findall(r"`([A-Z]+_[A-Z_]+)(?:=\w+)?`", (ROOT / "docs" / "operations.md").read_text()))
    assert {"LOG_LEVEL", "ENCORE_MINIMUM_APP", "METRICS_TOKEN"} <= told
    assert told <= set(COMPOSE["x-encore"]["environment"])


def test_every_service_builds_on_parts_that_are_there() -> None:
    services, commands = COMPOSE["services"], get_commands()
    for name, service in services.items():
        mounted = {volume.split(":")[0] for volume in service.get("volumes", [])}
        assert {one for one in mounted if one[0] != "."} <= set(COMPOSE["volumes"]), name
        assert all((ROOT / one).exists() for one in mounted if one[0] == "."), name
        assert set(service.get("depends_on", ())) <= set(services), name
        if found := re.search(r"manage\.py (\w+)", str(service.get("command", ""))):
            assert found[1] in commands, name
    keeps = {name for name, service in services.items() if service.get("volumes")}
    assert keeps >= {"postgres", "store", "proxy", "web", "exports"}, "what must outlive a container"


PUBLIC = """
import django, json, sys
django.setup()
from django.conf import settings
from django.test import Client
headers = {"X-Forwarded-Proto": "https"}
asked = [("encore.example.org", "/api/v1/alive"), ("web:8000", "/api/v1/metrics"), ("evil.example", "/api/v1/alive")]
told = [Client(headers=headers | {"Host": host}).get(path).status_code for host, path in asked]
print(json.dumps([told, settings.DEFAULT_FROM_EMAIL]))
"""


def test_the_server_of_compose_answers_the_proxy_and_prometheus_and_nobody_else(tmp_path: Path) -> None:
    example = dict(re.findall(r"^(\w+)=(.*)$", (ROOT / "deploy" / "environment.example").read_text(), re.M))
    given = {
        name: re.sub(
            r"\$\{(\w+)(?::-?([^}]*))?\}", lambda one: example.get(one[1]) or one[2].strip("?"), value
        )
        for name, value in COMPOSE["x-encore"]["environment"].items()
        if name not in ("DATABASE_URL", "VAPID_KEY")
    }
    given |= {"METRICS_TOKEN": "m", "DATA_DIR": str(tmp_path), "PATH": os.environ["PATH"]}
    given |= {"DJANGO_SETTINGS_MODULE": "config.settings"}
    asked = subprocess.run(
        [sys.executable, "-c", PUBLIC], cwd=ROOT, env=given, check=True, capture_output=True, text=True
    )
    (well, scraped, stranger), sender = json.loads(asked.stdout.splitlines()[-1])
    assert (well, scraped, stranger) == (200, 404, 400), (
        "without its token Prometheus is not told, and understood"
    )
    assert "@" in sender, "mail without a sender is taken by no server"


def test_the_proxy_lets_through_what_the_server_takes() -> None:
    proxy = (ROOT / "deploy" / "Caddyfile").read_text()
    named = dict(re.findall(r"@(\w+) path ([^\n]+)", proxy))
    most = {
        address: int(size) * 1_000_000
        for matcher, size in re.findall(r"request_body @(\w+) \{\s*max_size (\d+)MB", proxy)
        for address in named.get(matcher, "else").split()
    }
    (small,) = re.findall(r"@small not path ([^\n]+)", proxy)
    assert set(small.split()) == set(most) - {"else"}, "one limit for each address"
    around = 1_000_000  # what a form lays around a file
    assert most["/api/v1/rescue"] >= rescue.MOST_BYTES + around
    assert most["/api/v1/store-imports"] == most["/api/v1/sales-imports"] >= importing.LARGEST + around
    assert most["/api/v1/visits/*/blobs/*"] >= keeping.MOST_BYTES
    assert most["else"] >= max(pictures.MOST_BYTES, envelope.MOST_BYTES, limits.MAX_BYTES) + around


@pytest.mark.django_db
def test_alerts_and_board_name_figures_that_are_told(client: Client, cast: Cast) -> None:
    phone_of(cast, "sasha").put(sashas(cast))
    told = set(re.findall(r"^# TYPE (\S+)", client.get("/api/v1/metrics").content.decode(), re.M))
    alerts = yaml.safe_load((ROOT / "deploy" / "alerts.yaml").read_text())["groups"][0]["rules"]
    board = json.loads((ROOT / "deploy" / "dashboard.json").read_text())["panels"]
    wanted = " ".join([rule["expr"] for rule in alerts] + [panel["targets"][0]["expr"] for panel in board])
    named = set(re.findall(r"encore_\w+", wanted))
    assert len(named) > 8
    assert named <= told, named - told


@pytest.mark.django_db
def test_a_line_of_the_log_names_the_visit_and_nobody(client: Client, cast: Cast) -> None:
    sealed = sashas(cast)
    logging.getLogger("django_structlog").setLevel(logging.INFO)
    with structlog.testing.capture_logs(processors=[structlog.contextvars.merge_contextvars]) as lines:
        headers = cast.bearer(cast.sasha) | {"X-Forwarded-For": "203.0.113.9"}
        client.get(f"/api/v1/visits/{sealed.visit}/receipt", headers=headers, REMOTE_ADDR="203.0.113.7")
    said = json.dumps(lines, default=str)
    assert str(sealed.visit) in said
    assert "request_id" in said
    secret = (cast.token(cast.sasha), "sasha", str(cast.sasha.pk), "203.0.113")
    assert [word for word in secret if word in said.lower()] == []
