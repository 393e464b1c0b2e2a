"""Who writes next, on a database with one writer at a time (SQLite).

Left alone, those who wait for its lock sleep and look again, each longer than before: the unlucky wait for half a
second while the lock stands free. Here they stand in line, threads before their process's door and processes
before the file's, and the system wakes the next one.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock

from django.db import connection

_first_of_this_process = Lock()


@contextmanager
def turn() -> Iterator[None]:
    """Wait for the turn to write, for the length of the block. No more than courtesy: the database's own lock is
    what keeps writers apart, and who doesn't ask here merely waits less fairly."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:  # who is inside has the lock already
        yield
        return
    with _first_of_this_process:
        door = _door(f"{connection.settings_dict['NAME']}-turn", os.getpid())
        fcntl.flock(door, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(door, fcntl.LOCK_UN)


@cache
def _door(name: str, process: int) -> int:
    """The file that processes queue at, opened once by each: a forked child must not share its parent's place."""
    return os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _begin_anew() -> None:
    global _first_of_this_process
    _first_of_this_process = Lock()


os.register_at_fork(after_in_child=_begin_anew)
