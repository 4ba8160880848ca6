"""The form that nearly all batches have, told by the JSON decoder itself: a third of the cost of `checks.check`.

What is not of this form is not refused: it goes the long way, event by event.
"""

from datetime import UTC, datetime
from typing import Annotated, Literal

import msgspec

from polku.kit import clock
from polku.know.events import checks
from polku.know.events.given import NOTHING, Instant, Text
from polku.know.events.instants import is_right

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)

Id = Annotated[str, msgspec.Meta(max_length=checks.ID_LENGTH)] | None
Moment = Annotated[datetime, msgspec.Meta(tz=True)] | None


class Usual(msgspec.Struct, rename="camel", gc=False):
    """An event of the usual form; fields that take part in no check are passed over."""

    type: Literal["track", "identify", "page", "screen", "group"]
    event: Annotated[str, msgspec.Meta(max_length=checks.NAME_LENGTH)] | None = None
    name: Text = None
    category: Text = None
    group_id: Text = None
    message_id: Annotated[str, msgspec.Meta(max_length=checks.MESSAGE_ID_LENGTH)] | None = None
    user_id: Id = None
    anonymous_id: Id = None
    previous_id: None = None
    timestamp: Moment = None
    original_timestamp: None = None
    sent_at: None = None
    identity: None = None
    properties: msgspec.Raw = NOTHING


class UsualBatch(msgspec.Struct, rename="camel", gc=False):
    """Its events, and what was said once for all of them."""

    batch: list[Usual]
    type: str = ""
    sent_at: Instant = None


decode_usual = msgspec.json.Decoder(UsualBatch).decode


def usual_count(body: bytes, *, received_ms: int, latest_ms: int) -> int | None:
    """How many events a batch has, when every one of them is acceptable at first sight; else None.

    Sizes are not looked at, nor whether the bytes that the decoder passes over are UTF-8.
    """
    if b"\\u0000" in body:
        return None
    try:
        given = decode_usual(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    if not is_right(given.sent_at, received_ms=received_ms):
        return None
    latest = clock.from_ms(latest_ms)
    for event in given.batch:
        leading, moment = event.user_id, event.timestamp
        if leading is None:
            leading = event.anonymous_id
        if not leading or leading.isspace() or (moment is not None and not EARLIEST <= moment <= latest):
            return None
        if event.type == "track":
            name = event.event
            if not name or name.isspace() or (name in checks.ORDERS and checks.unreadable_amount(event.properties)):
                return None
    return len(given.batch)
