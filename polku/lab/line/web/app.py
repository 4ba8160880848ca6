"""The program as a web server sees it (ASGI): reads a request, finds who answers, sends the answer."""

import asyncio
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import Any

import msgspec

from polku.lab.line.insight.followers import keep_counting
from polku.lab.line.ticking import tick
from polku.lab.line.web.call import Answer, Call, Refused, told
from polku.lab.line.web.gate import BODY_BYTES, Gate
from polku.lab.line.web.routes import Route, Routes
from polku.lab.line.world import World

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]
LARGE = 64 * 1_048_576  # of files of user ids, and of pictures on the lab's own pages


class App:
    def __init__(self, world: World, routes: Routes, *, gate: Gate, closing: Callable[[], Awaitable[None]]) -> None:
        self.world = world
        self.routes = routes
        self.gate = gate
        self.closing = closing

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        if scope["type"] != "http":
            return
        found = self.routes.find(scope["method"], scope["path"])
        if found is None:
            await self._send(send, self._nothing_there(scope))
            return
        route, params = found
        if route.is_raw:
            await route.answers(scope, receive, send, params)
            return
        body = await _read(receive, BODY_BYTES if route.gate and not route.gate.takes_files else LARGE)
        call = Call(self.world, scope, params, body or b"")
        if route.gate:
            answer = await self.gate.pass_(route, call, receive, send, is_too_large=body is None)
            if answer is None:  # a fault has cut the connection
                return
        else:
            answer = await _answered(route, call)
        await self._send(send, answer)

    def _nothing_there(self, scope: dict[str, Any]) -> Answer:
        self.gate.missed(scope["method"], scope["path"])
        if others := self.routes.methods(scope["path"]):
            return told({"message": f"Method not allowed; there is {', '.join(others)}"}, 405)
        return told({"message": "Not found"}, 404)

    async def _send(self, send: Send, answer: Answer) -> None:
        headers = [
            (b"content-type", answer.media_type),
            (b"content-length", str(len(answer.body)).encode()),
            *answer.headers,
        ]
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": answer.body})

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        keep_counting(self.world)
        ticking = asyncio.create_task(tick(self.world))
        await send({"type": "lifespan.startup.complete"})
        await receive()
        ticking.cancel()
        await self.closing()
        await send({"type": "lifespan.shutdown.complete"})


async def _answered(route: Route, call: Call) -> Answer:
    """One of the lab's own pages."""
    try:
        answer = route.answers(call)
        made: Answer = await answer if isawaitable(answer) else answer
    except Refused as no:
        made = told(no.said, no.status)
    except (msgspec.MsgspecError, ValueError) as problem:  # what was sent is not what is asked for
        made = told({"message": str(problem)}, 400)
    return made


async def _read(receive: Receive, most: int) -> bytes | None:
    """The body; None where it is larger than this."""
    message = await receive()
    body: bytes = message.get("body", b"")
    if not message.get("more_body"):
        return body if len(body) <= most else None
    parts, size = [body], len(body)
    while message.get("more_body"):
        message = await receive()
        size += len(message.get("body", b""))
        if size <= most:
            parts.append(message.get("body", b""))
    return b"".join(parts) if size <= most else None
