"""What stands before LINE's endpoints: faults, token, rate, retry key, the form of the request; and the log behind."""

import asyncio
import secrets
import time
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any

from polku.lab.line.faults.answers import cut, refusal, silence
from polku.lab.line.faults.fault import WITHOUT_EFFECT, Fault, Faults
from polku.lab.line.log import Line, Log
from polku.lab.line.schema.compile import schema
from polku.lab.line.schema.faults import name_of
from polku.lab.line.schema.requests import check_body, check_query
from polku.lab.line.web.buckets import Buckets
from polku.lab.line.web.call import Answer, Call, Refused, told
from polku.lab.line.web.retry_keys import RetryKeys
from polku.lab.line.web.routes import Handler, Route
from polku.lab.line.web.tokens import account_of
from polku.lab.line.world import World

BODY_BYTES = 2 * 1_048_576
RED = (400, 405, 413, 415)  # what a program that keeps to the rules never gets


@dataclass(frozen=True, slots=True)
class Gated:
    """What is asked of requests to one endpoint. `bearer`: whose token: channel, login (LINE Login) or none."""

    operation: str
    bearer: str = "channel"
    takes_retry_key: bool = False
    takes_files: bool = False
    has_json: bool = False
    needs_body: bool = False


def endpoint(method: str, template: str, handler: Handler, **asked: Any) -> Route:
    """One of LINE's endpoints: a row of the table with the gate before it."""
    operation = f"{method} {template}"
    body = schema()["operations"].get(operation, {}).get("body", {})
    has_json, needs_body = "application/json" in body, body.get("required", False)
    return Route(method, template, handler, gate=Gated(operation, has_json=has_json, needs_body=needs_body, **asked))


def _refused(call: Call, no: Refused, *, on_demand: bool) -> Answer:
    made = told(no.said, no.status)
    made.headers += no.headers
    call.notes.append(f"on demand: {no.sentence()}" if on_demand else no.sentence())
    call.is_red |= no.status in RED and not on_demand
    return made


class Gate:
    def __init__(self, world: World) -> None:
        self.world = world
        self.log = world.shelf(Log)
        self.faults = world.shelf(Faults)

    async def pass_(self, route: Route, call: Call, receive: Any, send: Any, *, is_too_large: bool) -> Answer | None:
        """The answer; None where a fault has seen to it that there is none."""
        began = time.perf_counter()
        call.request_id = secrets.token_hex(16)
        met = self._faults_met(call) if self.faults.ordered else []
        for fault in met:
            if fault.latency_ms:
                await asyncio.sleep(fault.latency_ms / 1_000)
        before = next((one for one in met if one.kind in WITHOUT_EFFECT), None)
        if before and before.kind in ("hang", "cut", "outage"):
            self._write(route, call, 0, began)
            await (silence(receive) if before.kind == "hang" else cut(receive, send))
            return None
        try:
            answer = self._checked(route, call, before, is_too_large=is_too_large)
            made: Answer = await answer if isawaitable(answer) else answer
            if call.retry_key and made.status < 300:
                call.account.shelf(RetryKeys).accept(call, made.body)
        except Refused as no:
            made = _refused(call, no, on_demand=before is not None)
        except UnicodeError:
            made = _refused(call, Refused(400, "The request is not valid UTF-8"), on_demand=False)
        made.headers.append((b"x-line-request-id", call.request_id.encode()))
        if made.status < 300 and (after := next((one for one in met if one.kind.endswith("_after")), None)):
            return await self._afterwards(after, route, call, receive, send, began)
        self._write(route, call, made.status, began)
        return made

    def missed(self, method: str, path: str) -> None:
        """Somebody asked for what is not there; browsers always ask for a sign to put on their tab."""
        if path == "/favicon.ico":
            return
        line = Line(self.world.clock.now_ms(), "", f"{method} {path}", 404, "", 0.0, "there is no such address", True)
        self.log.add(line, template=f"{method} (unknown)")

    def _faults_met(self, call: Call) -> list[Fault]:
        try:
            account = account_of(call).channel_id
        except Refused:
            account = ""
        return self.faults.meet(f"{call.method} {call.path}", account, patience_s=self.world.clock.patience_s())

    def _checked(self, route: Route, call: Call, fault: Fault | None, *, is_too_large: bool) -> Any:
        gate: Gated = route.gate
        if fault:
            raise refusal(fault)
        if gate.bearer != "none":
            call.account = account_of(call, login=gate.bearer == "login")
            buckets = call.account.shelf(Buckets)
            if call.account.has_rates and not buckets.take(gate.operation, patience_s=self.world.clock.patience_s()):
                raise Refused(429, "The API rate limit has been exceeded. Try again later.")
        if is_too_large:
            raise Refused(413, "Request entity too large")
        call.account.shelf(RetryKeys).check(call, is_taken=gate.takes_retry_key)
        self._check_form(gate, call)
        return route.answers(call)

    def _check_form(self, gate: Gated, call: Call) -> None:
        faults = check_query(gate.operation, call.query)
        if gate.has_json:
            call.json = call.read() if call.body or gate.needs_body else {}
            said = check_body(gate.operation, call.json)
            faults.wrong += said.wrong
            call.notes += [f"unknown field {name_of(place)}" for place in said.unknown]
            call.is_red |= bool(said.unknown)
        if faults.wrong:
            raise Refused(400, f"The request body has {len(faults.wrong)} error(s)", faults.told())

    async def _afterwards(
        self, fault: Fault, route: Route, call: Call, receive: Any, send: Any, began: float
    ) -> Answer | None:
        """It was done; the one who asked does not hear of it."""
        if fault.kind == "error_after":
            self._write(route, call, fault.status, began)
            return told({"message": "The server has an internal error"}, fault.status)
        self._write(route, call, 0, began)
        await (silence(receive) if fault.kind == "hang_after" else cut(receive, send))
        return None

    def _write(self, route: Route, call: Call, status: int, began: float) -> None:
        line = Line(
            call.world.clock.now_ms(),
            call.account.channel_id,
            f"{call.method} {call.path}",
            status,
            call.request_id,
            round((time.perf_counter() - began) * 1_000, 2),
            "; ".join(call.notes),
            call.is_red,
        )
        self.log.add(line, template=f"{route.method} {route.template}")
