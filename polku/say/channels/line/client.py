"""Asking LINE: within an event loop, over connections that are kept open."""

import asyncio
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from polku.kit import net
from polku.kit.net_problems import NotFound
from polku.say.channels.line import tokens
from polku.say.channels.line.answers import plain
from polku.say.channels.line.buckets import Buckets
from polku.say.channels.line.tokens import Token
from polku.say.channels.line.trouble import LineTrouble, Trouble
from polku.say.channels.line.way import Way

ANSWER_S = 8.0
CONNECTIONS = 100
UNAUTHORIZED, TOO_MANY = 401, 429
# Parts of a path that stand for somebody or something: all their requests are one endpoint's.
PARAMETER = re.compile(r"(?<=/)([CUR][0-9a-f]{32}|richmenu-[^/]+|\d+|[^/]{22,}|(?<=/coupon/)[^/]+)(?=/|$)")

_buckets: dict[int, Buckets] = {}  # of accounts, in this process


class Client:
    """One account's, for one event loop. `token` is set where a new one was made that must be kept (v2.1)."""

    def __init__(self, way: Way, *, connections: int = CONNECTIONS) -> None:
        self.way = way
        self.made: Token | None = None
        self.buckets = _buckets.setdefault(way.account, Buckets())
        self._connections = connections
        self._sessions: dict[bool, net.Session] = {}
        self._refreshing = asyncio.Lock()

    async def ask(
        self,
        method: str,
        path: str,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        is_data: bool = False,
        most_bytes: int = 2**20,
        timeout_s: float = ANSWER_S,
    ) -> net.Answer:
        """One request, with a token, in the endpoint's turn. A token that is refused is made anew, once.

        Raises LineTrouble where it has surely not been done: no token, or nobody to connect to. NetError: no answer.
        """
        await self.wait_turn(method, path)
        token = await self._token()
        answer = await self._send(method, path, token, body, headers, is_data, most_bytes, timeout_s)
        if answer.status != UNAUTHORIZED:
            return answer
        tokens.drop(self.way, token)
        again = await self._token()
        if again == token:
            return answer
        return await self._send(method, path, again, body, headers, is_data, most_bytes, timeout_s)

    async def read(self, path: str) -> Mapping[str, Any] | None:
        """The JSON at a path of GET; None where it cannot be had."""
        try:
            answer = await self.ask("GET", path)
        except (LineTrouble, net.NetError):
            return None
        return plain(answer) if answer.status == 200 else None

    async def wait_turn(self, method: str, path: str) -> None:
        wait_s = self.buckets.wait_s(endpoint(method, path))
        if wait_s:
            await asyncio.sleep(wait_s)

    def refused(self, method: str, path: str) -> None:
        """LINE says that it was too much."""
        self.buckets.refused(endpoint(method, path))

    async def close(self) -> None:
        for session in self._sessions.values():
            await session.close()
        self._sessions.clear()

    async def _token(self) -> str:
        found = tokens.kept(self.way)
        if found is None:
            async with self._refreshing:  # of many that need one, one asks
                found = tokens.kept(self.way)
                if found is None:
                    self.made = found = await tokens.make(self.way, self._post)
                    tokens.keep(self.way, found)
        return found.value

    async def _post(self, path: str, headers: Mapping[str, str], body: bytes) -> net.Answer:
        try:
            return await self._ask("POST", path, headers, body, False, 2**16, ANSWER_S)
        except net.NetError as problem:
            # Without a token nothing has been sent: that is sure.
            raise LineTrouble(Trouble("line_unreachable", self.way.host)) from problem

    async def _send(
        self,
        method: str,
        path: str,
        token: str,
        body: bytes | None,
        headers: Mapping[str, str] | None,
        is_data: bool,
        most_bytes: int,
        timeout_s: float,
    ) -> net.Answer:
        given = {"Authorization": f"Bearer {token}", **(headers or {})}
        if body is not None:
            given.setdefault("Content-Type", "application/json")
        return await self._ask(method, path, given, body, is_data, most_bytes, timeout_s)

    async def _ask(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        body: bytes | None,
        is_data: bool,
        most_bytes: int,
        timeout_s: float,
    ) -> net.Answer:
        try:
            return await net.ask(
                self._session(is_data),
                self.way.url(path, is_data=is_data),
                allow_private=self.way.allows_private(is_data=is_data),
                method=method,
                headers=headers,
                body=body,
                most_bytes=most_bytes,
                timeout_s=timeout_s,
            )
        except (net.Refused, NotFound, net.NotConnected) as problem:
            raise LineTrouble(Trouble("line_unreachable", self.way.host)) from problem

    def _session(self, is_data: bool) -> net.Session:
        found = self._sessions.get(is_data)
        if found is None:
            allow_private = self.way.allows_private(is_data=is_data)
            found = net.open_session(allow_private=allow_private, connections=self._connections)
            self._sessions[is_data] = found
        return found


def has_turn(account: int, method: str, path: str) -> bool:
    """Whether it would be asked at once, for whoever had rather come again than wait a minute for the next turn."""
    return _buckets.setdefault(account, Buckets()).has_turn(endpoint(method, path))


@lru_cache(maxsize=1_000)
def endpoint(method: str, path: str) -> str:
    """Under which requests are counted together: "GET /v2/bot/profile/*"."""
    return f"{method} {PARAMETER.sub('*', path.partition('?')[0])}"
