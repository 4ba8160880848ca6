"""The shortest way from a socket to the intake: uvicorn's protocol, less what events do not need.

A plain `POST /v1/…` of declared length goes straight to `Intake.take`, one to `/hook/line/…` to `LineHook.take`, and is
answered in one write; every other request takes uvicorn's own way through ASGI. Measured: half of the interpreter's
time for a batch of 100 events went there.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from polku.doors.ingest.answers import Answer
from polku.doors.ingest.app import BATCHES, SHORT, Intake
from polku.doors.ingest.line import ADDRESS, LineHook
from polku.know.events import checks
from polku.know.events.given import TYPES

LINE = ADDRESS.encode()
VERBS = {b"/v1/" + verb.encode(): SHORT.get(verb, verb) for verb in (*TYPES, *BATCHES, *SHORT)}


class Direct(RequestResponseCycle):
    """One such request, where uvicorn keeps its own: it looks at these fields when a connection ends or pipelines."""

    def __init__(self, take: "Take", headers: dict[bytes, bytes], *, keep_alive: bool) -> None:
        self.take = take
        self.request_headers = headers
        self.keep_alive = keep_alive
        self.parts: list[bytes] = []
        self.response_complete = False
        self.disconnected = False
        self.message_event = NOBODY_WAITS


NOBODY_WAITS = asyncio.Event()
Take = Callable[[dict[bytes, bytes], bytes], Awaitable[Answer]]  # headers and body


class Wire(HttpToolsProtocol):
    """uvicorn's protocol with that short way; `config.app` must have an `intake`, and may have a `line`."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        app: Any = self.config.app
        self._intake: Intake = app.intake
        self._line: LineHook | None = getattr(app, "line", None)

    def on_headers_complete(self) -> None:
        take = self._taken_by()
        before: RequestResponseCycle | None = self.cycle
        is_free = before is None or before.response_complete  # else it is pipelined: uvicorn queues it
        if take is None or not is_free or self.parser.get_method() != b"POST" or self.parser.should_upgrade():
            super().on_headers_complete()
            return
        headers = dict(self.headers)
        length = headers.get(b"content-length", b"")
        if self.expect_100_continue or not length.isdigit() or int(length) > checks.BATCH_BYTES:
            super().on_headers_complete()
            return
        keep_alive = self.parser.get_http_version() != "1.0" and self.parser.should_keep_alive()
        self.cycle = Direct(take, headers, keep_alive=keep_alive)

    def _taken_by(self) -> Take | None:
        verb = VERBS.get(self.url)
        if verb is not None:
            return partial(self._intake.take, verb)
        if self._line is not None and self.url.startswith(LINE):
            return partial(self._line.take, self.url[len(LINE) :].decode("latin-1"))
        return None

    def on_body(self, body: bytes) -> None:
        if type(self.cycle) is Direct:
            self.cycle.parts.append(body)
        else:
            super().on_body(body)

    def on_message_complete(self) -> None:
        cycle = self.cycle
        if type(cycle) is not Direct:
            super().on_message_complete()
            return
        task = self.loop.create_task(self._answer(cycle))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _answer(self, cycle: Direct) -> None:
        body = cycle.parts[0] if len(cycle.parts) == 1 else b"".join(cycle.parts)
        answer = await cycle.take(cycle.request_headers, body)
        if self.flow.write_paused:
            await self.flow.drain()
        cycle.response_complete = True
        if self.transport.is_closing():
            return
        self.transport.write(self._written(answer, cycle.keep_alive))
        if not cycle.keep_alive:
            self.transport.close()
        self.on_response_complete()

    def _written(self, answer: Answer, keep_alive: bool) -> bytes:
        lines = [STATUS_LINE[answer.status]]
        for name, value in (*self.server_state.default_headers, *answer.headers):
            lines += (name, b": ", value, b"\r\n")
        lines.append(b"\r\n" if keep_alive else b"connection: close\r\n\r\n")
        lines.append(answer.body)
        return b"".join(lines)
