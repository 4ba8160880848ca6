"""Many people and events without sending them: made in processes of their own."""

import subprocess
import sys

from polku.doors.cli.bench.program import BenchFailed, Program
from polku.kit import clock


def synthesise(polku: Program, people: int, events: int) -> float:
    """What the pages show. How many seconds it took."""
    return _run("_synthesise", polku, people, events)


def synthesise_log(polku: Program, people: int, events: int) -> float:
    """The log that all that would have come from, after `synthesise`. How many seconds it took."""
    return _run("_synthesise_log", polku, people, events)


def synthesise_kinds(polku: Program, people: int, events: int) -> float:
    """People with traits and eight kinds of events over 90 days, for rules. How many seconds it took."""
    return _run("_synthesise_kinds", polku, people, events)


def _run(name: str, polku: Program, people: int, events: int) -> float:
    begun = clock.monotonic()
    words = [sys.executable, "-m", f"polku.doors.cli.bench.{name}", str(people), str(events)]
    done = subprocess.run(words, env=polku.environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchFailed(done.stderr[-2000:])
    return clock.monotonic() - begun
