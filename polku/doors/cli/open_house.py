"""What verbs do before their work: settings read, Django ready, the database at the program's version."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import click
import django

from polku.kit import clock, seal, sql
from polku.kit.bulk import no_cycles
from polku.kit.locks import is_ours

LAST_BLOCK_S = 10.0
NOT_HERE = (
    "there is no polku here yet, or it is of another version: run `polku init --owner EMAIL` or `polku serve`, "
    "or name the right folder in POLKU_DATA_DIR"
)


def open_house(*, make: bool = False) -> None:
    """Make Django ready. With `make`, the data folder, its key and the tables are made where they are missing."""
    from django.conf import settings

    if make and not os.environ.get("POLKU_SECRET_KEY"):
        settings.SECRET_KEY = seal.make_key(settings.DATA_DIR)
    with no_cycles():
        django.setup()
    if make:
        migrate()
    else:
        _must_be_made()


def migrate() -> None:
    """Bring the tables up to date. A database that is ahead of the program is left alone."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    from polku.doors.cli import _first_tables

    loader = MigrationLoader(connection)
    unknown = [
        name for app, name in loader.applied_migrations if app == "polku" and (app, name) not in loader.graph.nodes
    ]
    if unknown:
        raise click.ClickException(
            f"this database belongs to a newer polku (it knows {max(unknown)}); "
            "install that version, or restore a backup"
        )
    if _first_tables.is_empty():
        _first_tables.make_tables(loader)
    elif any(node not in loader.applied_migrations for node in loader.graph.nodes):
        call_command("migrate", interactive=False, verbosity=0, stdout=StringIO())


def _must_be_made() -> None:
    from django.conf import settings
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    if sql.is_sqlite(settings.DATABASE_URL) and not sql.sqlite_path(settings.DATABASE_URL).exists():
        raise click.ClickException(NOT_HERE)
    try:
        plan = MigrationExecutor(connection)
        waiting = plan.migration_plan(plan.loader.graph.leaf_nodes())
    except DatabaseError as problem:
        raise click.ClickException(f"the database does not answer: {problem}") from problem
    if waiting:
        raise click.ClickException(NOT_HERE)


class AlreadyAtWork(click.ClickException):
    """Another process holds the data folder."""


@contextmanager
def loops_alone() -> Iterator[None]:
    """Around the loops: with SQLite or an embedded column store, one process of a data folder runs them."""
    from django.conf import settings

    if sql.is_sqlite(settings.DATABASE_URL) or settings.COLUMNS_URL.startswith("chdb:"):
        with only_one(settings.DATA_DIR, "work"):
            yield
    else:
        yield


def let_go_of_claims() -> None:
    """Within `loops_alone`: with SQLite, what a killed process had claimed is nobody's. Leases are for PostgreSQL."""
    from django.conf import settings

    from polku.say.outbox.claim import end_claims

    if sql.is_sqlite(settings.DATABASE_URL):
        end_claims(now=clock.now())


@contextmanager
def only_one(folder: Path, role: str) -> Iterator[None]:
    """Hold the data folder's lock of this role; a second process ends with one clear sentence."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{role}.lock").open("a+") as file:
        begun = clock.monotonic()
        while not is_ours(file):
            file.seek(0)
            holder = file.read().strip() or "unknown"
            if _lives(holder) or clock.monotonic() - begun > LAST_BLOCK_S:
                raise AlreadyAtWork(
                    f"another polku (process {holder}) is already at work in {folder}; stop it first, "
                    "or give this one a folder of its own with POLKU_DATA_DIR"
                )
            clock.pause(0.02)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _lives(process: str) -> bool:
    """Who was killed may have left a child that holds the lock for a moment longer (doors/work/apart.py)."""
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True
