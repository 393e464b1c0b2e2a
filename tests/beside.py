"""Two runs of pytest beside each other, told as one.

    pytest -p tests.beside --ignore tests/journeys --write-outcomes FILE &
    pytest -p tests.beside tests/journeys --read-outcomes FILE

The second waits for the end of the first, then tells its outcomes as its own: one list of failures, one closing
line, one exit status. The first holds a lock on the file while it lives, and writes a last line: who died or was
broken off without one has failed.
"""

import fcntl
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

AT_ITS_END = {"is": "the end"}
BEGUN = 60.0  # seconds within which the other run has begun


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("beside", "two runs beside each other, told as one")
    group.addoption("--write-outcomes", type=Path, metavar="FILE", help="write every outcome to FILE")
    group.addoption("--read-outcomes", type=Path, metavar="FILE", help="tell the outcomes in FILE, too")


def pytest_configure(config: pytest.Config) -> None:
    for option, made in (("write_outcomes", Writes), ("read_outcomes", Reads)):
        path = config.getoption(option)
        if path is not None:
            config.pluginmanager.register(made(config, path), option)


class Writes:
    """The run that is told of by another."""

    def __init__(self, config: pytest.Config, path: Path) -> None:
        self.config, self.has_failed = config, False
        self.file = path.open("w", encoding="utf-8")
        fcntl.flock(self.file, fcntl.LOCK_EX)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.has_failed |= report.failed
        self.write(self.config.hook.pytest_report_to_serializable(config=self.config, report=report))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.has_failed = True
            self.write(self.config.hook.pytest_report_to_serializable(config=self.config, report=report))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, exitstatus: int) -> None:
        """Broken off by an error of pytest's own, say, without a test that failed: then this was not its end."""
        if exitstatus == pytest.ExitCode.OK or self.has_failed:
            self.write(AT_ITS_END)

    def write(self, line: dict[str, Any]) -> None:
        self.file.write(json.dumps(line, default=str) + "\n")
        self.file.flush()


class Reads:
    """The run that tells of both."""

    def __init__(self, config: pytest.Config, path: Path) -> None:
        self.hook, self.config, self.path = config.hook, config, path

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self, session: pytest.Session) -> Iterator[None]:
        try:
            return (yield)
        finally:
            *outcomes, last = self.outcomes()
            session.testscollected += sum(line.get("when") == "setup" for line in outcomes)
            for line in outcomes if last == AT_ITS_END else [*outcomes, last]:
                self.tell(line)
            if last != AT_ITS_END:
                self.hook.pytest_runtest_logreport(report=a_death(self.path))

    def outcomes(self) -> list[dict[str, Any]]:
        """Every line, once the other run has ended or died."""
        until = time.monotonic() + BEGUN
        while not self.path.exists() and time.monotonic() < until:
            time.sleep(0.1)
        if not self.path.exists():
            return [{}]
        with self.path.open(encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_SH)
            whole = [line for line in file if line.endswith("\n")]
        return [json.loads(line) for line in whole] or [{}]

    def tell(self, line: dict[str, Any]) -> None:
        report = self.hook.pytest_report_from_serializable(config=self.config, data=line) if line else None
        if isinstance(report, pytest.CollectReport):
            self.hook.pytest_collectreport(report=report)
        elif isinstance(report, pytest.TestReport):
            told = {"nodeid": report.nodeid, "location": report.location}
            if report.when == "setup":
                self.hook.pytest_runtest_logstart(**told)
            self.hook.pytest_runtest_logreport(report=report)
            if report.when == "teardown":
                self.hook.pytest_runtest_logfinish(**told)


def a_death(path: Path) -> pytest.TestReport:
    """What counts for everything that the other run did not come to."""
    return pytest.TestReport(
        nodeid="the run beside this one",
        location=(str(path), None, "the run beside this one"),
        keywords={},
        outcome="failed",
        longrepr=f"It died before its end: {path} has no last line.",
        when="call",
    )
