"""LINE's webhooks, one event a request, at a steady rate, answered after the commit."""

import json
import subprocess
import sys
from typing import Any

from polku.doors.cli.bench._line import free_port, run
from polku.doors.cli.bench.program import BenchFailed, program
from polku.kit import clock

ASKED = "2,000 events/s, p99 of the answer < 200 ms"
PER_S, SECONDS = 2_000, 30
PATH = "/hook/line/kahvila"
POSTING = [sys.executable, "-m", "polku.doors.cli.bench._line_posting"]


def measure(*, short: bool) -> dict[str, Any]:
    count = PER_S * (SECONDS // 10 if short else SECONDS)
    with program() as polku:
        # Nobody is behind this port: what polku would ask of LINE meanwhile is no part of this.
        known = run(polku, "introduce", url=f"http://127.0.0.1:{free_port()}", friends=1_000)
        polku.start()
        measured = posted(polku.port, known["secret"], count) | {"memory_mb": polku.memory_mb()}
        behind = polku.wait_until_done(within_s=300)
    return {
        "asked": ASKED,
        "measured": measured | {"log_read_after_s": round(behind, 1)},
        "baseline": {"what": "the same requests to somebody who answers and does nothing"}
        | nobody(known["secret"], count),
    }


def posted(port: int, secret: str, count: int) -> dict[str, Any]:
    done = subprocess.run(
        [*POSTING, str(port), PATH, secret, str(PER_S), str(count)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BenchFailed(done.stderr[-2000:])
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


def nobody(secret: str, count: int) -> dict[str, Any]:
    port = free_port()
    running = subprocess.Popen([*POSTING, "nobody", str(port)])
    try:
        clock.pause(2)
        return posted(port, secret, count)
    finally:
        running.kill()
        running.wait()
