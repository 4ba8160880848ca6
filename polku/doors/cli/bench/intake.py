"""Batches of 100 events from 16 connections, each answered when it is on the disk."""

import re
import sqlite3
from pathlib import Path
from typing import Any

from polku.doors.cli.bench.program import Program, program
from polku.kit import clock
from polku.kit.sql import PRAGMAS

ASKED = "50,000 events/s, at least 50 % of bare INSERTs of the same bytes in as many commits; p99 below 400 ms"


def measure(*, short: bool, size: int = 100, requests: int = 6_000) -> dict[str, Any]:
    requests = requests // 10 if short else requests
    with program() as polku:
        polku.start()
        polku.load(requests=200, size=size, first=10**10, seconds=5)  # warm
        polku.wait_until_done(within_s=60)
        before = last_seq(polku)
        seen = polku.load(requests=requests, size=size, seconds=60)
        memory = polku.memory_mb()
        behind = polku.waiting()
        polku.stop()
        commits = commits_of(polku)
        rows = batches_after(polku, before)
        baseline = bare_inserts(polku.folder / "bare.db", rows, commits=round(commits * len(rows) / (len(rows) + 200)))
        share = len(rows) / seen["seconds"] / baseline["batches_per_s"]
        zipped = gzipped(requests // 3, size) if size > 1 else {}
    return {
        "asked": ASKED,
        "measured": seen | {"share_of_baseline": round(share, 2), "memory_mb": memory, "commits": commits},
        "gzip": zipped,
        "baseline": baseline,
        "behind_at_the_end": behind,
    }


def gzipped(requests: int, size: int) -> dict[str, Any]:
    with program() as polku:
        polku.start()
        return polku.load(requests=requests, size=size, is_gzip=True, seconds=30)


def last_seq(polku: Program) -> int:
    with polku.database() as database:
        return int(database.execute("SELECT COALESCE(MAX(seq), 0) FROM log_batch").fetchone()[0])


def batches_after(polku: Program, seq: int) -> list[tuple[Any, ...]]:
    with polku.database() as database:
        rows = database.execute(
            "SELECT received_ms, source, count, payload FROM log_batch WHERE seq > ? AND source > 0", [seq]
        )
        return rows.fetchall()


def commits_of(polku: Program) -> int:
    """As the intake's writer counted them; it says so when it stops."""
    found = re.findall(r"intake: (\d+) commits", polku.log.read_text())
    return int(found[-1]) if found else 0


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
