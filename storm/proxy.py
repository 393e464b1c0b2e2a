"""A proxy that does to requests what weak lines, portals and gateways do, by a seeded schedule."""

import http.client
import socket
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random

SHARE = 0.35  # of requests that meet a fault
TRIES = 12  # after so many tries of one address its line is well
MIB = 1024 * 1024
NOT_PASSED_ON = (
    "connection",
    "keep-alive",
    "transfer-encoding",
    "content-length",
)  # of one line, not of the whole way
Answer = tuple[int, list[tuple[str, str]], bytes]  # status, headers, body
PAGE = b"<!doctype html><title>Welcome</title><p>Accept our terms to go on the internet."
# answers that a gateway or portal gives instead of the server
ANSWERS: dict[str, Answer] = {
    "302 elsewhere": (302, [("Location", "http://portal.example/")], b""),
    "200 with HTML": (200, [("Content-Type", "text/html")], PAGE),
    "200 with cut JSON": (200, [("Content-Type", "application/json")], b'{"receipt": "0a1b'),
    "401": (401, [("WWW-Authenticate", "Bearer")], b"{}"),
    "413": (413, [], PAGE),
    "426": (426, [], b"{}"),
    "429": (429, [("Retry-After", "1")], b""),
    "500": (500, [], PAGE),
    "502": (502, [], PAGE),
    "503": (503, [("Retry-After", "1")], b""),
}
WIRE = (
    "request dropped",
    "answer dropped after commit",
    "request cut",
    "answer cut",
    "delayed",
    "sent twice at once",
    "sent again later",
    "a byte changed on the way",
)
ONE_MIB = "body above 1 MiB refused"
FAULTS = (*WIRE, *ANSWERS)


class Proxy(ThreadingHTTPServer):
    """Listens on a free port and passes on to `upstream`, a port of this machine."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, *, seed: int, upstream: int, tries: int = TRIES) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.seed, self.upstream, self.tries = seed, upstream, tries
        self.requests, self.injected = 0, Counter[str]()
        self._tries, self._turn = Counter[str](), threading.Lock()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request: object, client_address: object) -> None:
        """A line that breaks is what this is for."""

    def fault_for(self, method: str, path: str, size: int) -> tuple[str, Random]:
        """The fault of this try of this request, '' for none; the same whenever the seed is."""
        with self._turn:
            self.requests += 1
            self._tries[f"{method} {path}"] += 1
            nth = self._tries[f"{method} {path}"]
        chance = Random(f"{self.seed} {method} {path} {nth}")
        fault = chance.choice(FAULTS) if chance.random() < SHARE and nth <= self.tries else ""
        return self.count(ONE_MIB if size > MIB else fault), chance

    def count(self, fault: str) -> str:
        """The same fault, counted where it is one."""
        with self._turn:
            self.injected.update([fault] if fault else [])
        return fault


class Handler(BaseHTTPRequestHandler):
    """One request, and what becomes of it."""

    server: Proxy

    def do_any(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        fault, chance = self.server.fault_for(self.command, self.path, length)
        if fault == ONE_MIB:
            self._answer(*ANSWERS["413"])
        elif fault in ANSWERS:
            self._answer(*ANSWERS[fault])
        else:
            self._on_the_wire(fault, body, chance)

    do_GET = do_POST = do_PUT = do_PATCH = do_HEAD = do_DELETE = do_any

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: the table tells."""

    def _on_the_wire(self, fault: str, body: bytes, chance: Random) -> None:
        if fault == "request dropped":
            return
        if fault == "request cut":
            self._cut_request(body)
            return
        if fault == "delayed":
            time.sleep(chance.uniform(0.05, 0.6))
        elif fault == "sent twice at once":
            threading.Thread(target=self._quietly, args=(body,), daemon=True).start()
        elif fault == "sent again later":
            threading.Timer(chance.uniform(0.5, 3), self._quietly, (body,)).start()
        elif fault == "a byte changed on the way" and body:
            at = chance.randrange(len(body))
            body = body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]
        status, headers, told = self._forward(body)
        if fault == "answer cut":
            self._answer(status, headers, told, sent=told[: len(told) // 2])
        elif fault != "answer dropped after commit":
            self._answer(status, headers, told)

    def _forward(self, body: bytes) -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", self.server.upstream, timeout=90)
        try:
            line.request(self.command, self.path, body, self._headers())
            answer = line.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        except (OSError, http.client.HTTPException):
            return ANSWERS["502"]  # the server is dead just now
        finally:
            line.close()

    def _headers(self) -> dict[str, str]:
        return {name: value for name, value in self.headers.items() if name.lower() not in NOT_PASSED_ON}

    def _quietly(self, body: bytes) -> None:
        self._forward(body)

    def _cut_request(self, body: bytes) -> None:
        lines = [f"{self.command} {self.path} HTTP/1.1", f"Content-Length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in self._headers().items()]
        try:
            with socket.create_connection(("127.0.0.1", self.server.upstream), timeout=10) as line:
                line.sendall("\r\n".join([*lines, "", ""]).encode() + body[: len(body) // 2])
        except OSError:
            return

    def _answer(
        self, status: int, headers: list[tuple[str, str]], body: bytes, sent: bytes | None = None
    ) -> None:
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in NOT_PASSED_ON:
                self.send_header(name, value)
        if self.command != "HEAD":
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body if sent is None else sent)
