"""Somebody who does something while the crowd goes on: how long from the 2xx until the log tells what came of it."""

import json
import statistics
from threading import Thread
from typing import Any

from polku.doors.cli.bench._segments_made import PROBE
from polku.doors.cli.bench.program import BenchFailed, Program
from polku.doors.cli.bench.visible import send
from polku.kit import clock

LOOK_S = 0.02
GIVE_UP_S = 30
AFTER = "SELECT seq, payload FROM log_batch WHERE seq > ? AND source = 0 ORDER BY seq"


def sent_in_turn(polku: Program, *, count: int, every_s: float) -> dict[str, Any]:
    """Waits from the 2xx of each probe to its `Segment Joined`."""
    accepted: dict[str, float] = {}
    seen: dict[str, float] = {}
    with polku.database() as database:
        [(start,)] = database.execute("SELECT COALESCE(MAX(seq), 0) FROM log_batch")
        sender = Thread(target=_send, args=(polku, accepted, count, every_s))
        sender.start()
        until = clock.monotonic() + count * every_s + GIVE_UP_S
        while len(seen) < count and clock.monotonic() < until:
            for seq, payload in database.execute(AFTER, [start]).fetchall():
                start = seq
                for who in _joined(payload):
                    seen.setdefault(who, clock.monotonic())
            clock.pause(LOOK_S)
        sender.join()
    if len(seen) < count:
        raise BenchFailed(f"{count - len(seen)} of {count} probes never joined")
    waits = sorted(seen[who] - accepted[who] for who in accepted)
    return {
        "p50_s": round(statistics.median(waits), 2),
        "p95_s": round(waits[int(len(waits) * 0.95)], 2),
        "max_s": round(waits[-1], 2),
        "probes": count,
    }


def _send(polku: Program, accepted: dict[str, float], count: int, every_s: float) -> None:
    for number in range(count):
        who = f"probe-{number}"
        send(polku, "track", {"userId": who, "event": PROBE})
        accepted[who] = clock.monotonic()
        clock.pause(every_s)


def _joined(payload: bytes) -> list[str]:
    if PROBE.encode() not in payload:
        return []
    events = [event for event in json.loads(payload)["batch"] if event]
    return [
        event["identity"][1]
        for event in events
        if event["event"] == "Segment Joined"
        and event["properties"].get("event") == PROBE
        and event["properties"]["segment"] == "Segment 0"
    ]
