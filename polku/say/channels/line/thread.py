"""An event loop for a thread that has none: connections stay open in it from one block to the next."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import uvloop

from polku.say.channels.line.client import Client
from polku.say.channels.line.way import Way

T = TypeVar("T")
_own = threading.local()


def run(way: Way, work: Callable[[Client], Coroutine[Any, Any, T]]) -> T:
    """Within this thread's loop, over this thread's connections to that account."""
    runner, clients = _mine()
    client = clients.get(way.name)
    if client is None or client.way != way:
        if client is not None:
            runner.run(client.close())
        client = clients[way.name] = _made(runner, way)
    return runner.run(work(client))


def close() -> None:
    """Let go of this thread's connections."""
    if not hasattr(_own, "mine"):
        return
    runner, clients = _mine()
    for client in clients.values():
        runner.run(client.close())
    runner.close()
    del _own.mine


def _made(runner: asyncio.Runner, way: Way) -> Client:
    async def make() -> Client:
        return Client(way)

    return runner.run(make())


def _mine() -> tuple[asyncio.Runner, dict[str, Client]]:
    if not hasattr(_own, "mine"):
        _own.mine = (asyncio.Runner(loop_factory=uvloop.new_event_loop), {})
    mine: tuple[asyncio.Runner, dict[str, Client]] = _own.mine
    return mine
