"""One POST to an address that somebody else has chosen: never into a private network, never for long.

The name is resolved once and the connection made to the address that was judged, so that a name which answers
differently the second time leads nowhere. Redirects are not followed; of the answer only its status is read.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from threading import Timer
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

TIMEOUT = 10.0  # seconds, for everything together
# Addresses that are global by name and lead back inside: NAT64, 6to4, Teredo, IPv4 written as IPv6, networks of a site
_TUNNELS = [
    ipaddress.ip_network(text)
    for text in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96", "fec0::/10")
]


class Unreachable(Exception):
    """Nothing was delivered. `code` is address_private, address_unreadable, or what went wrong on the way."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """The status of the answer. Raises `Unreachable` where there is none within `TIMEOUT`."""
    parts = read(url)
    address = judged(parts)
    connection = _connection(parts, address)
    watch = Timer(TIMEOUT, _cut, [connection])
    watch.daemon = True
    watch.start()
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body, {**headers, "User-Agent": "Encore", "Connection": "close"})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException) as trouble:
        raise Unreachable(f"{type(trouble).__name__}: {trouble}"[:280]) from None
    finally:
        watch.cancel()
        connection.close()


def read(url: str) -> SplitResult:
    """The parts of an address that may be posted to: https, a host, no password in it."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Unreachable("address_unreadable") from None
    schemes = ("https", "http") if settings.ALLOW_PRIVATE_TARGETS else ("https",)
    if parts.scheme not in schemes or not parts.hostname or parts.username or port == 0:
        raise Unreachable("address_unreadable")
    if not url.isascii() or any(sign <= " " for sign in url):
        raise Unreachable("address_unreadable")
    return parts


def judged(parts: SplitResult) -> str:
    """The numeric address behind the host; refused where any of its addresses is inside somebody's network."""
    try:
        found = socket.getaddrinfo(parts.hostname, _port(parts), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreachable("address_unknown") from None
    addresses = [str(one[4][0]) for one in found]
    if not settings.ALLOW_PRIVATE_TARGETS and not all(is_public(one) for one in addresses):
        raise Unreachable("address_private")
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None)
    if mapped is not None:
        return is_public(str(mapped))
    if any(ip.version == net.version and ip in net for net in _TUNNELS):
        return False
    return ip.is_global and not ip.is_multicast


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _connection(parts: SplitResult, address: str) -> http.client.HTTPConnection:
    host = parts.hostname or ""
    if parts.scheme == "https":
        return _Secure(host, _port(parts), address)
    return _Plain(host, _port(parts), address)


class _Plain(http.client.HTTPConnection):
    """Connects to the address that was judged, whatever the name says by now."""

    def __init__(self, host: str, port: int, address: str) -> None:
        super().__init__(host, port, timeout=TIMEOUT)
        self.address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)


class _Secure(_Plain):
    """The same under TLS, with the certificate of the name."""

    default_port = 443

    def connect(self) -> None:
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def _cut(connection: http.client.HTTPConnection) -> None:
    """Too long: whoever answers a byte at a time is hung up on."""
    sock = connection.sock
    if sock is not None:
        try:
            sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it has ended by itself
