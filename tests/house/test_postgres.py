"""tests/postgres.py starts a PostgreSQL of its own and leaves nothing behind."""

import subprocess
import sys
from pathlib import Path

from tests.house.tree import ROOT

STORY = """
import sys
from pathlib import Path
import psycopg
from tests import postgres
url = postgres.start(Path(sys.argv[1]) / "postgres")
with psycopg.connect(url) as connection:
    print(connection.execute("SELECT upper('ä'), current_setting('server_encoding')").fetchone())
postgres.stop()
try:
    psycopg.connect(url, connect_timeout=2)
except psycopg.OperationalError:
    print("gone")
"""


def test_a_server_starts_answers_and_is_gone(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STORY, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.stdout.splitlines() == ["('Ä', 'UTF8')", "gone"], done.stderr
