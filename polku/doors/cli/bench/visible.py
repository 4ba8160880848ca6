"""One person and one event on a quiet system: how long until the API shows them."""

import json
import statistics
import urllib.parse
import urllib.request
from base64 import b64encode
from typing import Any

from polku.doors.cli.bench.program import BenchFailed, Program, program
from polku.kit import clock

ASKED = "below 2 s"
TIMES = 20
GIVE_UP_S = 10
LOOK_S = 0.02


def measure(*, short: bool) -> dict[str, Any]:
    with program() as polku:
        polku.start()
        polku.load(requests=50, size=100, people=1_000)
        polku.wait_until_done(within_s=60)
        waits = [one(polku, number) for number in range(4 if short else TIMES)]
        quiet = statistics.median(answer_s(polku) for _ in range(5))
    return {
        "asked": ASKED,
        "measured": {
            "median_s": round(statistics.median(waits), 3),
            "max_s": round(max(waits), 3),
            "times": len(waits),
        },
        "baseline": {"what": "one look-up by the API, nothing awaited", "median_s": round(quiet, 3)},
    }


def one(polku: Program, number: int) -> float:
    clock.pause(0.37 + number % 5 / 10)  # out of step with the loops
    who, what = f"quiet-{number}", f"Quiet Event {number}"
    begun = clock.monotonic()
    send(polku, "identify", {"userId": who, "traits": {"name": who}})
    send(polku, "track", {"userId": who, "event": what})
    while clock.monotonic() - begun < GIVE_UP_S:
        person = polku.get(f"/api/people/lookup?{urllib.parse.urlencode({'kind': 'user_id', 'value': who})}")
        if person is not None and what in json.dumps(polku.get(f"/api/people/{person['id']}/events")):
            return clock.monotonic() - begun
        clock.pause(LOOK_S)
    raise BenchFailed(f"{what} was not to be seen after {GIVE_UP_S} s")


def answer_s(polku: Program) -> float:
    begun = clock.monotonic()
    polku.get("/api/people/lookup?kind=user_id&value=quiet-0")
    return clock.monotonic() - begun


def send(polku: Program, kind: str, event: dict[str, Any]) -> None:
    key = b64encode(f"{polku.write_key}:".encode()).decode()
    headers = {"Authorization": f"Basic {key}", "Content-Type": "application/json"}
    request = urllib.request.Request(f"{polku.url}/v1/{kind}", json.dumps(event).encode(), headers)  # noqa: S310 - our own
    urllib.request.urlopen(request, timeout=30).close()  # noqa: S310 - our own
