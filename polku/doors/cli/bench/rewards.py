"""Coupons: given to a million people, priced, let run out; and used at many tills at once, over HTTP."""

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from polku.doors.cli.bench import _rewards_served as at_till
from polku.doors.cli.bench._rewards_till import Ask, crowd, uses, wishes
from polku.doors.cli.bench.program import BenchFailed, Program, program
from polku.doors.cli.bench.synthesised import synthesise_kinds

ASKED = (
    "a coupon to 1,000,000 people < 40 s; 32 clients use distinct coupons 500/s, p99 < 150 ms; 1,000 for 100 places:"
    " exactly 100, < 5 s; 30 lines against 200 programs < 10 ms; 1,000,000 lots expire < 60 s;"
    " a till is answered in < 100 ms"
)
PEOPLE, USES, CLIENTS = 1_000_000, 5_000, 32
PLACES, TRY = 100, 1_000
SERVED = 200


def measure(*, short: bool) -> dict[str, Any]:
    people, count = (PEOPLE // 10, USES // 10) if short else (PEOPLE, USES)
    with program() as polku:
        synthesise_kinds(polku, people, people)
        given = asked_of(polku, "give", people)
        codes = asked_of(polku, "codes", count)["codes"]
        coupons, offer = asked_of(polku, "places", TRY)["codes"], asked_of(polku, "offer", TRY)
        there = asked_of(polku, "till", SERVED)
        polku.start()
        polku.wait_until_done(within_s=600)
        used, _answers = crowd(polku, uses(codes), clients=CLIENTS)
        fought = {
            "coupons_of_which_few_may_be_used": fight(polku, uses(coupons)),
            "places_of_an_offer": fight(polku, wishes(offer["program"], offer["people"])),
        }
        served, unasked = at_till.served(polku, there, count=SERVED), at_till.bare(polku, count=SERVED)
        together = polku.memory_mb()
        polku.stop()
        expired, bare = asked_of(polku, "expire", people), asked_of(polku, "bare", count)
    return {
        "asked": ASKED,
        "measured": given
        | {
            "uses": used,
            "fights": fought,
            "till": served,
            "memory_mb": together,
        }
        | expired,
        "baseline": bare | {"answer_that_looks_nothing_up": unasked},
    }


def fight(polku: Program, asks: Sequence[Ask]) -> dict[str, Any]:
    """Of all who try at once, exactly as many may win as there are places."""
    took, answers = crowd(polku, asks, clients=CLIENTS)
    won, lost = answers.count(200), answers.count(409)
    if won != PLACES or lost != len(asks) - PLACES:
        raise BenchFailed(f"{won} of {len(asks)} had a place, and {lost} had none")
    return took | {"places": won, "who_tried": len(asks)}


def asked_of(polku: Program, verb: str, count: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "polku.doors.cli.bench._rewards_asked", verb, str(count)]
    done = subprocess.run(command, env=polku.environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchFailed(done.stderr[-2000:])
    found: dict[str, Any] = json.loads(done.stdout)
    return found
