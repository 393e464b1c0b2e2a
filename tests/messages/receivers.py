"""Real servers to which Encore sends: a mail server, and a web server that does as it is told."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message as Mail
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class Got:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """A web server. `answers` are the statuses of the next requests, then `usual`; `slow` seconds before each."""

    url: str = ""
    got: list[Got] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    usual: int = 200
    slow: float = 0.0
    location: str = ""

    def take(self, got: Got) -> int:
        self.got.append(got)
        return self.answers.pop(0) if self.answers else self.usual


@contextmanager
def receiver() -> Iterator[Receiver]:
    """A web server on a free port of this machine."""
    kept = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = kept.take(Got(self.path, dict(self.headers), body))
            time.sleep(kept.slow)
            self.send_response(status)
            if kept.location:
                self.send_header("Location", kept.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        kept.url = f"http://127.0.0.1:{server.server_port}/hook"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield kept
        server.shutdown()


@dataclass
class Mailbox:
    """What a mail server took. It refuses the addresses in `refuses` for good, and everybody while `is_full`; `slow`
    seconds go by before it has taken a mail."""

    port: int = 0
    mails: list[tuple[str, Mail]] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    is_full: bool = False
    slow: float = 0.0

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self.refuses:
            return "550 No such mailbox"
        if self.is_full:
            return "451 Come again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        await asyncio.sleep(self.slow)
        mail = message_from_bytes(envelope.content, policy=default)
        self.mails += [(address, mail) for address in envelope.rcpt_tos]
        return "250 Taken"

    def to(self, address: str) -> list[Mail]:
        return [mail for taker, mail in self.mails if taker == address]

    def wait_for(self, address: str, patience: float = 30.0) -> Mail:
        """The newest mail to an address, which may still be on its way."""
        end = time.monotonic() + patience
        while not self.to(address) and time.monotonic() < end:
            time.sleep(0.02)
        return self.to(address)[-1]


@contextmanager
def mailbox(port: int) -> Iterator[Mailbox]:
    """A mail server on this port."""
    kept = Mailbox(port=port)
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    yield kept
    controller.stop()
