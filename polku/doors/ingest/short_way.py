"""A short way before the API's pages: what many ask at the same time is answered in one commit.

The plain case is answered here. All else goes on unread, the long way, to the pages, which have the words for it.
"""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, MutableMapping
from functools import lru_cache
from typing import Any, Generic, TypeVar

import msgspec
from django.conf import settings
from django.utils import translation
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header

from polku.doors.ingest.crowd import Crowd
from polku.doors.ingest.desk import Desk

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[..., Awaitable[None]]  # ASGI's
Headers = dict[bytes, bytes]

MOST_BYTES = 100_000

Ask = TypeVar("Ask")
Outcome = TypeVar("Outcome")


class ShortWay(ABC, Generic[Ask, Outcome]):
    """An ASGI application. `close` at the end."""

    def __init__(self, pages: App, desk: Desk[Ask, Outcome], *, crowd: Crowd) -> None:
        self._pages = pages
        self._desk = desk
        self._crowd = crowd

    @abstractmethod
    def asked(self, scope: Scope, headers: Headers, body: bytes) -> Ask | None:
        """What is asked; None: the long way."""

    @abstractmethod
    def said(self, outcome: Outcome) -> tuple[int, object]:
        """Status and content, in the language of whoever asks."""

    def close(self) -> None:
        self._desk.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        if scope["method"] != "POST" or not _is_plain(headers):
            return await self._pages(scope, receive, send)
        messages, body = await _received(receive)
        with self._crowd:
            ask = self.asked(scope, headers, body)
            outcome = await self._desk.of(ask) if ask is not None else None
        if outcome is None:
            return await self._pages(scope, _once_more(messages, receive), send)
        with translation.override(_language(headers.get(b"accept-language", b""))):
            status, content = self.said(outcome)
        return await _answer(send, status, content)


def token_in(headers: Headers) -> str | None:
    """Of `Authorization: Bearer TOKEN`."""
    scheme, _space, token = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _is_plain(headers: Headers) -> bool:
    length = headers.get(b"content-length", b"")
    return (
        length.isdigit()
        and int(length) <= MOST_BYTES
        and b"cookie" not in headers
        and b"content-encoding" not in headers
    )


async def _received(receive: Receive) -> tuple[list[Message], bytes]:
    messages: list[Message] = []
    while not messages or messages[-1].get("more_body", False):
        messages.append(await receive())
    return messages, b"".join(message.get("body", b"") for message in messages)


def _once_more(messages: list[Message], receive: Receive) -> Receive:
    left = list(messages)

    async def again() -> Message:
        return left.pop(0) if left else await receive()

    return again


@lru_cache(maxsize=256)
def _language(accepted: bytes) -> str:
    for code, _weight in parse_accept_lang_header(accepted.decode("latin-1").lower()):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return str(settings.LANGUAGE_CODE)


async def _answer(send: Send, status: int, content: object) -> None:
    body = msgspec.json.encode(content)
    headers = [
        (b"content-type", b"application/json; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
