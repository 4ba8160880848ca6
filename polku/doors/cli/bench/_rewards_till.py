"""Many tills at once, each with a connection of its own; every use has a key of its own."""

import http.client
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

from polku.doors.cli.bench.program import Program
from polku.kit import clock

_acts = count()


def crowd(polku: Program, codes: Sequence[str], *, clients: int) -> tuple[dict[str, Any], list[int]]:
    """What it took, and the status of each answer."""
    shares = [codes[start::clients] for start in range(clients)]
    first = next(_acts)
    begun = clock.monotonic()
    with ThreadPoolExecutor(clients) as tills:
        done = list(tills.map(lambda share: _till(polku, share, f"{first}-{id(share)}"), shares))
    took = clock.monotonic() - begun
    waits = sorted(wait for till in done for _status, wait in till)
    answers = [status for till in done for status, _wait in till]
    return {
        "clients": clients,
        "seconds": round(took, 2),
        "per_s": round(len(waits) / took),
        "p50_ms": round(waits[len(waits) // 2] * 1000, 1),
        "p99_ms": round(waits[int(len(waits) * 0.99)] * 1000, 1),
    }, answers


def _till(polku: Program, codes: Sequence[str], name: str) -> list[tuple[int, float]]:
    found = []
    line = http.client.HTTPConnection("127.0.0.1", polku.port, timeout=60)
    for number, code in enumerate(codes):
        headers = {
            "Authorization": f"Bearer {polku.api_key}",
            "Content-Type": "application/json",
            "Idempotency-Key": f"{name}-{number}",
        }
        begun = clock.monotonic()
        line.request("POST", "/api/rewards/uses", json.dumps({"code": code, "store": "kallio"}), headers)
        answer = line.getresponse()
        answer.read()
        found.append((answer.status, clock.monotonic() - begun))
    line.close()
    return found
