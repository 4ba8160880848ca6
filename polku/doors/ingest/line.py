"""`POST /hook/line/{name}`: what LINE tells of an account's customers. Answered after the commit that holds it."""

import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from polku.doors.ingest import answers
from polku.doors.ingest.accept import Accepted, Aside
from polku.doors.ingest.answers import Answer
from polku.doors.ingest.body import TooLarge, read_body
from polku.doors.ingest.crowd import Crowd
from polku.doors.ingest.line_accounts import Hooks
from polku.doors.ingest.line_counts import Counts
from polku.doors.ingest.writer import Full, Writer
from polku.kit import clock
from polku.say.channels.line.inbox import hook_sql
from polku.say.channels.line.inbox.accounts import Hook
from polku.say.channels.line.inbox.bodies import Unreadable
from polku.say.channels.line.inbox.received import Received, read
from polku.say.channels.line.signature import is_signed

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

log = logging.getLogger(__name__)

ADDRESS = "/hook/line/"
MOST_BYTES = 1_000_000  # LINE tells of no limit; its largest requests stay far below
SIGNATURE = 200  # letters; a real one has 44
NOT_HERE = answers.refuse(404, "there is no LINE account of this name")
NOT_SIGNED = answers.refuse(401, "the signature is not that of this account's channel")


class LineHook:
    """The ASGI application of this address. `close` at the end."""

    def __init__(self, writer: Writer, url: str, *, key: str, future_tolerance_s: int, crowd: Crowd) -> None:
        self._writer = writer
        self._hooks = Hooks(url, key=key)
        self._tolerance_ms = future_tolerance_s * clock.SECOND_MS
        self._crowd = crowd
        self.counts = Counts(url)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await self._answer(scope, receive)
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        await send({"type": "http.response.body", "body": answer.body})

    def close(self) -> None:
        self.counts.close()

    async def take(self, name: str, headers: dict[bytes, bytes], body: bytes) -> Answer:
        """The answer to what was posted for the account of that name; whatever happens, there is one."""
        with self._crowd:
            try:
                hook = await self._hooks.of(name)
                return await self._take(hook, body, headers.get(b"x-line-signature", b"")) if hook else NOT_HERE
            except Full:
                return answers.FULL
            except Exception:
                log.exception("the door of LINE failed")
                return answers.BROKEN

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        name = scope["path"].removeprefix(ADDRESS)
        if scope["method"] != "POST":
            return answers.refuse(405, "webhooks are posted") if await self._hooks.of(name) else NOT_HERE
        headers = dict(scope["headers"])
        try:
            body = await read_body(receive, headers, most=MOST_BYTES)
        except TooLarge:
            return answers.refuse(413, f"a request may have {MOST_BYTES} bytes")
        return await self.take(name, headers, body)

    async def _take(self, hook: Hook, body: bytes, signature: bytes) -> Answer:
        now_ms = clock.now_ms()
        if not is_signed(body, signature, secrets=hook.secrets_at(now_ms)):
            self.counts.refused(hook.id, now_ms=now_ms)
            return NOT_SIGNED
        source = await self._hooks.source()
        try:
            received = read(
                body, account=hook.name, source=source, received_ms=now_ms, latest_ms=now_ms + self._tolerance_ms
            )
        except Unreadable:
            self.counts.unreadable(hook.id, now_ms=now_ms)
            return answers.refuse(400, "the body is no JSON object")
        asides = _asides(hook, received, body, signature, now_ms=now_ms)
        if received.batch is not None or asides:
            await self._writer.write(Accepted(received.batch, [], asides), source=source)
        self.counts.took(hook.id, events=received.events, now_ms=now_ms)
        return answers.ACCEPTED


def _asides(hook: Hook, received: Received, body: bytes, signature: bytes, *, now_ms: int) -> list[Aside]:
    """What is written down in the same commit: reply tokens, and the request itself where it is to go on."""
    asides: list[Aside] = [
        (
            hook_sql.REMEMBER_AGAIN if one.is_redelivered else hook_sql.REMEMBER,
            (one.token, hook.id, one.user_id, now_ms),
        )
        for one in received.tokens
    ]
    if hook.has_relay:
        asides.append((hook_sql.RELAY, (hook.id, body, signature.decode("latin-1")[:SIGNATURE], now_ms, now_ms)))
    return asides
