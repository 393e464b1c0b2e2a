"""The load, in a process of its own: `python -m bench.load PLAN CLIENTS` prints seconds of each request.

A plan is a pickled list of visits; a visit is a list of requests (method, path, headers, body) that one client
sends one after the other on a connection that is kept open.
"""

import http.client
import json
import pickle
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

Request = tuple[str, str, dict[str, str], bytes]


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds of each visit and of the whole; two of them add up to what was measured in turns."""

    times: list[float]
    took: float

    def __add__(self, other: "Speed") -> "Speed":
        return Speed(self.times + other.times, self.took + other.took)

    @property
    def rate(self) -> float:
        """Visits a second."""
        return len(self.times) / self.took

    def at(self, share: float) -> float:
        """The time in ms within which this share of the visits was over."""
        return sorted(self.times)[min(len(self.times) - 1, int(len(self.times) * share))] * 1000

    @property
    def median(self) -> float:
        """Of one visit, in ms."""
        return median(self.times) * 1000

    @property
    def p95(self) -> float:
        """Of one visit, in ms."""
        return self.at(0.95)

    @property
    def p99(self) -> float:
        """Of one visit, in ms."""
        return self.at(0.99)

    def __str__(self) -> str:
        return f"{self.rate:,.0f}/s, {self.median:.1f} ms, p99 {self.p99:.1f} ms"


def run(plan: list[list[Request]], *, port: int, clients: int, folder: Path) -> Speed:
    """Send the plan from another process."""
    file = folder / "plan.pickle"
    file.write_bytes(pickle.dumps(plan))
    command = [sys.executable, "-m", "bench.load", str(file), str(port), str(clients)]
    told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    file.unlink()
    return Speed(told["times"], told["took"])


def main(file: str, port: int, clients: int) -> None:
    plan: list[list[Request]] = pickle.loads(Path(file).read_bytes())
    times: list[float] = []
    waiting = iter(plan)
    turn = threading.Lock()

    def client() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while True:
            with turn:
                visit = next(waiting, None)
            if visit is None:
                return
            started = time.perf_counter()
            for method, path, headers, body in visit:
                line.request(method, path, body, headers)
                answer = line.getresponse()
                said = answer.read()
                if answer.status not in (200, 201, 204):
                    raise SystemExit(f"{method} {path}: {answer.status} {said[:400]!r}")
            times.append(time.perf_counter() - started)

    threads = [threading.Thread(target=client) for _ in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(times) != len(plan):
        raise SystemExit("a request failed")
    print(json.dumps({"took": time.perf_counter() - began, "times": times}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
