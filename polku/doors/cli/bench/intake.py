"""Batches of 100 events from 16 connections, each answered when it is on the disk."""

import re
from typing import Any

from polku.doors.cli.bench.baseline import bare_inserts, batches_after, last_seq
from polku.doors.cli.bench.program import Program, program

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


def commits_of(polku: Program) -> int:
    """As the intake's writer counted them; it says so when it stops."""
    found = re.findall(r"intake: (\d+) commits", polku.log.read_text())
    return int(found[-1]) if found else 0
