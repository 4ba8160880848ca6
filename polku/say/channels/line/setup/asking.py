"""Asking LINE while somebody waits: a few requests in an event loop of their own."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from polku.kit.net import Answer, NetError
from polku.say.channels.line.answers import refusal
from polku.say.channels.line.client import Client
from polku.say.channels.line.keep_token import keep, remember
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.trouble import LineTrouble, Trouble
from polku.say.channels.line.way import Way

T = TypeVar("T")


def asked(account: LineAccount, work: Callable[[Client], Awaitable[T]]) -> T:
    """What `work` gives; the database must not be used within. Raises LineTrouble, never within an event loop."""

    way = Way.of(account)
    remember(account, way)
    client = Client(way, connections=4)

    async def run() -> T:
        try:
            return await work(client)
        except NetError as problem:
            raise LineTrouble(Trouble("line_unreachable", f"{client.way.host}: {problem.sentence}")) from problem
        finally:
            await client.close()

    try:
        return asyncio.run(run())
    finally:
        keep(client)


def good(answer: Answer) -> Answer:
    """The same; raises LineTrouble where LINE has said no."""
    if answer.status >= 300:
        raise LineTrouble(refusal(answer))
    return answer
