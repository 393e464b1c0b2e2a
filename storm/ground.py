"""What every storm begins on: an Encore with tables and nothing in them. Making one takes ten seconds of a core,
so a run of storms makes one for each database, and each storm gets a copy."""

import subprocess
import tempfile
from pathlib import Path

from storm.crew import Crew


class Ground:
    """Grounds by database, made when they are first asked for; they lie in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def of(self, engine: str) -> Path:
        """A folder to copy from: `data`, and `pg` where it is PostgreSQL's."""
        made = self.folder / engine
        if not made.exists():
            with tempfile.TemporaryDirectory(prefix="encore-ground-", dir="/tmp") as site:
                self._make(engine, Path(site), made)
        return made

    def _make(self, engine: str, site: Path, made: Path) -> None:
        with Crew(site, engine=engine, port=0) as crew:
            crew.stage("ground")
            crew.stop_postgres()
            copy(site / "data", made / "data")
            if engine == "postgres":
                copy(site / "pg" / "data", made / "pg")


def copy(folder: Path, to: Path) -> None:
    """With owners and modes: PostgreSQL insists on its own."""
    to.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "-a", str(folder), str(to)], check=True)
