"""The lab as its pages see it: one world, asked without a socket."""

import asyncio
from typing import Any
from urllib.parse import urlsplit

import msgspec

from polku.lab.line.world import World
from polku.lab.serving import application


class Lab:
    """`get` and `post` give (status, body); a JSON body is decoded."""

    def __init__(self, *, friends: int = 10, seed: int = 1) -> None:
        self.world = World(seed=seed, friends=friends)
        self.account = self.world.accounts[0]
        self.app = application(self.world)
        self.events: list[dict[str, Any]] = []
        self.world.webhook_events.append(lambda _account, event: self.events.append(event))

    def phone(self, number: int, rest: str = "") -> str:
        return f"/phones/{number}/{self.account.channel_id}{rest}"

    def get(self, address: str, **headers: str) -> tuple[int, Any]:
        return self._ask("GET", address, b"", headers)

    def post(self, address: str, content: Any = None, **headers: str) -> tuple[int, Any]:
        body = content if isinstance(content, bytes) else b"" if content is None else msgspec.json.encode(content)
        return self._ask("POST", address, body, headers)

    def _ask(self, method: str, address: str, body: bytes, headers: dict[str, str]) -> tuple[int, Any]:
        url, sent = urlsplit(address), []
        named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        scope = {
            "type": "http",
            "method": method,
            "path": url.path,
            "query_string": url.query.encode(),
            "headers": [(b"host", b"127.0.0.1:8700"), *named],
        }

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        asyncio.run(self.app(scope, receive, send))
        text = b"".join(message.get("body", b"") for message in sent)
        kind = dict(sent[0]["headers"])[b"content-type"]
        return sent[0]["status"], msgspec.json.decode(text) if kind == b"application/json" else text.decode()
