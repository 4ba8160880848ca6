"""What an event must be to be accepted: named checks, each with a sentence for the developer who sent it."""

import msgspec

from polku.kit import clock, money
from polku.know.events.event import leading_identity
from polku.know.events.given import TYPES, Given, Instant, as_object, as_text, decode_given
from polku.know.events.instants import NotAnInstant, event_time_ms

EVENT_BYTES = 32 * 1024
BATCH_BYTES = 500 * 1024
NAME_LENGTH = 200
ID_LENGTH = 512
KIND_LENGTH = 40
MESSAGE_ID_LENGTH = 200
ORDERS = frozenset(("Order Completed", "Order Updated", "Order Refunded"))


class Refused(msgspec.Struct, frozen=True):
    """Why one event was not accepted: the check's name and a sentence."""

    reason: str
    detail: str


def check(given: Given, *, default_type: str, sent_at: Instant, received_ms: int, latest_ms: int) -> Refused | None:
    """The first thing that speaks against an event, or None. Sizes are checked before, on the bytes."""
    kind = given.type or default_type
    if kind not in TYPES:
        return Refused("type", f'"type" is "{kind[:40]}": it must be one of {", ".join(sorted(TYPES))}')
    if kind == "track":
        name = as_text(given.event)
        if not name or len(name) > NAME_LENGTH or "\0" in name:
            return Refused("event name", f'"event" must be a name of 1 to {NAME_LENGTH} characters')
        if name in ORDERS and (amount := unreadable_amount(given.properties)):
            return Refused("amount", amount)
    identity = leading_identity(given)
    if identity is None:
        return Refused("identity", 'neither "userId" nor "anonymousId" is given')
    if not 0 < len(identity[0]) <= KIND_LENGTH or not identity[1]:
        return Refused("identity", f'"identity" must be a kind of at most {KIND_LENGTH} characters and a value')
    ids = (*identity, as_text(given.user_id), as_text(given.anonymous_id), as_text(given.previous_id))
    for value in ids:
        if len(value) > ID_LENGTH or "\0" in value:
            return Refused("identity", f"an id is longer than {ID_LENGTH} characters or holds a NUL character")
    if kind == "alias" and not as_text(given.previous_id):
        return Refused("identity", '"previousId" is missing: alias joins it with "userId"')
    message_id = as_text(given.message_id)
    if len(message_id) > MESSAGE_ID_LENGTH or "\0" in message_id:
        return Refused("message id", f'"messageId" is longer than {MESSAGE_ID_LENGTH} characters or holds NUL')
    return _check_time(given, sent_at, received_ms, latest_ms)


def unreadable_amount(properties: msgspec.Raw) -> str:
    """An order whose amount nobody can read would count as one of nothing. "" where all is well."""
    said = as_object(properties)
    for name in ("revenue", "total"):
        amount = said.get(name)
        if isinstance(amount, str):
            is_number = not amount.strip() or money.exact(amount) is not None
        else:
            is_number = amount is None or (isinstance(amount, int | float) and not isinstance(amount, bool))
        if not is_number:
            return f'"{name}" is {str(amount)[:40]!r}: it must be a number, for example 12.5'
    return ""


def _check_time(given: Given, sent_at: Instant, received_ms: int, latest_ms: int) -> Refused | None:
    try:
        time_ms = event_time_ms(given, sent_at=sent_at, received_ms=received_ms)
    except NotAnInstant as problem:
        return Refused("time", f'"{problem}" is not a time; send ISO 8601, for example 2026-11-21T10:00:00Z')
    if time_ms > latest_ms:
        ahead_s = (time_ms - received_ms) // 1000
        when = clock.from_ms(time_ms).isoformat()
        return Refused("future", f"{when} is {ahead_s} s ahead of the server's clock")
    return None


def check_bytes(
    event: bytes, *, default_type: str, sent_at: Instant, received_ms: int, latest_ms: int
) -> Refused | None:
    """The same for one event that is still JSON: the way for batches that hold something odd."""
    if len(event) > EVENT_BYTES:
        return Refused("size", f"{len(event)} bytes: an event may have {EVENT_BYTES}")
    try:
        given = decode_given(event)
    except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
        return Refused("form", str(problem)[:300])
    except RecursionError:
        return Refused("form", "nested too deeply")
    return check(given, default_type=default_type, sent_at=sent_at, received_ms=received_ms, latest_ms=latest_ms)
