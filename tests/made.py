"""What `python -m tests.make` has made once for every row of `./do test`; POLKU_TEST_MADE names its folder."""

import os
from pathlib import Path

STATE, CLUSTER = "state.db", "postgres"  # a database with all its tables: of SQLite, of PostgreSQL


def made(name: str) -> Path | None:
    """None where nothing was made, as when a few tests are run by themselves."""
    folder = os.environ.get("POLKU_TEST_MADE", "")
    return path if folder and (path := Path(folder) / name).exists() else None
