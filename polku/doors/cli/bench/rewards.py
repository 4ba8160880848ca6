"""Coupons: given to a million people, priced, let run out; and used at many tills at once, over HTTP."""

import json
import subprocess
import sys
from typing import Any

from polku.doors.cli.bench._rewards_till import crowd
from polku.doors.cli.bench.program import BenchFailed, Program, program
from polku.doors.cli.bench.synthesised import synthesise_kinds

ASKED = (
    "a coupon to 1,000,000 people < 40 s; 32 clients use distinct coupons 500/s, p99 < 150 ms; 1,000 for 100 places:"
    " exactly 100, < 5 s; 30 lines against 200 programs < 10 ms; 1,000,000 lots expire < 60 s"
)
PEOPLE, USES, CLIENTS, PLACES = 1_000_000, 5_000, 32, 100


def measure(*, short: bool) -> dict[str, Any]:
    people, uses = (PEOPLE // 10, USES // 10) if short else (PEOPLE, USES)
    with program() as polku:
        synthesise_kinds(polku, people, people)
        given = asked_of(polku, "give", people)
        codes = asked_of(polku, "codes", uses)["codes"]
        places = asked_of(polku, "places", PLACES * 10)["codes"]
        polku.start()
        polku.wait_until_done(within_s=600)
        used, _answers = crowd(polku, codes, clients=CLIENTS)
        fought, answers = crowd(polku, places, clients=CLIENTS)
        together = polku.memory_mb()
        polku.stop()
        expired, bare = asked_of(polku, "expire", people), asked_of(polku, "bare", uses)
    if answers.count(200) != PLACES or answers.count(409) != len(places) - PLACES:
        raise BenchFailed(f"{answers.count(200)} had a place, and {answers.count(409)} had none")
    return {
        "asked": ASKED,
        "measured": given
        | {
            "uses": used,
            "fight_for_places": fought | {"places": PLACES, "who_tried": len(places)},
            "memory_mb": together,
        }
        | expired,
        "baseline": bare,
    }


def asked_of(polku: Program, verb: str, count: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "polku.doors.cli.bench._rewards_asked", verb, str(count)]
    done = subprocess.run(command, env=polku.environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchFailed(done.stderr[-2000:])
    found: dict[str, Any] = json.loads(done.stdout)
    return found
