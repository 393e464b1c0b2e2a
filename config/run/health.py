"""Whether it truly runs: what READY stands on."""

import http.client
import json
import os
import time
from collections.abc import Callable

from config import celery, settings
from config.run import broker
from config.run.parts import BEAT_PID, WORKERS

Check = Callable[[], bool]


def web_is_well() -> bool:
    """The web server answers, and finds its database."""
    # a name that ALLOWED_HOSTS takes, whatever the machine is called outside
    headers = {"Host": settings.ALLOWED_HOSTS[0], "X-Forwarded-Proto": "https"}
    line = http.client.HTTPConnection("127.0.0.1", settings.PORT, timeout=3)
    try:
        line.request("GET", "/api/v1/health", headers=headers)
        return bool(json.load(line.getresponse())["well"])
    except (OSError, http.client.HTTPException, ValueError, KeyError):
        return False
    finally:
        line.close()


def broker_answers() -> bool:
    """The broker answers. One elsewhere is judged by its workers."""
    return bool(os.environ.get("REDIS_URL")) or broker.answers(settings.BROKER_SOCKET)


def workers_answer() -> bool:
    """Every queue's worker answers a ping."""
    try:
        names = {name.split("@")[0] for answer in celery.control.ping(timeout=1.0) or () for name in answer}
    except Exception:  # noqa: BLE001 - whatever the broker does, it isn't ready
        return False
    return names >= WORKERS.keys()


def scheduler_is_up() -> bool:
    """Beat has written its pid file, which it does after its set-up."""
    return BEAT_PID.exists()


CHECKS: dict[str, Check] = {
    "broker": broker_answers,
    "web": web_is_well,
    "workers": workers_answer,
    "scheduler": scheduler_is_up,
}


def wait_until(checks: dict[str, Check], *, patience: float, look_after: Check) -> list[str]:
    """Wait until all are well, at most `patience` seconds; the names of those that aren't.

    `look_after` is called in between and ends the wait by answering False.
    """
    missing = dict(checks)
    end = time.monotonic() + patience
    while missing and time.monotonic() < end and look_after():
        missing = {name: check for name, check in missing.items() if not check()}
        time.sleep(0.05 if missing else 0)
    return list(missing)
