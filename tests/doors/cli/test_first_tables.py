"""An empty database gets its tables at once: the same ones as by every step that there ever was."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

AT_ONCE = "from polku.doors.cli.open_house import open_house; open_house(make=True)"
STEP_BY_STEP = (
    "import django; django.setup(); from django.core.management import call_command; "
    "call_command('migrate', verbosity=0)"
)
OF_SQLITE = """
SELECT m.name, c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || IFNULL(c.dflt_value, '-') || ' ' || c.pk
FROM sqlite_master m JOIN pragma_table_info(m.name) c
UNION ALL
SELECT m.name, 'to ' || f."table" || ' ' || f."from" || ' ' || f."to"
FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f
UNION ALL SELECT name, 'is counted up' FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'
UNION ALL SELECT name, type || IFNULL(sql, '') FROM sqlite_master WHERE type <> 'table'
"""
OF_POSTGRESQL = """
SELECT table_name, concat_ws(' ', column_name, data_type, character_maximum_length, numeric_precision, numeric_scale,
  is_nullable, column_default, is_identity)
FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT conrelid::regclass::text, conname || pg_get_constraintdef(oid) FROM pg_constraint
UNION ALL SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT viewname, definition FROM pg_views WHERE schemaname = 'public'
"""
# Django draws a table of its own, which we do not use, in either way.
EITHER_WAY = {("auth_group_permissions", f"id {kind} 0 NO YES") for kind in ("integer 32", "bigint 64")}
APPLIED = "SELECT app || ' ' || name FROM django_migrations ORDER BY app, name"
KINDS = "SELECT app_label || ' ' || model FROM django_content_type ORDER BY app_label, model"
RIGHTS = "SELECT codename FROM auth_permission ORDER BY codename"


@pytest.fixture
def databases(db: None, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The addresses of two that are empty."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path}/a.db", f"sqlite:///{tmp_path}/b.db"
        return
    server = os.environ["POLKU_DATABASE_URL"].removesuffix("postgres")
    with psycopg.connect(server + "template1", autocommit=True) as asked:
        for name in ("at_once", "step_by_step"):
            asked.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    yield server + "at_once", server + "step_by_step"
    with psycopg.connect(server + "template1", autocommit=True) as asked:
        for name in ("at_once", "step_by_step"):
            asked.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_the_tables_are_those_of_all_migrations(databases: tuple[str, str], tmp_path: Path) -> None:
    for url, how in zip(databases, (AT_ONCE, STEP_BY_STEP), strict=True):
        _run(how, url, tmp_path / "data")

    at_once, step_by_step = (_told(url) for url in databases)

    assert len(at_once[0]) > 500
    assert (set(at_once[0]) ^ set(step_by_step[0])) - EITHER_WAY == set()
    assert at_once[1:] == step_by_step[1:]
    assert all(at_once)


def test_a_database_with_tables_is_left_to_its_migrations(databases: tuple[str, str], tmp_path: Path) -> None:
    url = databases[0]
    _run(AT_ONCE, url, tmp_path / "data")
    before = _told(url)

    _run(AT_ONCE, url, tmp_path / "data")

    assert _told(url) == before


def _run(code: str, url: str, folder: Path) -> None:
    given = {"DJANGO_SETTINGS_MODULE": "polku.settings", "POLKU_DATABASE_URL": url, "POLKU_DATA_DIR": str(folder)}
    subprocess.run([sys.executable, "-c", code], env=os.environ | given, check=True, timeout=300)


def _told(url: str) -> tuple[list[Any], ...]:
    """What a database says of its tables (in any order: a column added later stands last), and what stands in them."""
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as asked:
            shape = asked.execute(OF_SQLITE).fetchall()
            rest = [asked.execute(question).fetchall() for question in (APPLIED, KINDS, RIGHTS)]
    else:
        with psycopg.connect(url) as asked:
            shape = asked.execute(OF_POSTGRESQL).fetchall()
            rest = [asked.execute(question).fetchall() for question in (APPLIED, KINDS, RIGHTS)]
    return sorted(shape), *rest
