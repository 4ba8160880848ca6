"""What SQLite leaves behind when it splits pages is overwritten, and nothing else."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

from polku.kit.scrub import main
from polku.kit.sql import PRAGMAS

PEOPLE = 20_000


def test_removed_rows_are_found_nowhere_in_the_file_and_the_others_are_whole(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    gone = filled(path)
    before = content(path)
    assert residues(path, gone) != []  # else this proves nothing

    overwritten = main(path)

    assert overwritten > 100
    assert residues(path, gone) == []
    assert content(path) == before
    assert main(path) == 0


def test_who_is_reading_and_writing_meanwhile_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    gone = filled(path)

    with closing(opened(path)) as other:
        rows = other.execute("SELECT value FROM person ORDER BY id LIMIT 100").fetchall()
        main(path)
        other.execute("UPDATE person SET said = said || 'more'")
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")

        assert other.execute("SELECT value FROM person ORDER BY id LIMIT 100").fetchall() == rows
        assert other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    main(path)
    assert residues(path, gone) == []


def opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        database.execute(pragma).fetchone()
    return database


def filled(path: Path) -> list[bytes]:
    """Rows in no order, changed again and again; one in ten is removed. Gives what these held."""
    dice = random.Random(7)
    names = [f"somebody-{number:06}@example.com" for number in range(PEOPLE)]
    with closing(opened(path)) as database:
        database.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, value TEXT, said TEXT)")
        database.execute("BEGIN")
        numbers = [dice.getrandbits(62) for _ in names]
        for number, name in zip(numbers, names, strict=True):
            database.execute("INSERT INTO person VALUES (?, ?, '')", (number, name))
        for _ in range(PEOPLE):
            said = "x" * dice.randrange(200)
            database.execute("UPDATE person SET said = value || ? WHERE rowid = ?", (said, dice.choice(numbers)))
        database.execute("COMMIT")
        database.execute("DELETE FROM person WHERE value LIKE '%0@example.com'")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return [name.encode() for name in names if name.endswith("0@example.com")]


def residues(path: Path, gone: list[bytes]) -> list[bytes]:
    with closing(opened(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    text = path.read_bytes()
    return [name for name in gone if name in text]


def content(path: Path) -> list[tuple[object, ...]]:
    with closing(opened(path)) as database:
        return database.execute("SELECT * FROM person ORDER BY id").fetchall()
