"""`manage.py expression`: JSON lines of expressions in, JSON lines of trees and values out."""

from __future__ import annotations

import json
import math
import sys
from typing import Any

import orjson
from django.core.management.base import BaseCommand

from audits.expressions import Refused, Value, compile_expression, evaluate, plain
from audits.expressions.given import Given


class Command(BaseCommand):
    help = (
        'Reads JSON lines {"expr", "values", "today"?, "now"?} and prints for each {"tree", "value"} '
        'or {"refused", "message"}.'
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for line in sys.stdin.buffer:
            if line.strip():
                self.stdout.write(json.dumps(told(line)))
                self.stdout.flush()


def told(line: bytes) -> dict[str, Any]:
    """What the command answers to one line; a line that can't be read is refused as `unreadable`."""
    try:
        expression, scope = _asked(orjson.loads(line))
        tree = compile_expression(expression, names=None, own=".")
        return {"tree": tree, "value": printed(evaluate(tree, scope))}
    except Refused as refused:
        return {"refused": refused.code, "message": refused.message}
    except (ValueError, RecursionError) as problem:
        return {"refused": "unreadable", "message": f"The line can't be read: {problem}"}


def _asked(line: Any) -> tuple[str, Given]:
    if not isinstance(line, dict):
        raise ValueError("it is not a JSON object")
    expression, values, today, now = (line.get(key) for key in ("expr", "values", "today", "now"))
    today, now = ("" if text is None else text for text in (today, now))
    values = {} if values is None else values
    if not isinstance(values, dict) or not all(isinstance(text, str) for text in (expression, today, now)):
        raise ValueError("expr, today and now are strings, values is an object")
    return str(expression), Given(values, today or now[:10], now)


def printed(value: Value) -> Any:
    """A value as JSON can hold it, digit for digit as JavaScript prints it."""
    if isinstance(value, list):
        return [printed(part) for part in value]
    if not isinstance(value, float):
        return value
    if not math.isfinite(value):
        return plain(value)
    return int(plain(value)) if value.is_integer() and abs(value) < 1e21 else value
