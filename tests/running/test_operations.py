"""What operators are given says what the product does: the parts of compose.yaml, the figures of alerts and board."""

import json
import logging
import re
from pathlib import Path
from typing import Any

import pytest
import structlog
import yaml
from django.test import Client

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
    read_elsewhere = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}  # by the store's own library
    given = set(COMPOSE["x-encore"]["environment"]) - read_elsewhere
    assert {name for name in given if f'"{name}"' not in sources} == set()
    example = (ROOT / "deploy" / "environment.example").read_text()
    asked = set(re.findall(r"\$\{(\w+)", (ROOT / "compose.yaml").read_text()))
    assert {name for name in asked if f"\n{name}=" not in example} <= {"SMTP_PORT", "SMTP_TLS"}


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
