"""Ends what a storm has started, once the storm is gone: `python -m storm.leftovers FOLDER`, with a pipe as its
standard input that closes when the storm ends, however it ends. A killed web server leaves its workers behind."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Guard:
    """Nothing that works on this folder outlives us, nor does the folder, whatever becomes of us (-9, too)."""

    def __init__(self, folder: Path) -> None:
        reading, self._alive = os.pipe()  # closed with us: that is how it knows
        words = [sys.executable, "-m", "storm.leftovers", str(folder)]
        self._sweeper = subprocess.Popen(words, cwd=ROOT, stdin=reading, start_new_session=True)
        os.close(reading)

    def __enter__(self) -> "Guard":
        return self

    def __exit__(self, *error: object) -> None:
        os.close(self._alive)
        self._sweeper.wait()


def main(folder: Path) -> None:
    """Wait for the end, then end everything that works on this folder, and remove it."""
    sys.stdin.buffer.read()
    for pid in working_on(folder):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)


def working_on(folder: Path) -> list[int]:
    """The processes with this folder in their environment or their command, but for ourselves."""
    mark, found = os.fsencode(folder), []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        with contextlib.suppress(OSError):
            data_dir = b"DATA_DIR=" + mark in (entry / "environ").read_bytes()
            if data_dir or mark + b"/" in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
    return found


if __name__ == "__main__":
    for stop in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(stop, signal.SIG_IGN)  # it is the last to go
    main(Path(sys.argv[1]))
