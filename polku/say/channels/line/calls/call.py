"""One request, as it was written down."""

import array
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import msgspec

from polku.kit import clock
from polku.say.channels.line.calls.models import LineCall
from polku.say.channels.line.limits import limits

PATHS = {
    LineCall.Endpoint.PUSH: "/v2/bot/message/push",
    LineCall.Endpoint.MULTICAST: "/v2/bot/message/multicast",
    LineCall.Endpoint.REPLY: "/v2/bot/message/reply",
}
CLOCK_MS = 60_000  # so far back a clock is set, now and then


class Call(msgspec.Struct, gc=False):
    """`messages`: the outbox's numbers, of a multicast in the order of its `to`."""

    key: str
    endpoint: str
    body: bytes
    messages: tuple[int, ...]
    first_ms: int
    attempts: int = 0
    # It may have been made before: by a process that died, or without an answer.
    is_doubtful: bool = False

    @property
    def message_id(self) -> int:
        return min(self.messages)

    @property
    def path(self) -> str:
        return PATHS[LineCall.Endpoint(self.endpoint)]

    @property
    def headers(self) -> dict[str, str]:
        return {} if self.endpoint == LineCall.Endpoint.REPLY else {"X-Line-Retry-Key": self.key}

    def is_over(self, now_ms: int) -> bool:
        """LINE may have forgotten the key: the next attempt could be a second message."""
        key = limits()["retry_key"]
        life_ms = (key["life_s"] - key["margin_s"]) * clock.SECOND_MS
        return not -CLOCK_MS <= now_ms - self.first_ms < life_ms

    def values(self, account: int) -> tuple[Any, ...]:
        """As a row."""
        several = packed(self.messages) if self.endpoint == LineCall.Endpoint.MULTICAST else b""
        return (account, self.key, self.endpoint, self.body, self.message_id, several, b"", self.first_ms, 0)


def push(to: str, chat: bytes, *, unit: str, message_id: int, now_ms: int, is_silent: bool = False) -> Call:
    body = b'{"to":%b,"messages":%b%b%b}' % (msgspec.json.encode(to), chat, _units(unit), _silence(is_silent))
    return Call(str(uuid4()), LineCall.Endpoint.PUSH, body, (message_id,), now_ms)


def multicast(
    to: Sequence[str], chat: bytes, *, unit: str, message_ids: Sequence[int], now_ms: int, is_silent: bool = False
) -> Call:
    body = b'{"to":%b,"messages":%b%b%b}' % (msgspec.json.encode(to), chat, _units(unit), _silence(is_silent))
    return Call(str(uuid4()), LineCall.Endpoint.MULTICAST, body, tuple(message_ids), now_ms)


def reply(token: str, chat: bytes, *, message_id: int, now_ms: int, is_silent: bool = False) -> Call:
    body = b'{"replyToken":%b,"messages":%b%b}' % (msgspec.json.encode(token), chat, _silence(is_silent))
    return Call(str(uuid4()), LineCall.Endpoint.REPLY, body, (message_id,), now_ms)


class Said(msgspec.Struct):
    """What stands in a body, its messages as they are."""

    messages: msgspec.Raw
    to: str | list[str] = ""
    units: list[str] = msgspec.field(default_factory=list, name="customAggregationUnits")

    @property
    def people(self) -> list[str]:
        return [self.to] if isinstance(self.to, str) else self.to


def read(body: bytes) -> Said:
    return msgspec.json.decode(body, type=Said)


def packed(message_ids: Sequence[int]) -> bytes:
    return array.array("q", message_ids).tobytes()


def unpacked(kept: bytes) -> tuple[int, ...]:
    return tuple(array.array("q", bytes(kept)))


def _units(unit: str) -> bytes:
    return b',"customAggregationUnits":["%b"]' % unit.encode() if unit else b""


def _silence(is_silent: bool) -> bytes:
    return b',"notificationDisabled":true' if is_silent else b""
