"""What is left alone ends, even where it doesn't listen."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from config.run import parts
from tests.running.encore import command_of, wait_for

ROOT = Path(__file__).resolve().parents[2]
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"
PARENT = """
import signal, sys, time
from pathlib import Path
from config.run.children import Child
child = Child("deaf", [sys.executable, "-c", sys.argv[1]], Path(sys.argv[2]), orphaned=signal.SIGKILL)
child.start()
while "deaf" not in Path(sys.argv[2]).read_text():
    time.sleep(0.05)
print(child.process.pid, flush=True)
time.sleep(600)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent died")
def test_a_part_that_no_longer_listens_ends_with_its_supervisor(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PARENT, DEAF, str(tmp_path / "log")]
    parent = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert command_of(child)
    parent.kill()
    parent.wait(60)
    parent.stdout.close()
    try:
        assert wait_for(lambda: not command_of(child))
    except AssertionError:
        os.kill(child, signal.SIGKILL)
        raise


def test_the_scheduler_is_not_asked_but_ended_when_it_is_left_alone() -> None:
    assert parts.beat_part().orphaned == signal.SIGKILL
