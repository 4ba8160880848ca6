"""From the first request to everything on people and in the columns: two million events of 200,000 people."""

from typing import Any

from polku.doors.cli.bench.program import program
from polku.kit import clock

ASKED = "20,000 events/s sustained, accepted → in the columns and on the person"
EVENTS = 2_000_000
PEOPLE = 200_000


def measure(*, short: bool) -> dict[str, Any]:
    events, people = (EVENTS // 10, PEOPLE // 10) if short else (EVENTS, PEOPLE)
    with program() as polku:
        polku.start()
        begun = clock.monotonic()
        seen = polku.load(requests=events // 100, people=people, seconds=300)
        more_s = polku.wait_until_done(within_s=600)
        took = clock.monotonic() - begun
        memory = polku.memory_mb()
        with polku.database() as database:
            [(found,)] = database.execute("SELECT COUNT(*) FROM profile")
            [(orders,)] = database.execute("SELECT COUNT(*) FROM shop_order")
        return {
            "asked": ASKED,
            "measured": {
                "events": seen["events"],
                "seconds": round(took, 1),
                "events_per_s": round(seen["events"] / took),
                "people": found,
                "orders": orders,
                "memory_mb": memory,
            },
            "baseline": {"what": "the same events until they are accepted, in the same run"} | seen,
            "after_the_last_answer_s": round(more_s, 1),
        }
