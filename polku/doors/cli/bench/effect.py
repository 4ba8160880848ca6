"""A holdout drawn from a million people, and the effect told of it: a town's true one, planted among other orders."""

import json
import subprocess
import sys
from typing import Any

from polku.doors.cli.bench.program import BenchFailed, Program, program
from polku.doors.cli.bench.synthesised import synthesise

ASKED = "audience found, drawn and kept < 20 s; effect < 2 s; the interval holds the truth, comparing clickers does not"
PEOPLE, EVENTS = 1_000_000, 5_000_000


def measure(*, short: bool) -> dict[str, Any]:
    people, events = (PEOPLE // 10, EVENTS // 10) if short else (PEOPLE, EVENTS)
    with program() as polku:
        synthesise(polku, people, events)
        return {"asked": ASKED, "measured": _asked(polku, people)}


def _asked(polku: Program, people: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "polku.doors.cli.bench._effect_asked", str(people)]
    done = subprocess.run(command, env=polku.environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchFailed(done.stderr[-2000:])
    found: dict[str, Any] = json.loads(done.stdout)
    return found
