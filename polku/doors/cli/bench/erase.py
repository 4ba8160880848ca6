"""Erasing one person, and a thousand in one go, out of a million with twenty million events (synthesised, not sent)."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from polku.doors.cli.bench.pages import synthesise
from polku.doors.cli.bench.program import BenchFailed, Program, memory_mb, program
from polku.kit import clock, ids

ASKED = "one person < 60 s, 1,000 people < 5 min, the columns and the disk included"
PEOPLE, EVENTS, MANY = 1_000_000, 20_000_000, 1_000
ONE = 4_711


def measure(*, short: bool) -> dict[str, Any]:
    people, events, many = (PEOPLE // 10, EVENTS // 10, MANY // 10) if short else (PEOPLE, EVENTS, MANY)
    with program() as polku:
        made_s = synthesise(polku, people, events) + _log(polku, people, events)
        polku.start()
        polku.wait_until_done(within_s=120)
        sizes = {"database_mb": _mb(polku.folder, "polku.db"), "columns_mb": _mb(polku.folder / "columns", "**/*")}
        one = _erased(polku, [_name(ONE)])
        if polku.get(f"/api/people/{ids.public(ids.identity_id('user_id', _name(ONE)))}") is not None:
            raise BenchFailed("she is still here")
        thousand = _erased(polku, [_name(number) for number in range(5_000, 5_000 + many)])
        memory = memory_mb(polku.running.pid) if polku.running else {}
        read_s = _read(polku.folder)
    return {
        "asked": ASKED,
        "measured": {"one_s": one, "many_s": thousand, "many": many},
        "baseline": {"what": "reading every file of the data folder once", "seconds": read_s},
        "synthesised": {"people": people, "events": events, "seconds": round(made_s, 1)} | sizes,
        "memory_mb": memory,
    }


def _name(number: int) -> str:
    return f"s{number:07}"


def _log(polku: Program, people: int, events: int) -> float:
    begun = clock.monotonic()
    words = [sys.executable, "-m", "polku.doors.cli.bench._synthesise_log", str(people), str(events)]
    done = subprocess.run(words, env=polku.environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchFailed(done.stderr[-2000:])
    return clock.monotonic() - begun


def _erased(polku: Program, names: list[str]) -> float:
    """Seconds of `polku erase` beside the running server, from its start to its end."""
    listed = polku.folder / "erase.txt"
    listed.write_text("\n".join(f"user_id:{name}" for name in names))
    begun = clock.monotonic()
    polku.run("erase", "--file", str(listed), "--yes")
    took = clock.monotonic() - begun
    listed.unlink()
    return round(took, 1)


def _mb(folder: Path, pattern: str) -> int:
    return sum(path.stat().st_size for path in folder.glob(pattern) if path.is_file()) // 2**20


def _read(folder: Path) -> float:
    begun = clock.monotonic()
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                while file.read(1 << 22):
                    pass
    return round(clock.monotonic() - begun, 1)
