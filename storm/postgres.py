"""A PostgreSQL of the storm's own, which the crew may kill as it kills the rest."""

import pwd
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from tests.servers import POSTGRES_OPTIONS, _die_with_parent, _postgres_on_this_machine, _server_user


class OwnPostgres:
    """Its files lie in the storm's folder, made there or copied from `files`."""

    def __init__(self, folder: Path, files: Path | None = None) -> None:
        programs, user = _postgres_on_this_machine(), _server_user()
        if programs is None:
            raise SystemExit("The storm kills PostgreSQL, so it needs one of its own: install postgresql.")
        self.folder, self.programs, self.as_user = folder, programs, _as(user)
        home = folder / "pg"
        for made in (home, home / "s") if files else (home, home / "s", home / "data"):
            made.mkdir(mode=0o700)
            if user:
                shutil.chown(made, user)
        home.chmod(0o755)
        folder.chmod(0o755)
        self.has_database = files is not None
        if files:
            subprocess.run(["cp", "-a", str(files), str(home / "data")], check=True)
        else:
            self._initialise(home / "data")
        self.server = f"postgres://postgres@{quote(str(home / 's'), safe='')}"

    def _initialise(self, files: Path) -> None:
        words = ["-D", files, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
        initdb = [str(word) for word in (self.programs / "initdb", *words)]
        subprocess.run(initdb, check=True, cwd="/", stdout=subprocess.DEVNULL, **self.as_user)

    def start(self) -> "subprocess.Popen[bytes]":
        """Start it; it answers a while later."""
        home = self.folder / "pg"
        options = POSTGRES_OPTIONS | {"unix_socket_directories": str(home / "s")}
        settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        with (self.folder / "postgres.log").open("ab") as log:
            return subprocess.Popen(
                [str(self.programs / "postgres"), "-D", str(home / "data"), *settings],
                cwd="/",
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=lambda: _die_with_parent(signal.SIGKILL),
                **self.as_user,
            )

    def answers(self) -> bool:
        try:
            psycopg.connect(f"{self.server}/postgres", connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def database(self) -> str:
        """The address of its database; an empty one where the files had none."""
        if not self.has_database:
            with psycopg.connect(f"{self.server}/postgres", autocommit=True) as connection:
                connection.execute("CREATE DATABASE encore")
            self.has_database = True
        return f"{self.server}/encore"


def _as(user: str | None) -> dict[str, Any]:
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
