"""Rules and segments with a million people and twenty million events of eight kinds over 90 days (synthesised)."""

import json
import subprocess
import sys
from threading import Thread
from typing import Any

from polku.doors.cli.bench.probes import sent_in_turn
from polku.doors.cli.bench.program import BenchFailed, Program, program
from polku.doors.cli.bench.synthesised import synthesise_kinds
from polku.kit import clock

ASKED = (
    "three conditions < 400 ms and ≤ 1.3 of by hand; a sequence < 2.5 s; 100,000 join < 3 s; "
    "1,000 people live < 100 ms; 2xx → joined p95 < 2 s beside 5,000 events/s and 50 segments; < 1.5 GB"
)
PEOPLE, SIZES = 1_000_000, (1_000_000, 5_000_000, 20_000_000)
SEGMENTS, EVENTS_PER_S, BATCH = 50, 5_000, 100
VISITORS = 20_000  # of the people: who visits a shop does several things
WARM_UP_S = 20  # each has come five times by then, and joined what their first events bring them into
SETTLE_WITHIN_S = 1_200


def measure(*, short: bool) -> dict[str, Any]:
    people, sizes = (PEOPLE // 10, [size // 10 for size in SIZES]) if short else (PEOPLE, list(SIZES))
    growth: dict[str, Any] = {}
    for events in sizes:
        with program() as polku:
            made_s = synthesise_kinds(polku, people, events)
            growth[str(events)] = _asked(polku, people) | {"synthesised_s": round(made_s, 1)}
            print(f"{events:,} events: {json.dumps(growth[str(events)])}", file=sys.stderr, flush=True)  # it takes long
            if events == sizes[-1]:
                live = _live(polku, seconds=40 if short else 80)
    largest = growth[str(sizes[-1])]
    return {
        "asked": ASKED,
        "measured": {name: found for name, found in largest.items() if name != "by_hand"} | {"live": live},
        "baseline": {"what": "the three conditions written by hand in ClickHouse SQL"} | largest["by_hand"],
        "growth": growth,
        "people": VISITORS,
    }


def _asked(polku: Program, people: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_run(polku, "_segments_asked", str(people)))
    return found


def _live(polku: Program, *, seconds: int) -> dict[str, Any]:
    _run(polku, "_segments_made", str(SEGMENTS))
    polku.start()
    settled_s = _wait_until_settled(polku)
    polku.wait_until_done(within_s=SETTLE_WITHIN_S)
    load: dict[str, Any] = {}
    plan = {
        "requests": seconds * EVENTS_PER_S // BATCH,
        "events_per_s": EVENTS_PER_S,
        "people": VISITORS,
        "first": 10**10,
    }
    crowd = Thread(target=lambda: load.update(polku.load(**plan, size=BATCH, connections=4, seconds=seconds)))
    crowd.start()
    held: list[int] = []
    watch = Thread(target=lambda: _watch(polku, crowd, held))
    watch.start()
    clock.pause(WARM_UP_S)
    waits = sent_in_turn(polku, count=(seconds - WARM_UP_S - 2) * 4, every_s=0.25)
    crowd.join()
    watch.join()
    after_s = polku.wait_until_done(within_s=SETTLE_WITHIN_S)
    with polku.database() as database:
        [(troubled,)] = database.execute("SELECT COUNT(*) FROM segment WHERE trouble <> ''")
    return waits | {
        "load": load,
        "all_settled_s": round(settled_s, 1),
        "after_the_last_s": round(after_s, 1),
        "in_trouble": troubled,
        "memory_mb": polku.memory_mb() | {"most_meanwhile": max(held)},
    }


def _watch(polku: Program, crowd: Thread, held: list[int]) -> None:
    """What both processes hold together while the crowd is there."""
    while crowd.is_alive():
        held.append(polku.memory_mb()["now"])
        clock.pause(1.0)


def _wait_until_settled(polku: Program) -> float:
    """Everybody has been asked about every segment."""
    begun = clock.monotonic()
    with polku.database() as database:
        while True:
            [(waiting,)] = database.execute("SELECT COUNT(*) FROM segment WHERE edits <> checked_edits")
            if not waiting:
                return clock.monotonic() - begun
            if clock.monotonic() - begun > SETTLE_WITHIN_S:
                raise BenchFailed(f"{waiting} segments are not settled")
            clock.pause(0.2)


def _run(polku: Program, room: str, *words: str) -> str:
    command = [sys.executable, "-m", f"polku.doors.cli.bench.{room}", *words]
    done = subprocess.run(command, env=polku.environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchFailed(done.stderr[-2000:])
    return done.stdout
