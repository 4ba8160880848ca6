"""Erasing one person, and a thousand in one go, out of a million with twenty million events (synthesised, not sent)."""

from typing import Any

from polku.doors.cli.bench.disk import mb_of, read_s_of
from polku.doors.cli.bench.program import BenchFailed, Program, memory_mb, program
from polku.doors.cli.bench.synthesised import synthesise, synthesise_log
from polku.kit import clock, ids

ASKED = "one person < 60 s, 1,000 people < 5 min, the columns and the disk included"
PEOPLE, EVENTS, MANY = 1_000_000, 20_000_000, 1_000
ONE = 4_711


def measure(*, short: bool) -> dict[str, Any]:
    people, events, many = (PEOPLE // 10, EVENTS // 10, MANY // 10) if short else (PEOPLE, EVENTS, MANY)
    with program() as polku:
        made_s = synthesise(polku, people, events) + synthesise_log(polku, people, events)
        polku.start()
        polku.wait_until_done(within_s=120)
        sizes = {"database_mb": mb_of(polku.folder, "polku.db"), "columns_mb": mb_of(polku.folder / "columns", "**/*")}
        one = _erased(polku, [_name(ONE)])
        if polku.get(f"/api/people/{ids.public(ids.identity_id('user_id', _name(ONE)))}") is not None:
            raise BenchFailed("they are still here")
        thousand = _erased(polku, [_name(number) for number in range(5_000, 5_000 + many)])
        memory = memory_mb(polku.running.pid) if polku.running else {}
        read_s = read_s_of(polku.folder)
    return {
        "asked": ASKED,
        "measured": {"one_s": one, "many_s": thousand, "many": many},
        "baseline": {"what": "reading every file of the data folder once", "seconds": read_s},
        "synthesised": {"people": people, "events": events, "seconds": round(made_s, 1)} | sizes,
        "memory_mb": memory,
    }


def _name(number: int) -> str:
    return f"s{number:07}"


def _erased(polku: Program, names: list[str]) -> float:
    """Seconds of `polku erase` beside the running server, from its start to its end."""
    listed = polku.folder / "erase.txt"
    listed.write_text("\n".join(f"user_id:{name}" for name in names))
    begun = clock.monotonic()
    polku.run("erase", "--file", str(listed), "--yes")
    took = clock.monotonic() - begun
    listed.unlink()
    return round(took, 1)
