"""The same uses of coupons over HTTP on a PostgreSQL: an empty database, named by BENCH_DATABASE_URL."""

import os
from typing import Any

from polku.doors.cli.bench._rewards_till import crowd
from polku.doors.cli.bench.program import BenchFailed, program
from polku.doors.cli.bench.rewards import CLIENTS, PLACES, USES, asked_of

ASKED = "32 clients use distinct coupons 500/s, p99 < 150 ms; 1,000 for 100 places: exactly 100, < 5 s"


def measure(*, short: bool) -> dict[str, Any]:
    url, uses = os.environ.get("BENCH_DATABASE_URL", ""), USES // 10 if short else USES
    if not url.startswith("postgres"):
        raise BenchFailed("say where: BENCH_DATABASE_URL=postgresql://… of an empty database")
    with program(init=False) as polku:
        polku.settings["POLKU_DATABASE_URL"] = url
        polku.init()
        asked_of(polku, "people", max(uses, PLACES * 10))
        asked_of(polku, "give", uses)
        codes = asked_of(polku, "codes", uses)["codes"]
        places = asked_of(polku, "places", PLACES * 10)["codes"]
        polku.start()
        used, _answers = crowd(polku, codes, clients=CLIENTS)
        fought, answers = crowd(polku, places, clients=CLIENTS)
        polku.stop()
    if answers.count(200) != PLACES or answers.count(409) != len(places) - PLACES:
        raise BenchFailed(f"{answers.count(200)} had a place, and {answers.count(409)} had none")
    return {"asked": ASKED, "measured": {"uses": used, "fight_for_places": fought | {"places": PLACES}}}
