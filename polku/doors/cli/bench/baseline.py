"""What the engine itself does with what the intake has kept: bare INSERTs of the same bytes."""

import sqlite3
from pathlib import Path
from typing import Any

from polku.doors.cli.bench.program import Program
from polku.kit import clock
from polku.kit.sql import PRAGMAS


def last_seq(polku: Program) -> int:
    with polku.database() as database:
        return int(database.execute("SELECT COALESCE(MAX(seq), 0) FROM log_batch").fetchone()[0])


def batches_after(polku: Program, seq: int) -> list[tuple[Any, ...]]:
    with polku.database() as database:
        rows = database.execute(
            "SELECT received_ms, source, count, payload FROM log_batch WHERE seq > ? AND source > 0", [seq]
        )
        return rows.fetchall()


def bare_inserts(path: Path, rows: list[tuple[Any, ...]], *, commits: int) -> dict[str, Any]:
    """The same bytes into the same table of the same engine with the same settings, by nothing but a loop."""
    commits = max(1, min(commits or len(rows) // 16, len(rows)))
    database = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        database.execute(pragma)
    database.execute(
        "CREATE TABLE log_batch (seq INTEGER PRIMARY KEY AUTOINCREMENT, received_ms, source, count, payload)"
    )
    insert = "INSERT INTO log_batch (received_ms, source, count, payload) VALUES (?, ?, ?, ?)"
    begun = clock.monotonic()
    for commit in range(commits):
        database.execute("BEGIN IMMEDIATE")
        database.executemany(insert, rows[commit * len(rows) // commits : (commit + 1) * len(rows) // commits])
        database.execute("COMMIT")
    took = clock.monotonic() - begun
    database.close()
    size = sum(len(row[3]) for row in rows)
    return {
        "what": "bare INSERTs of the same bytes in as many commits",
        "batches": len(rows),
        "commits": commits,
        "mb": round(size / 1e6, 1),
        "seconds": round(took, 3),
        "batches_per_s": round(len(rows) / took),
        "events_per_s": round(sum(row[2] for row in rows) / took),
    }
