"""Asking LINE for one account, for who has no event loop: the token that was made on the way is kept for others."""

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from polku.say.channels.line import keep_token, thread
from polku.say.channels.line.client import Client
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.way import Way

T = TypeVar("T")
Work = Callable[[Client], Coroutine[Any, Any, T]]


def ask(account: LineAccount, work: Work[T]) -> T:
    """Within this thread's loop. Whatever the work raises is raised here. `thread.close` when the thread ends."""
    way = Way.of(account)
    keep_token.remember(account, way)
    clients: list[Client] = []

    async def with_client(client: Client) -> T:
        clients.append(client)
        return await work(client)

    try:
        return thread.run(way, with_client)
    finally:
        for client in clients:
            keep_token.keep(client)
