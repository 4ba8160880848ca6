"""The intake's addresses: Segment's HTTP tracking API as one small ASGI application."""

import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from polku.doors.ingest import answers
from polku.doors.ingest.accept import Accepted, Malformed, accept_batch, accept_one, write_key_in
from polku.doors.ingest.answers import Answer
from polku.doors.ingest.body import NotGzip, TooLarge, read_body, unpack
from polku.doors.ingest.crowd import Crowd
from polku.doors.ingest.keys import Keys
from polku.doors.ingest.tracker import Tracker
from polku.doors.ingest.writer import Full, Writer
from polku.kit import clock
from polku.know.events import checks
from polku.know.events.given import TYPES

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

log = logging.getLogger(__name__)

# Browser clients of the analytics.js family shorten the last part of the address.
SHORT = {"t": "track", "i": "identify", "p": "page", "s": "screen", "g": "group", "a": "alias", "b": "batch"}
BATCHES = frozenset(("batch", "import"))
TOO_LARGE = answers.refuse(413, f"a request may have {checks.BATCH_BYTES} bytes, unpacked")


class Intake:
    """`POST /v1/{track,identify,page,screen,group,alias,batch,import}`, and `GET /v1/tracker.js`."""

    def __init__(
        self,
        writer: Writer,
        keys: Keys,
        *,
        future_tolerance_s: int,
        base_url: str,
        tracker: Tracker,
    ) -> None:
        self._writer = writer
        self._keys = keys
        self._tolerance_ms = future_tolerance_s * 1000
        self._base_url = base_url
        self._tracker = tracker
        self.crowd = Crowd()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await self._answer(scope, receive)
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        await send({"type": "http.response.body", "body": answer.body})

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        verb = scope["path"].removeprefix("/v1/").rstrip("/")
        if scope["method"] == "OPTIONS":
            return answers.PREFLIGHT
        if verb == "tracker.js" and scope["method"] in ("GET", "HEAD"):
            return self._tracker.answer(dict(scope["headers"]), is_head=scope["method"] == "HEAD")
        if scope["method"] == "GET" and verb.startswith("projects/"):
            return answers.client_settings(verb, base_url=self._base_url)
        verb = SHORT.get(verb, verb)
        if verb not in TYPES and verb not in BATCHES:
            return answers.refuse(404, f"there is no /v1/{verb[:40]}; see the Events page for how to send")
        if scope["method"] != "POST":
            return answers.refuse(405, "events are sent with POST")
        headers = dict(scope["headers"])
        try:
            body = await read_body(receive, headers, most=checks.BATCH_BYTES)
        except TooLarge:
            return TOO_LARGE
        return await self.take(verb, headers, body)

    async def take(self, verb: str, headers: dict[bytes, bytes], body: bytes) -> Answer:
        """The answer to the body of one request, packed as it came; whatever happens, there is one."""
        with self.crowd:
            try:
                return await self._take(verb, headers, unpack(body, headers, most=checks.BATCH_BYTES))
            except TooLarge:
                return TOO_LARGE
            except (Malformed, NotGzip) as problem:
                return answers.refuse(400, f"malformed: {problem}")
            except Full:
                return answers.FULL
            except Exception:
                log.exception("the intake failed at /v1/%s", verb)
                return answers.BROKEN

    async def _take(self, verb: str, headers: dict[bytes, bytes], body: bytes) -> Answer:
        if not body or body.isspace():
            raise Malformed("the body is empty")
        key = answers.key_of(headers) or write_key_in(body)
        source = await self._keys.source_of(key)
        if source is None:
            return answers.refuse(401, "unknown write key: give it as Basic user name, or as writeKey in the body")
        if verb not in BATCHES and len(body) > checks.EVENT_BYTES:
            return answers.refuse(413, f"an event may have {checks.EVENT_BYTES} bytes")
        accepted = self._accept(verb, body, source)
        if accepted.batch is not None or accepted.refusals:
            await self._writer.write(accepted, source=source)
        return answers.ACCEPTED

    def _accept(self, verb: str, body: bytes, source: int) -> Accepted:
        now_ms = clock.now_ms()
        latest_ms = now_ms + self._tolerance_ms
        if verb in BATCHES:
            return accept_batch(body, source=source, received_ms=now_ms, latest_ms=latest_ms)
        return accept_one(body, kind=verb, source=source, received_ms=now_ms, latest_ms=latest_ms)
