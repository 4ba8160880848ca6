"""`polku serve` on existing data: from start to the first page, and what it holds when nothing happens."""

import statistics
import subprocess
import sys
from typing import Any

from polku.doors.cli.bench.program import program
from polku.kit import clock

ASKED = "first page below 6 s; below 500 MB when idle"
IDLE_S = 30


def measure(*, short: bool) -> dict[str, Any]:
    with program() as polku:
        polku.start()
        polku.load(requests=200 if short else 3_000, people=20_000)
        polku.wait_until_done(within_s=300)
        polku.stop()
        times = []
        for _ in range(1 if short else 3):
            times.append(polku.start(until="/sign-in"))
            clock.pause(2 if short else IDLE_S)
            memory = polku.memory_mb()
            polku.stop()
        bare = [bare_start() for _ in range(3)]
    return {
        "asked": ASKED,
        "measured": {
            "first_page_s": round(statistics.median(times), 2),
            "slowest_s": round(max(times), 2),
            "idle_memory_mb": memory,
        },
        "baseline": {
            "what": "Python that imports Django and the column engine, and ends",
            "seconds": round(statistics.median(bare), 2),
        },
    }


def bare_start() -> float:
    begun = clock.monotonic()
    subprocess.run([sys.executable, "-c", "import django, chdb"], check=True)
    return clock.monotonic() - begun
