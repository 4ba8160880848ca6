"""`python -m tests.make FOLDER`: databases with all their tables, by the program's own migrations.

Every row of `./do test` would make its own, and each server that it starts: that takes 5 s of a processor each time.
"""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg

from tests import postgres
from tests.made import CLUSTER, STATE

OPEN = "from polku.doors.cli.open_house import open_house; open_house(make=True)"


def make(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with ThreadPoolExecutor() as both:
        state = both.submit(_state, folder / "state")
        _cluster(folder)
        (folder / STATE).write_bytes(state.result())


def _state(folder: Path) -> bytes:
    """A database of SQLite, closed."""
    _open_house({"POLKU_DATA_DIR": str(folder)})
    made = (folder / "polku.db").read_bytes()
    shutil.rmtree(folder)
    return made


def _cluster(folder: Path) -> None:
    """The data of a server of PostgreSQL: its own database, and the one that the row on PostgreSQL runs in."""
    url = postgres.start(folder / "served")
    _open_house({"POLKU_DATA_DIR": str(folder / "data"), "POLKU_DATABASE_URL": url})
    with psycopg.connect(url.removesuffix("postgres") + "template1", autocommit=True) as connection:
        connection.execute("CREATE DATABASE test_postgres TEMPLATE postgres")
    postgres.stop(keep=folder / CLUSTER)
    shutil.rmtree(folder / "data")


def _open_house(settings: dict[str, str]) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("POLKU_")}
    subprocess.run(
        [sys.executable, "-c", OPEN], env=kept | {"DJANGO_SETTINGS_MODULE": "polku.settings"} | settings, check=True
    )


if __name__ == "__main__":
    make(Path(sys.argv[1]).resolve())
