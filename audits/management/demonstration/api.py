"""Asks the product's own door for insights, as the program of headquarters would."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from rest_framework.test import APIRequestFactory, force_authenticate

from audits.insights.api.insights import OneInsight
from audits.management.demonstration.cast import email_of
from audits.people.models import Person

Ask = Callable[[str, str, str], dict[str, Any]]  # kind, level, id → the API's answer


def asking(brand: str) -> Ask:
    """What the API tells headquarters of a kind: of a subject, or of the brand where none is named."""
    hana, view, factory = (
        Person.objects.get(email=email_of("Hana")),
        OneInsight.as_view(),
        APIRequestFactory(),
    )

    @cache
    def ask(kind: str, level: str, subject: str) -> dict[str, Any]:
        request = factory.get(f"/api/v1/insights/{kind}", {"level": level or "brand", "id": subject or brand})
        force_authenticate(request, user=hana)
        answer = view(request, kind=kind)
        told: dict[str, Any] = answer.data if answer.status_code == 200 else _no_answer(answer.status_code)
        return told

    return ask


def _no_answer(status: int) -> dict[str, Any]:
    return {"figures": None, "n": 0, "withheld": {"why": f"the API answered {status}"}}
