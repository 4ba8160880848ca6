"""A store's till over HTTP, one customer after the other: one with few coupons, a regular with many, and what is done.

`there`: what `_rewards_asked till` has put down. Beside it how long an answer takes for which nothing is looked up.
"""

import json
import urllib.request
from collections.abc import Callable
from typing import Any

from polku.doors.cli.bench._rewards_till import Ask, crowd
from polku.doors.cli.bench.program import BenchFailed, Program

AT, PAID_IN = {"store": "kallio"}, {"currency": "EUR"}


def served(polku: Program, there: dict[str, Any], *, count: int) -> dict[str, Any]:
    visit = _visit(polku, there["few"])
    rows: dict[str, list[Ask]] = {
        "customer_with_few": [_ask("customer", code=there["few"], **PAID_IN)] * count,
        "customer_with_many": [_ask("customer", code=there["regular"], **PAID_IN)] * count,
        "use": [_ask("uses", code=code, **PAID_IN) for code in there["codes"]],
        "grant": [_ask("grants", visit=visit, program=there["coupon"])] * count,
        "stamp": [_ask("stamps", visit=visit, program=there["card"])] * count,
        "purchase": [_ask("purchases", visit=visit, amount_minor=1_250, **PAID_IN)] * count,
    }
    return {name: _timed(polku, asks, lambda status: status == 200) for name, asks in rows.items()}


def bare(polku: Program, *, count: int) -> dict[str, Any]:
    """An answer that needs the key, and nothing else."""
    return _timed(polku, [_ask("customer")] * count, lambda status: status == 422)


def _ask(verb: str, **body: Any) -> Ask:
    return f"/api/till/{verb}", AT | body


def _timed(polku: Program, asks: list[Ask], is_right: Callable[[int], bool]) -> dict[str, Any]:
    took, answers = crowd(polku, asks, clients=1)
    if wrong := [status for status in answers if not is_right(status)]:
        raise BenchFailed(f"{asks[0][0]} answered {wrong[0]}")
    return {"p50_ms": took["p50_ms"], "p99_ms": took["p99_ms"]}


def _visit(polku: Program, code: str) -> str:
    headers = {"Authorization": f"Bearer {polku.api_key}", "Content-Type": "application/json"}
    body = json.dumps(AT | {"code": code}).encode()
    request = urllib.request.Request(polku.url + "/api/till/customer", body, headers)  # noqa: S310 - our own
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - the same
        return str(json.load(answer)["visit"])
