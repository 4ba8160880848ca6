"""LINE: multicast of one body, personal pushes, and what each of those leaves to be desired of the lab."""

from typing import Any

from polku.doors.cli.bench._line import free_port, lab, run, states, wait_until_settled
from polku.doors.cli.bench.email import computed_s
from polku.doors.cli.bench.memory import Memory
from polku.doors.cli.bench.program import program
from polku.kit import clock

ASKED = "multicast of one body to 1,000,000 friends < 60 s from ask to all settled, < 600 MB; 1,000 personal pushes/s"
FRIENDS, PUSHED = 1_000_000, 100_000
CONNECTIONS = 100


def measure(*, short: bool) -> dict[str, Any]:
    share = 10 if short else 1
    return {
        "asked": ASKED,
        "measured": {
            "multicast": one(FRIENDS // share, text="same", at_once=500),
            "pushes": one(PUSHED // share, text="personal", at_once=1),
        },
        "baseline": {"what": "in each: what the lab takes of the same requests from a bare loop, right after"},
    }


def one(friends: int, *, text: str, at_once: int) -> dict[str, Any]:
    """From the ask until all are settled, and then the same requests from a loop that does nothing else."""
    with program() as polku:
        port = free_port()
        with lab(port, friends=friends) as line:
            run(polku, "introduce", url=line.url, friends=friends)
            polku.start()
            assert polku.running is not None
            polku.wait_until_done(within_s=600)  # everybody is new to the columns, which is no part of this
            before, together = computed_s(polku.running.pid), Memory(polku)
            asked = run(polku, "ask", friends=friends, text=text)
            took = (wait_until_settled(polku, within_s=1_200) - asked["began_ms"]) / 1000
            computed, memory, together_mb = computed_s(polku.running.pid) - before, polku.memory_mb(), together.end()
            books, settled, lab_memory = line.get("/lab/books"), states(polku), line.memory_mb()
            behind = polku.wait_until_done(within_s=600)
            polku.stop()
        clock.pause(1)
        with lab(port, friends=friends) as line:
            bare = run(
                polku,
                "bare",
                url=line.url,
                friends=friends,
                at_once=at_once,
                requests=friends // at_once,
                connections=CONNECTIONS,
            )
    return {
        "friends": friends,
        "from_ask_to_settled_s": round(took, 1),
        "per_s": round(friends / took),
        "settled": settled,
        "books": books,
        "asking_s": asked["asking_s"],
        "computing_us_a_message": round(computed / friends * 1e6),
        "memory_together_mb": together_mb,
        "memory_mb": memory,
        "lab_memory_mb": lab_memory,
        "log_read_after_s": round(behind, 1),
        "bare": bare | {"messages_per_s": bare["requests_per_s"] * at_once},
    }
