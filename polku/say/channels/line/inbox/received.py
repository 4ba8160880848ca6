"""From the body of a webhook's request to events of the log. No input or output here, and no waiting."""

from collections.abc import Iterator
from typing import Any

import msgspec

from polku.kit import clock
from polku.know.events.append import Batch
from polku.know.events.given import encode, seal
from polku.say.channels.line.inbox.bodies import events_in
from polku.say.channels.line.inbox.names import name_of, who_said
from polku.say.channels.line.inbox.stamps import id_of, text_of, time_of
from polku.say.channels.line.inbox.traits import standing
from polku.say.channels.line.inbox.words import properties_of

TOKEN_LENGTH, USER_LENGTH = 200, 40  # what `line_reply_token` holds
TOKEN_LIVES_MS = 20 * clock.MINUTE_MS  # from the event on, however often its webhook is redelivered


class ReplyToken(msgspec.Struct, frozen=True, gc=False):
    """What one free reply can be sent with. It is not for the log."""

    token: str
    user_id: str
    is_redelivered: bool


class Received(msgspec.Struct, frozen=True, gc=False):
    """What one request says. `batch` is None where it says nothing; LINE counts its own events, one may make two."""

    batch: Batch | None
    events: int
    tokens: list[ReplyToken]


def read(body: bytes, *, account: str, source: int, received_ms: int, latest_ms: int) -> Received:
    """`account` is its name; an event later than `latest_ms` is taken to have happened now. Raises Unreadable."""
    given = events_in(body)
    encoded: list[bytes] = []
    tokens: list[ReplyToken] = []
    for event in given:
        time_ms = time_of(event, received_ms=received_ms, latest_ms=latest_ms)
        encoded += [encode(made) for made in _made_of(event, account=account, time_ms=time_ms)]
        if isinstance(event, dict) and received_ms - time_ms < TOKEN_LIVES_MS:
            tokens += _token(event)
    batch = Batch(received_ms, source, len(encoded), seal(encoded)) if encoded else None
    return Received(batch, len(given), tokens)


def _made_of(event: Any, *, account: str, time_ms: int) -> Iterator[dict[str, Any]]:
    number = id_of(event)
    name = name_of(event)
    for nth, identity in enumerate(who_said(event, account=account)):
        yield {
            "type": "track",
            "event": name,
            "messageId": f"line:{account}:{number}" + (f":{nth}" if nth else ""),
            "identity": identity,
            "timestamp": time_ms,
            "properties": {"channel": f"line:{account}", **properties_of(name, event)},
        }
        yield from standing(name, identity, account=account, number=number, time_ms=time_ms)


def _token(event: dict[str, Any]) -> Iterator[ReplyToken]:
    """Where one person alone is spoken to, and where it is on us to answer."""
    source, delivery = event.get("source"), event.get("deliveryContext")
    if event.get("mode") == "standby" or not isinstance(source, dict) or source.get("type") != "user":
        return
    token, user = text_of(event.get("replyToken")), text_of(source.get("userId"))
    # LINE's console has been seen to check an address with tokens of all 0 or all f.
    is_real = 0 < len(token) <= TOKEN_LENGTH and token.strip("0") and token.strip("f")
    if is_real and 0 < len(user) <= USER_LENGTH:
        yield ReplyToken(token, user, isinstance(delivery, dict) and delivery.get("isRedelivery") is True)
