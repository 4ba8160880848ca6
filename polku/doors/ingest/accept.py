"""From the bytes of a request to what is appended and what is refused. No input or output here, and no waiting."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import msgspec

from polku.know.events import checks
from polku.know.events.append import Batch
from polku.know.events.checks import Refused
from polku.know.events.given import Instant, decode_given, decode_raw_envelope, seal
from polku.know.events.usual import usual_count

T = TypeVar("T")
BEGINNING = 2_000  # characters of a refused event that are kept


class Refusal(msgspec.Struct, frozen=True, gc=False):
    """One event that is not appended."""

    verdict: Refused
    event: str


# A statement and its values: what else is to be written in the commit that holds the events.
Aside = tuple[str, Sequence[Any]]


class Accepted(msgspec.Struct, frozen=True, gc=False):
    """What becomes of one request. `batch` is None when nothing of it was accepted."""

    batch: Batch | None
    refusals: list[Refusal]
    asides: Sequence[Aside] = ()

    @property
    def size(self) -> int:
        """Of what waits for the commit, in bytes, about."""
        aside = sum(len(value) for _, values in self.asides for value in values if isinstance(value, bytes))
        return (len(self.batch.payload) if self.batch else 500) + aside


class Malformed(Exception):
    """The request holds no JSON that we could read; nothing of it was kept."""


class WriteKey(msgspec.Struct, rename="camel"):
    write_key: str = ""


decode_write_key = msgspec.json.Decoder(WriteKey).decode


def write_key_in(body: bytes) -> str:
    """The write key that stands in the body itself; "" where there is none. Raises Malformed."""
    if b'"writeKey"' not in body:
        return ""
    return _parsed(decode_write_key, body).write_key


def accept_batch(body: bytes, *, source: int, received_ms: int, latest_ms: int) -> Accepted:
    """For /v1/batch and /v1/import: {"batch": [event, …], "sentAt", "context"}. Raises Malformed."""
    _must_be_text(body)
    if not _may_hold_large_event(body):
        count = usual_count(body, received_ms=received_ms, latest_ms=latest_ms)
        if count is not None:  # all is well: the body is the payload, as it came
            return Accepted(Batch(received_ms, source, count, body) if count else None, [])
    return _one_by_one(body, source=source, received_ms=received_ms, latest_ms=latest_ms)


def accept_one(body: bytes, *, kind: str, source: int, received_ms: int, latest_ms: int) -> Accepted:
    """For /v1/track and the like: one event, whose type the address tells. Raises Malformed."""
    _must_be_text(body)
    if not body.lstrip().startswith(b"{"):
        raise Malformed("the body must be one JSON object")
    verdict: Refused | None
    try:
        given = _parsed(decode_given, body)
    except NotOurForm as problem:
        verdict = Refused("form", str(problem))
    else:
        given.type = kind
        verdict = checks.check(given, default_type=kind, sent_at=None, received_ms=received_ms, latest_ms=latest_ms)
    if verdict is not None:
        return Accepted(None, [_refusal(verdict, body)])
    return Accepted(Batch(received_ms, source, 1, b'{"type":"%s","batch":[%s]}' % (kind.encode(), body)), [])


class NotOurForm(ValueError):
    """JSON, but a field is of another type than it must be."""


def _parsed(decode: Callable[[bytes], T], body: bytes) -> T:
    """Raises Malformed for what is no JSON, NotOurForm for JSON of another form."""
    try:
        return decode(body)
    except msgspec.ValidationError as problem:
        raise NotOurForm(str(problem)[:300]) from problem
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise Malformed(str(problem)[:300]) from problem
    except RecursionError as problem:
        raise Malformed("nested too deeply") from problem


def _one_by_one(body: bytes, *, source: int, received_ms: int, latest_ms: int) -> Accepted:
    """The slow way: something in the batch is odd, so each event stands for itself."""
    try:
        raw = _parsed(decode_raw_envelope, body)
    except NotOurForm as problem:
        raise Malformed(str(problem)) from problem
    if not raw.batch and b'"batch"' not in body:
        raise Malformed('"batch" is missing: a list of events')
    accepted: list[bytes] = []
    refusals: list[Refusal] = []
    sent_at: Instant = raw.sent_at
    for item in raw.batch:
        event = bytes(item)
        verdict = checks.check_bytes(
            event, default_type=raw.type, sent_at=sent_at, received_ms=received_ms, latest_ms=latest_ms
        )
        if verdict is None:
            accepted.append(event)
        else:
            refusals.append(_refusal(verdict, event))
    if not accepted:
        return Accepted(None, refusals)
    payload = seal(accepted, default_type=raw.type, sent_at=sent_at, context=bytes(raw.context))
    return Accepted(Batch(received_ms, source, len(accepted), payload), refusals)


def _may_hold_large_event(body: bytes) -> bool:
    if len(body) <= checks.EVENT_BYTES:
        return False
    try:
        return any(len(bytes(event)) > checks.EVENT_BYTES for event in decode_raw_envelope(body).batch)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return True


def _refusal(verdict: Refused, event: bytes) -> Refusal:
    return Refusal(verdict, event[: BEGINNING * 4].decode("utf-8", "replace")[:BEGINNING].replace("\0", "�"))


def _must_be_text(body: bytes) -> None:
    """msgspec passes over the bytes of fields that it does not read; the log holds UTF-8 only."""
    if body.isascii():
        return
    try:
        body.decode()
    except UnicodeDecodeError as problem:
        raise Malformed(f"not UTF-8: byte {problem.start}") from problem
