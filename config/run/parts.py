"""What runs: the command of each part."""

import os
import signal
import sys
from pathlib import Path

from config import settings
from config.run import broker
from config.run.children import Child

LOGS = settings.DATA_DIR / "logs"
BEAT_PID = settings.DATA_DIR / "beat.pid"
# Exports and messages have workers of their own, so that neither ever delays a grade.
WORKERS = {"reactions": 2, "exports": 1, "messages": 1}  # queue → processes


def broker_part() -> Child | None:
    """The embedded broker, unless REDIS_URL names another."""
    if os.environ.get("REDIS_URL"):
        return None
    command = broker.command(
        broker.find_server(), address=settings.BROKER_SOCKET, folder=settings.DATA_DIR / "broker"
    )
    return Child("broker", command, LOGS / "broker.log")


def web_part() -> Child:
    """The web server, for this machine alone unless HOST says otherwise."""
    flags = {
        "interface": "wsgi",
        "host": os.environ.get("HOST") or "127.0.0.1",
        "port": str(settings.PORT),
        "workers": os.environ.get("WEB_WORKERS") or "2",
        "blocking-threads": os.environ.get("WEB_THREADS") or "4",
        "workers-kill-timeout": "5",
        "log-level": "warning",
    }
    words = [word for flag, value in flags.items() for word in (f"--{flag}", value)]
    command = _python("granian", *words, "--no-ws", "--respawn-failed-workers", "config.wsgi:application")
    return Child("web", command, LOGS / "web.log")


def worker_parts() -> list[Child]:
    """A Celery worker per queue."""
    return [
        Child(f"worker {queue}", _worker(queue, n), LOGS / f"{queue}.log") for queue, n in WORKERS.items()
    ]


def _worker(queue: str, processes: int) -> list[str]:
    flags = ["--queues", queue, "--concurrency", str(processes), "--hostname", f"{queue}@%h"]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING"]
    return _python("celery", "-A", "config", "worker", "--pool", "prefork", *flags, *quiet)


def beat_part() -> Child:
    """The scheduler. Its pid file says that it has started, and is taken away before each start.

    It holds no work. Left alone it is ended at once: asked twice to end, while broker and database went, it was seen
    to wait for itself for ever.
    """
    command = _python("celery", "-A", "config", "beat", "--pidfile", str(BEAT_PID), "--loglevel", "WARNING")
    return Child("scheduler", command, LOGS / "scheduler.log", before=_forget_beat, orphaned=signal.SIGKILL)


def _forget_beat() -> None:
    Path(BEAT_PID).unlink(missing_ok=True)


def _python(*words: str) -> list[str]:
    return [sys.executable, "-m", *words]
