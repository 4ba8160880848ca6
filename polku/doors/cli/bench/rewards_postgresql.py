"""The same uses of coupons over HTTP on a PostgreSQL: an empty database, named by BENCH_DATABASE_URL."""

import os
from typing import Any

from polku.doors.cli.bench._rewards_till import crowd, uses, wishes
from polku.doors.cli.bench.program import BenchFailed, program
from polku.doors.cli.bench.rewards import CLIENTS, TRY, USES, asked_of, fight

ASKED = "32 clients use distinct coupons 500/s, p99 < 150 ms; 1,000 for 100 places: exactly 100, < 5 s"


def measure(*, short: bool) -> dict[str, Any]:
    url, count = os.environ.get("BENCH_DATABASE_URL", ""), USES // 10 if short else USES
    if not url.startswith("postgres"):
        raise BenchFailed("say where: BENCH_DATABASE_URL=postgresql://… of an empty database")
    with program(init=False) as polku:
        polku.settings["POLKU_DATABASE_URL"] = url
        polku.init()
        asked_of(polku, "people", max(count, TRY))
        asked_of(polku, "give", count)
        codes = asked_of(polku, "codes", count)["codes"]
        coupons, offer = asked_of(polku, "places", TRY)["codes"], asked_of(polku, "offer", TRY)
        polku.start()
        used, _answers = crowd(polku, uses(codes), clients=CLIENTS)
        fought = {
            "coupons_of_which_few_may_be_used": fight(polku, uses(coupons)),
            "places_of_an_offer": fight(polku, wishes(offer["program"], offer["people"])),
        }
        polku.stop()
    return {"asked": ASKED, "measured": {"uses": used, "fights": fought}}
