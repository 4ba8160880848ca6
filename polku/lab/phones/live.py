"""News for an open page, as they come (server-sent events): the page then asks for its chat anew."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import numpy as np

from polku.lab.line.world import News, World

BEAT_S = 15.0
Send = Callable[[dict[str, Any]], Awaitable[None]]
Raw = Callable[[Any, Any, Any, dict[str, str]], Awaitable[None]]


def stream(world: World) -> Raw:
    """`GET /phones/{number}/{account}/live`."""

    async def live(_scope: Any, receive: Any, send: Send, params: dict[str, str]) -> None:
        number, channel_id = int(params["number"]) if params["number"].isdecimal() else -1, params["account"]
        came = asyncio.Event()

        def hear(news: News) -> None:
            if news.account.channel_id == channel_id and _holds(news.numbers, number):
                came.set()

        stop = world.listen(hear)
        gone = asyncio.ensure_future(_until_gone(receive))
        try:
            headers = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-store")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": b"retry: 1000\n\n", "more_body": True})
            while not gone.done():
                waits = asyncio.ensure_future(came.wait())
                await asyncio.wait({waits, gone}, timeout=BEAT_S, return_when=asyncio.FIRST_COMPLETED)
                waits.cancel()
                word = b"data: news\n\n" if came.is_set() else b": still here\n\n"
                came.clear()
                await send({"type": "http.response.body", "body": word, "more_body": True})
        finally:
            stop()
            gone.cancel()

    return live


def _holds(numbers: Any, number: int) -> bool:
    return bool(len(numbers) == 1 and numbers[0] == number) or (len(numbers) > 1 and bool(np.any(numbers == number)))


async def _until_gone(receive: Any) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
