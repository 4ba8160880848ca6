"""A crowd of clients in a process of its own: `python -m polku.lab.load`, told what to do by JSON on standard input.

Bodies are made of a template and numbers, requests are written by hand to sockets: the load shall cost little,
since it shares it with what is measured. Prints one JSON object with what it saw.
"""

import asyncio
import gzip
import json
import sys
import time
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import uvloop

from polku.lab.events import body

WAIT_AFTER_REFUSAL_S = 0.2


@dataclass
class Plan:
    """What to send: `requests` in all, each of `size` events, over `connections`."""

    host: str
    port: int
    write_key: str
    requests: int
    size: int = 100
    connections: int = 16
    people: int = 20_000
    is_gzip: bool = False
    first: int = 0  # the number of the first event
    made_before: int = 10_000  # requests that are written before the clock starts: making them costs as much as sending
    seconds: float = 600  # stop after this long, whatever is left
    events_per_s: float = 0  # at the most; 0: as many as are taken


@dataclass
class Seen:
    latencies: list[float] = field(default_factory=list)
    refused: int = 0  # answers that said: later
    failed: int = 0
    events: int = 0


class Client(asyncio.Protocol):
    """One kept-alive connection: one request at a time."""

    def __init__(self) -> None:
        self.buffer = b""
        self.answered: asyncio.Future[int] | None = None
        self.transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head, end, rest = self.buffer.partition(b"\r\n\r\n")
        if not end:
            return
        length = 0
        for line in head.lower().split(b"\r\n")[1:]:
            if line.startswith(b"content-length:"):
                length = int(line[15:])
        if len(rest) >= length and self.answered is not None:
            self.buffer = rest[length:]
            answered, self.answered = self.answered, None
            answered.set_result(int(head[9:12]))

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio asks so
        if self.answered is not None and not self.answered.done():
            self.answered.set_exception(ConnectionError("the server closed the connection"))

    async def ask(self, request: bytes) -> int:
        self.answered = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return await self.answered


async def run(plan: Plan) -> dict[str, Any]:
    made = [_request(plan, number) for number in range(min(plan.requests, plan.made_before))]
    requests = chain(made, (_request(plan, number) for number in range(len(made), plan.requests)))
    seen, begun = Seen(), time.monotonic()
    pause_s = plan.size / plan.events_per_s if plan.events_per_s else 0.0
    due = ((begun + number * pause_s, request) for number, request in enumerate(requests))
    await asyncio.gather(*[_client(plan, due, seen, begun + plan.seconds) for _ in range(plan.connections)])
    took = time.monotonic() - begun
    ordered = sorted(seen.latencies)
    return {
        "events": seen.events,
        "requests": len(ordered),
        "seconds": round(took, 3),
        "events_per_s": round(seen.events / took),
        "requests_per_s": round(len(ordered) / took),
        "p50_ms": _percentile(ordered, 0.5),
        "p99_ms": _percentile(ordered, 0.99),
        "max_ms": _percentile(ordered, 1),
        "later": seen.refused,
        "failed": seen.failed,
    }


async def _client(plan: Plan, requests: Iterator[tuple[float, bytes]], seen: Seen, end: float) -> None:
    loop = asyncio.get_running_loop()
    _, client = await loop.create_connection(Client, plan.host, plan.port)
    for due, request in requests:
        if due > time.monotonic():
            await asyncio.sleep(due - time.monotonic())
        if time.monotonic() > end:
            break
        while True:
            asked = time.monotonic()
            status = await client.ask(request)
            if status == 503:
                seen.refused += 1
                await asyncio.sleep(WAIT_AFTER_REFUSAL_S)
                continue
            seen.latencies.append(time.monotonic() - asked)
            if status == 200:
                seen.events += plan.size
            else:
                seen.failed += 1
            break
    client.transport.close()


def _request(plan: Plan, number: int) -> bytes:
    content = body(plan.first + number * plan.size, plan.size, people=plan.people)
    key = b64encode(f"{plan.write_key}:".encode()).decode()
    extra = ""
    if plan.is_gzip:
        content, extra = gzip.compress(content, 1), "Content-Encoding: gzip\r\n"
    path = "/v1/batch" if plan.size > 1 else "/v1/track"
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {plan.host}\r\nAuthorization: Basic {key}\r\n"
        f"Content-Type: application/json\r\n{extra}Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


def _percentile(ordered: list[float], share: float) -> float:
    if not ordered:
        return 0.0
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000, 1)


if __name__ == "__main__":
    print(json.dumps(uvloop.run(run(Plan(**json.load(sys.stdin))))))  # noqa: T201 - its one result
