"""Many callers at once, each with a connection of its own; every act has a key of its own."""

import http.client
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

from polku.doors.cli.bench.program import Program
from polku.kit import clock

_acts = count()


Ask = tuple[str, dict[str, Any]]  # where, and what


def uses(codes: Sequence[str]) -> list[Ask]:
    return [("/api/rewards/uses", {"code": code, "store": "kallio"}) for code in codes]


def wishes(offer: int, people: Sequence[str]) -> list[Ask]:
    return [(f"/api/rewards/offers/{offer}/places", {"person": one}) for one in people]


def crowd(polku: Program, asks: Sequence[Ask], *, clients: int) -> tuple[dict[str, Any], list[int]]:
    """What it took, and the status of each answer."""
    shares = [asks[start::clients] for start in range(clients)]
    first = next(_acts)
    begun = clock.monotonic()
    with ThreadPoolExecutor(clients) as callers:
        done = list(callers.map(lambda share: _call(polku, share, f"{first}-{id(share)}"), shares))
    took = clock.monotonic() - begun
    waits = sorted(wait for caller in done for _status, wait in caller)
    answers = [status for caller in done for status, _wait in caller]
    return {
        "clients": clients,
        "seconds": round(took, 2),
        "per_s": round(len(waits) / took),
        "p50_ms": round(waits[len(waits) // 2] * 1000, 1),
        "p99_ms": round(waits[int(len(waits) * 0.99)] * 1000, 1),
    }, answers


def _call(polku: Program, asks: Sequence[Ask], name: str) -> list[tuple[int, float]]:
    found = []
    line = http.client.HTTPConnection("127.0.0.1", polku.port, timeout=60)
    for number, (address, body) in enumerate(asks):
        headers = {
            "Authorization": f"Bearer {polku.api_key}",
            "Content-Type": "application/json",
            "Idempotency-Key": f"{name}-{number}",
        }
        begun = clock.monotonic()
        line.request("POST", address, json.dumps(body), headers)
        answer = line.getresponse()
        answer.read()
        found.append((answer.status, clock.monotonic() - begun))
    line.close()
    return found
