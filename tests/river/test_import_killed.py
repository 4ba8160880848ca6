"""The power goes while an uploaded file is being imported: back again, polku goes on, and every line is in once."""

import json
import sqlite3
from pathlib import Path

import msgspec

from polku.kit import clock
from tests.program import Program

LINES = 40_000
STORED = "0" * 32 + ".csv"
PATIENCE_S = 120


def test_killed_in_the_midst_of_an_import(program: Program) -> None:
    program.init("aino@kahvila.example")
    ask_for_an_import(program.folder / "data")

    program.start()
    wait_until(program, lambda state, count: count > 2_000)
    program.kill()
    _, before = look(program)
    program.start()
    wait_until(program, lambda state, count: state == "done")

    state, count = look(program)
    assert 2_000 < before < LINES
    assert (state, count, len(ids(program))) == ("done", LINES, LINES)
    assert counts(program) == (LINES, 0, 0)
    assert not (program.folder / "data" / "imports" / STORED).exists()


def ask_for_an_import(data: Path) -> None:
    """As the page does it."""
    (data / "imports").mkdir()
    lines = "".join(f"u{number},Person {number}\n" for number in range(LINES))
    (data / "imports" / STORED).write_text("user_id,name\n" + lines)
    said = {"map": {"user_id": "user_id", "name": "name"}}
    row = {
        "kind": "people", "state": "running", "file_name": "people.csv", "stored": STORED, "refused_stored": "",
        "size": 1, "source": "Till", "told": json.dumps(said), "who": "Aino", "created_ms": clock.now_ms(),
        "asked_ms": clock.now_ms(), "claim": "", "claimed_ms": 0, "step": "", "at": 0, "share": 0, "lines": 0,
        "rows": 0, "new": 0, "amended": 0, "unchanged": 0, "refused": 0, "reasons": "{}", "trouble": "",
        "undone_who": "",
    }  # fmt: skip
    with sqlite3.connect(data / "polku.db") as database:
        names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
        database.execute(f"INSERT INTO file_import ({names}) VALUES ({marks})", list(row.values()))


def wait_until(program: Program, is_so) -> None:
    end = clock.monotonic() + PATIENCE_S
    while not is_so(*look(program)):
        assert clock.monotonic() < end, program.log.read_text()[-3000:]
        clock.pause(0.02)


def look(program: Program) -> tuple[str, int]:
    """The state of the import, and how many of its events are in the log."""
    with sqlite3.connect(program.folder / "data" / "polku.db") as database:
        return (
            database.execute("SELECT state FROM file_import").fetchone()[0],
            database.execute("SELECT COALESCE(SUM(count), 0) FROM log_batch WHERE source > 0").fetchone()[0],
        )


def counts(program: Program) -> tuple[int, int, int]:
    with sqlite3.connect(program.folder / "data" / "polku.db") as database:
        found = database.execute("SELECT new, amended, unchanged FROM file_import").fetchone()
    return int(found[0]), int(found[1]), int(found[2])


def ids(program: Program) -> set[str]:
    with sqlite3.connect(program.folder / "data" / "polku.db") as database:
        payloads = database.execute("SELECT payload FROM log_batch WHERE source > 0").fetchall()
    return {event["messageId"] for (payload,) in payloads for event in msgspec.json.decode(payload)["batch"]}
