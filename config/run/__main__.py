"""`python -m config.run`: Encore in one command. Prints READY when it truly is."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType
from typing import IO, NoReturn

from audits.management.demonstration.cast import PASSWORD, SIGN_INS
from config import settings
from config.run import health, parts
from config.run.children import Child, die_with_parent, stop

START = 180.0  # seconds that a slow machine gets before we say that it doesn't start
asked_to_stop = False


def say(line: str) -> None:
    """One line of progress on the terminal."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Run until asked to stop."""
    os.chdir(settings.ROOT)
    if os.environ.get("MAKELEVEL"):
        die_with_parent()  # `make run` that is killed takes us with it
    for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(sign, _ask_to_stop)
    lock = _only_one()
    _need_port()
    say(f"Encore · everything is kept in {settings.DATA_DIR}")
    running: list[Child] = []
    try:
        return _run(running)
    finally:
        if running:
            say("· stopping")
        stop([child for child in running if child.name != "broker"], patience=10)
        stop(running, patience=5)
        lock.close()


def _run(running: list[Child]) -> int:
    if not _start_broker(running) or not _prepare():
        return 1
    for child in (parts.web_part(), *parts.worker_parts(), parts.beat_part()):
        say(f"· starting {child.name}")
        running.append(child)
        child.start()
    missing = health.wait_until(health.CHECKS, patience=START, look_after=lambda: _look_after(running))
    if asked_to_stop:
        return 0
    if missing:
        return _give_up(f"did not start: {', '.join(missing)}. Logs: {parts.LOGS}")
    _welcome()
    while _look_after(running):
        time.sleep(0.25)
    return 0


def _start_broker(running: list[Child]) -> bool:
    child = parts.broker_part()
    if child is None:
        return True
    say("· starting broker")
    running.append(child)
    child.start()
    checks = {"broker": health.broker_answers}
    missing = health.wait_until(checks, patience=20, look_after=lambda: not asked_to_stop and child.is_up())
    if missing and not asked_to_stop:
        _give_up(f"the broker did not start. Log: {child.log}")
    return not missing


def _prepare() -> bool:
    """Migrations, cache table, demonstration: one process, so that this one stays small."""
    command = [sys.executable, "manage.py", "prepare"]
    process = subprocess.Popen(command, start_new_session=True, preexec_fn=die_with_parent)  # noqa: S603 - our own
    while process.poll() is None:
        if asked_to_stop:
            process.terminate()
            process.wait()
        time.sleep(0.05)
    return process.returncode == 0


def _look_after(running: list[Child]) -> bool:
    """Start again what has fallen; False once we are asked to stop."""
    for child in running:
        if asked_to_stop:
            break
        if line := child.look_after():
            say(f"! {line}")
    return not asked_to_stop


def _welcome() -> None:
    address = f"http://localhost:{settings.PORT}"
    say(f"\n  {address}\n")
    if not settings.IS_PUBLIC:
        for email, role in SIGN_INS:
            say(f"  {email:<24} {role}")
        say(f"  the password of each: {PASSWORD}\n")
    say(f"READY {address}")


def _only_one() -> IO[str]:
    """Two supervisors on one folder would fight over its broker."""
    lock = (settings.DATA_DIR / "run.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        _exit(
            f"Encore is running already on {settings.DATA_DIR}. Stop it, or choose another: DATA_DIR=… make run"
        )
    return lock


def _need_port() -> None:
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((os.environ.get("HOST") or "127.0.0.1", settings.PORT))
    except OSError as trouble:
        _exit(f"Port {settings.PORT} can't be used ({trouble.strerror}). Choose another: PORT=… make run")


def _ask_to_stop(sign: int, frame: FrameType | None) -> None:
    global asked_to_stop
    asked_to_stop = True


def _give_up(line: str) -> int:
    sys.stderr.write(f"Encore {line}\n")
    return 1


def _exit(line: str) -> NoReturn:
    raise SystemExit(_give_up(f"can't start. {line}"))


if __name__ == "__main__":
    sys.exit(main())
