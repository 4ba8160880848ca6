"""What every test stands on: a real database, a real column store, a fixed clock. See environment.py for the rest."""

import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import hypothesis
import pytest

from tests.environment import FOLDER
from tests.made import STATE, made

# Beside other rows of tests an example may wait for the processor as long as it likes.
hypothesis.settings.register_profile(
    "beside others", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("beside others")


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """A file, not memory: threads and the intake's own connection must see the same database."""
    from django.conf import settings

    if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(FOLDER / "test.db")
        if state := made(STATE):
            shutil.copy(state, FOLDER / "test.db")


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The tables are there already, where they were made for all rows."""
    return made(STATE) is not None


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> None:
    """Real programs that tests start, and what is told of their strength, are not touched by this."""
    from django.conf import settings

    settings.PASSWORD_HASHERS[0] = "tests.hasher.QuickArgon2"


@pytest.fixture(scope="session", autouse=True)
def _no_rights_of_django() -> None:
    """We have our own; Django would write its down again after each test that commits, for longer than most take."""
    from django.contrib.auth.management import create_permissions
    from django.contrib.contenttypes.management import create_contenttypes
    from django.db.models.signals import post_migrate

    uid = "django.contrib.auth.management.create_permissions"
    assert post_migrate.disconnect(create_permissions, dispatch_uid=uid)
    assert post_migrate.disconnect(create_contenttypes)


@pytest.fixture(autouse=True)
def _fresh_memory() -> None:
    from polku.know.events.read import forget_cache
    from polku.know.rules import known
    from polku.say.channels.line import client
    from polku.say.outbox.lately import directory

    directory.forget()
    forget_cache()
    known.forget()
    client._buckets.clear()  # or the 58th test that connects an account to LINE would wait for its minute


CATCH_UP_WITHIN_S = 30
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def noon() -> Iterator[datetime]:
    """The clock stands at noon (UTC) on 21 November 2026."""
    from polku.kit import clock

    with clock.fixed(NOON):
        yield NOON


@pytest.fixture
def log_events() -> Callable[..., None]:
    """Append events as the intake does: `log_events({"type": "track", …}, …)`, one batch a call."""
    import msgspec
    from django.db import connection

    from polku.kit import clock
    from polku.know.events.append import Batch, append
    from polku.know.events.given import seal

    def log(*events: dict[str, object], source: int = 1, received_ms: int | None = None) -> None:
        now_ms = clock.now_ms() if received_ms is None else received_ms
        payload = seal([msgspec.json.encode(event) for event in events])
        with connection.cursor() as cursor:
            append(cursor, [Batch(now_ms, source, len(events), payload)], vendor=connection.vendor)

    return log


@pytest.fixture
def columns(db: None) -> Iterator[None]:
    """The column store, empty. One for the whole run: a process can host one engine folder only, for its whole life."""
    from polku.doors.work.lanes import open_columns

    open_columns()
    _empty_columns()
    yield
    _empty_columns()


FULL = "SELECT name FROM system.tables WHERE database = currentDatabase() AND total_rows > 0"


def _empty_columns() -> None:
    """Only what holds something: to empty it all takes longer than most tests."""
    from polku.kit import columns
    from polku.know.events import columns as events
    from polku.know.events import columns_sql as sql
    from polku.know.people import columns as people
    from polku.know.segments import columns as lists
    from polku.know.segments.rfm import scores

    full = {name for (name,) in columns.query(FULL)} if columns.is_open() else set()
    if not full.isdisjoint(sql.TABLES):
        events.empty()
    events.forget()
    if not full.isdisjoint(("people", "moved", "consents")):
        people.empty()
    if not full.isdisjoint(("lists", "list_members")):
        lists.empty()
    if not full.isdisjoint(("rfm", "rfm_copies")):
        scores.empty()


@pytest.fixture
def carry_on(request: pytest.FixtureRequest) -> Callable[[], None]:
    """Let every reader of the river catch up; those of the column store only where a test asks for `columns`."""
    from polku.flow import READERS
    from polku.know.events.read import advance, last_seq, place

    readers = [reader for reader in READERS if not reader.is_outside or "columns" in request.fixturenames]

    def run() -> None:
        until = time.monotonic() + CATCH_UP_WITHIN_S
        while behind := [reader for reader in readers if place(reader.name) < last_seq()]:
            if any([advance(reader) for reader in behind]):  # noqa: C419 - all of them, each time
                until = time.monotonic() + CATCH_UP_WITHIN_S
            names = ", ".join(reader.name for reader in behind)
            assert time.monotonic() < until, f"{names}: nothing was read for {CATCH_UP_WITHIN_S} s"

    return run


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """The engine must be closed before the process ends."""
    from polku.kit import columns

    columns.close()
