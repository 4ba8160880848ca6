"""A post office that takes everything: `python -m polku.lab.post`, told what to do by JSON on standard input.

It answers as cheaply as a mail server can, since it shares the machine with what is measured. Its first line on
standard output is its port; when its standard input ends it says what it got, and puts the letters into a file.
"""

import asyncio
import json
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvloop

OFFERS = b"250-post\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n"
END = b"\r\n.\r\n"


@dataclass
class Bag:
    """What came, in the order of its coming."""

    letters: list[bytes] = field(default_factory=list)
    recipients: list[bytes] = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    connections: int = 0

    def seen(self) -> dict[str, Any]:
        # From the first letter that arrived: what came before it was not sending.
        took = self.at[-1] - self.at[0] if len(self.at) > 1 else 0.0
        return {
            "letters": len(self.letters),
            "people": len(set(self.recipients)),
            "signed": sum(letter.startswith(b"DKIM-Signature:") for letter in self.letters),
            "mb": round(sum(map(len, self.letters)) / 1e6, 1),
            "connections": self.connections,
            "seconds": round(took, 3),
            "per_s": round((len(self.at) - 1) / took) if took else 0,
        }

    def keep(self, path: Path) -> None:
        """Recipient and letter, each behind its length."""
        with path.open("wb") as file:
            for recipient, letter in zip(self.recipients, self.letters, strict=True):
                file.write(b"%d %d\n" % (len(recipient), len(letter)) + recipient + letter)


class Counter(asyncio.Protocol):
    """One connection."""

    def __init__(self, bag: Bag) -> None:
        self.bag = bag
        self.buffer = b""
        self.recipient = b""
        self.is_letter = False
        self.transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.bag.connections += 1
        self.transport.write(b"220 post\r\n")

    def data_received(self, data: bytes) -> None:
        buffer = self.buffer + data if self.buffer else data
        said = []
        while buffer:
            end = buffer.find(END if self.is_letter else b"\r\n")
            if end < 0:
                break
            if self.is_letter:
                self.bag.letters.append(buffer[: end + 2])
                self.bag.recipients.append(self.recipient)
                self.bag.at.append(time.monotonic())
                self.is_letter = False
                said.append(b"250 taken\r\n")
                buffer = buffer[end + len(END) :]
            else:
                said.append(self.answer(buffer[:end]))
                buffer = buffer[end + 2 :]
        self.buffer = buffer
        if said:
            self.transport.write(b"".join(said))

    def answer(self, line: bytes) -> bytes:
        verb = line[:4].upper()
        if verb == b"EHLO":
            return OFFERS
        if verb == b"DATA":
            self.is_letter = True
            return b"354 go on\r\n"
        if verb == b"QUIT":
            return b"221 bye\r\n"
        if verb == b"RCPT":
            self.recipient = line[line.find(b"<") + 1 : line.rfind(b">")]
        return b"250 ok\r\n"


async def main() -> None:
    plan = json.loads(sys.stdin.readline())
    loop, bag = asyncio.get_running_loop(), Bag()
    server = await loop.create_server(lambda: Counter(bag), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201 - whoever started it reads this
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()
    if plan.get("keep"):
        bag.keep(Path(plan["keep"]))
    print(json.dumps(bag.seen()))  # noqa: T201 - its one result


if __name__ == "__main__":
    uvloop.run(main())
