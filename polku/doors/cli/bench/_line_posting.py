"""What LINE posts, signed, at a steady rate: PORT PATH SECRET RATE REQUESTS. Or `nobody PORT`, who takes all.

A request that has to wait for its turn waits in the numbers, too: its time runs from when it was due.
"""

import asyncio
import base64
import hmac
import json
import sys
from typing import Any

import uvloop

from polku.kit import clock

CONNECTIONS = 64
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


def requests(path: str, secret: str, users: list[str], count: int) -> list[bytes]:
    """One event each: somebody says something."""
    now_ms = clock.now_ms()
    made = []
    for number in range(count):
        user = users[number % len(users)]
        event = {
            "type": "message",
            "mode": "active",
            "timestamp": now_ms + number,
            "source": {"type": "user", "userId": user},
            "webhookEventId": f"01BENCH{number:019d}",
            "deliveryContext": {"isRedelivery": False},
            "replyToken": f"{number:032x}",
            "message": {
                "id": str(500_000_000 + number),
                "type": "text",
                "text": "Are you open?",
                "quoteToken": "q" * 40,
            },
        }
        body = json.dumps({"destination": "U" + "0" * 32, "events": [event]}).encode()
        signature = base64.b64encode(hmac.digest(secret.encode(), body, "sha256")).decode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            f"X-Line-Signature: {signature}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        made.append(head.encode() + body)
    return made


async def post(port: int, made: list[bytes], per_s: float) -> dict[str, Any]:
    waits: list[float] = []
    refused = 0
    numbers = iter(range(len(made)))
    begun = clock.monotonic() + 0.5

    async def work() -> None:
        nonlocal refused
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in numbers:
            due = begun + number / per_s
            await asyncio.sleep(max(0.0, due - clock.monotonic()))
            writer.write(made[number])
            head = await reader.readuntil(b"\r\n\r\n")
            length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
            await reader.readexactly(int(length.split(b":")[1]))
            refused += b" 200 " not in head.split(b"\r\n", 1)[0]
            waits.append(clock.monotonic() - due)
        writer.close()

    await asyncio.gather(*[work() for _number in range(CONNECTIONS)])
    took = clock.monotonic() - begun
    waits.sort()
    return {
        "events": len(made),
        "events_per_s": round(len(made) / took),
        "refused": refused,
        "p50_ms": round(waits[len(waits) // 2] * 1000, 1),
        "p99_ms": round(waits[int(len(waits) * 0.99)] * 1000, 1),
        "most_ms": round(waits[-1] * 1000, 1),
    }


class Nobody(asyncio.Protocol):
    """Answers each request as soon as it has its end."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport
        self._left = b""

    def data_received(self, data: bytes) -> None:
        self._left += data
        while (end := self._left.find(b"\r\n\r\n")) >= 0:
            head = self._left[:end].lower()
            length = int(head.partition(b"content-length: ")[2].partition(b"\r")[0])
            if len(self._left) < end + 4 + length:
                return
            self._left = self._left[end + 4 + length :]
            self._transport.write(OK)


async def serve(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(Nobody, "127.0.0.1", port)
    await server.serve_forever()


def main(words: list[str]) -> None:
    if words[0] == "nobody":
        uvloop.run(serve(int(words[1])))
        return
    port, path, secret, per_s, count = int(words[0]), words[1], words[2], float(words[3]), int(words[4])
    from polku.doors.cli.bench._line_steps import user_ids

    made = requests(path, secret, user_ids(1_000), count)
    print(json.dumps(uvloop.run(post(port, made, per_s))))


if __name__ == "__main__":
    main(sys.argv[1:])
