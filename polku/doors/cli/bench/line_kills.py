"""kill -9 of polku at random instants, while LINE fails in every way: by its books, one message for each."""

import os
import random
import signal
from typing import Any

from polku.doors.cli.bench._line import Lab, free_port, lab, run, states, wait_until_settled
from polku.doors.cli.bench.program import BenchFailed, Program, program
from polku.kit import clock

ASKED = "kill -9 at 30 instants, 100,000 friends, timeouts after accepting included: everybody got exactly one message"
FRIENDS, KILLS = 100_000, 30
SENDING = "POST /v2/bot/message/*"
# Per cent of the requests.
FAULTS = (
    ("error_after", 1.0),
    ("error", 1.0),
    ("cut_after", 1.0),
    ("cut", 0.5),
    ("rate", 0.5),
    ("hang_after", 0.02),  # each holds its block up for eight seconds
)
LONGEST_S = 4.0  # between a start and the kill
SEED = 20261122


def measure(*, short: bool) -> dict[str, Any]:
    friends, kills = (FRIENDS // 10, KILLS // 10) if short else (FRIENDS, KILLS)
    dice = random.Random(SEED)  # noqa: S311 - instants to kill at, not secrets
    with program() as polku:
        port = free_port()
        with lab(port, friends=friends) as line:
            run(polku, "introduce", url=line.url, friends=friends)
            for kind, share in FAULTS:
                line.fault(kind=kind, endpoint=SENDING, share=share, seed=SEED)
            polku.start()
            begun = clock.monotonic()
            run(polku, "ask", friends=friends, text="personal")
            killed = [_kill(polku, line, dice, friends=friends) for _number in range(kills)]
            wait_until_settled(polku, within_s=1_800)
            took = clock.monotonic() - begun
            books, settled = line.get("/lab/books"), states(polku)
            with polku.database() as database:
                [(open_calls,)] = database.execute("SELECT COUNT(*) FROM line_call")
    found = {
        "friends": friends,
        "kills": sum(killed),
        "seconds": round(took, 1),
        "settled": settled,
        "got": books["people_by_count"],
        "retry_keys": books["retry_keys"],
        "calls_left": open_calls,
    }
    if books["people_by_count"] != {"1": friends}:
        raise BenchFailed(f"not everybody got exactly one: {found}")
    return {"asked": ASKED, "measured": found}


def _kill(polku: Program, line: Lab, dice: random.Random, *, friends: int) -> bool:
    """After something more has arrived, and a while; not any more once everything has."""
    before = line.get("/lab/books")["deliveries"]
    while (now := line.get("/lab/books")["deliveries"]) == before:
        clock.pause(0.1)
        if now >= friends:
            return False
    clock.pause(dice.uniform(0.0, LONGEST_S))
    assert polku.running is not None
    process = polku.running
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    polku.start()
    return True
