"""The environment of every test: a plug-in, for Django reads its settings before any conftest is loaded.

POLKU_TEST_DATABASE=postgresql runs the suite on PostgreSQL (from a wheel, started here, stopped at the end).
"""

import atexit
import os
import re
import shutil
import tempfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PREFIX = "polku-tests-"
MEMORY, ROOM_MB = Path("/dev/shm"), 6_000


def _folder() -> Path:
    """Where all is that tests write: in memory where that has room, for they wait for disks a third of their time.

    It is worth nothing afterwards. Where TMPDIR is set, it is there, with what pytest keeps of the last runs.
    """
    _sweep()
    in_memory = "TMPDIR" not in os.environ and _room_mb() > ROOM_MB
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=MEMORY if in_memory else None))
    if in_memory:
        folder.chmod(0o755)  # PostgreSQL does not run as root, and has its own folder in it
        os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    return folder


def _sweep() -> None:
    """What killed runs have left there."""
    for left in MEMORY.glob(f"{PREFIX}*"):
        if not Path("/proc", left.name.removeprefix(PREFIX).partition("-")[0]).exists():
            shutil.rmtree(left, ignore_errors=True)


def _room_mb() -> int:
    if not MEMORY.is_mount():
        return 0
    said = dict(line.split(":") for line in Path("/proc/meminfo").read_text().splitlines())
    return min(int(said["MemAvailable"].split()[0]) // 1024, shutil.disk_usage(MEMORY).free // 2**20)


FOLDER = _folder()
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
for name in [name for name in os.environ if name.startswith("POLKU_") and not name.startswith("POLKU_TEST_")]:
    del os.environ[name]
os.environ["POLKU_DATA_DIR"] = str(FOLDER)
os.environ["POLKU_SECRET_KEY"] = "only-for-tests"
os.environ["DJANGO_SETTINGS_MODULE"] = "polku.settings"
if os.environ.get("POLKU_TEST_DATABASE") == "postgresql":
    from tests import postgres

    os.environ["POLKU_DATABASE_URL"] = postgres.start(FOLDER / "postgres")
    atexit.register(postgres.stop)


# What these ask is asked of the columns, which are the same beside either database; the others copy people from it.
OF_COLUMNS = "tests/know/rules/"
OF_BOTH = ("test_consent.py", "test_known.py", "test_live.py", "test_oracle.py", "test_sample.py")
# A room without SQL and locks of its own asks by Django alone: one test of each of its files shows that PostgreSQL
# takes what it writes, the others would say again what SQLite has said.
SQL_OF_OURS = re.compile(r"\bcursor\b|\bvendor\b|\bselect_for_update\b|_conflicts=|\bRawSQL\b|\.raw\(")
# Of a test with many cases so many: they differ in what is asked, seldom in how the database is.
CASES = 2
# Pages and the API have no SQL of their own: rooms, which they ask, are tried on both, and the walk opens every page
# and every operation on both. Who may what, and what is shown of it, is decided without SQL.
OF_DOORS = ("tests/doors/web/", "tests/doors/api/", "tests/doors/public/")
THE_WALK = "tests/doors/walk/"
WALKED = (
    "test_a_role_enters_what_the_table_says_and_is_offered_nothing_else[owner]",
    "test_a_member_limited_to_stores_finds_nobody_from_elsewhere",
    "test_a_key_with_only_the_scope_opens",
    "test_a_key_limited_to_stores_finds_nobody_from_elsewhere",
    "test_no_sign_in_an_address_breaks_the_program",
)


def pytest_collection_modifyitems(config: Any, items: list[Any]) -> None:
    """On PostgreSQL only what touches the database in ways of its own: the rest has run, or runs, on SQLite."""
    if os.environ.get("POLKU_TEST_DATABASE") != "postgresql":
        return
    shown: set[Path] = set()
    tried: Counter[str] = Counter()
    kept: list[Any] = []
    apart: list[Any] = []
    for item in items:
        is_kept = _touches_database(item) and (item.path not in shown or _asks_in_sql(item.path))
        test = item.nodeid.partition("[")[0]
        is_kept = is_kept and tried[test] < CASES
        shown |= {item.path} if is_kept else set()
        tried[test] += is_kept
        (kept if is_kept else apart).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=apart)


def _asks_in_sql(test: Path) -> bool:
    """Of the room that this test's folder mirrors, and of what it mirrors no room of: whole walks."""
    room = ROOT / "polku" / test.parent.relative_to(ROOT / "tests")
    return _has_sql(room) if room.is_dir() else True


@cache
def _has_sql(room: Path) -> bool:
    return any(SQL_OF_OURS.search(file.read_text()) for file in room.glob("*.py"))


def _touches_database(item: Any) -> bool:
    if item.nodeid.startswith(OF_DOORS) or (item.nodeid.startswith(OF_COLUMNS) and item.path.name not in OF_BOTH):
        return False
    if item.nodeid.startswith(THE_WALK) and item.name not in WALKED:
        return False
    is_marked = item.get_closest_marker("django_db") is not None
    return is_marked or not {"db", "transactional_db"}.isdisjoint(getattr(item, "fixturenames", ()))


def pytest_sessionstart() -> None:
    """Between tests PostgreSQL's tables are emptied row by row: to truncate a hundred takes longer than most tests."""
    from django.db.backends.postgresql.operations import DatabaseOperations

    def emptied(_self: Any, _style: Any, tables: list[str], **_kept: Any) -> list[str]:
        rows = "; ".join(f'DELETE FROM "{table}"' for table in tables)
        return [f"SET LOCAL session_replication_role = replica; {rows}"] if tables else []

    DatabaseOperations.sql_flush = emptied  # type: ignore[assignment, method-assign]
