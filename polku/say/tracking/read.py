"""From a knock at an address in a letter to the event that tells of it."""

import msgspec

from polku.kit import clock, ids
from polku.kit.sql import Cursor
from polku.know.events.append import News
from polku.know.events.event import Identity
from polku.say.outbox import find
from polku.say.tracking import sql
from polku.say.tracking.machine import sign


class Known(msgspec.Struct, frozen=True):
    """A message that went out, and to whom."""

    id: int
    campaign_id: int | None
    channel: str
    handed_over_ms: int | None
    identity: Identity
    email: str


class Knock(msgspec.Struct, frozen=True):
    """Somebody or something fetched the picture (no `url`) or followed a link of a message."""

    message_id: int
    at_ms: int
    method: str
    agent: str
    url: str = ""
    burst_ms: int | None = None  # when the burst of clicks began that this one belongs to

    @property
    def key(self) -> str:
        """The same within a minute: whoever opens a letter twice at once has opened it once."""
        what = f"clicked:{self.message_id}:{ids.public(ids.hash63(self.url.encode()))}" if self.url else ""
        return f"{what or f'opened:{self.message_id}'}:{self.at_ms // clock.MINUTE_MS}"


def known(cursor: Cursor, message_id: int) -> Known | None:
    """None for a message that is no more, or whose person is no more."""
    message = find.by_number([message_id]).get(message_id)
    if message is None:
        return None
    cursor.execute(sql.KNOWN, [message.identity_id])
    row = cursor.fetchone()
    if row is None:
        return None
    kind, value, email = row
    return Known(message_id, message.campaign_id, message.channel, message.settled_ms, (kind, value), email)


def news_of(knock: Knock, message: Known) -> News:
    """`Message Opened` or `Message Clicked`, with `machine` where it was no person as far as one can tell."""
    after_ms = None if message.handed_over_ms is None else knock.at_ms - message.handed_over_ms
    why = sign(knock.agent, method=knock.method, after_ms=after_ms) or ("burst" if knock.burst_ms is not None else "")
    properties = properties_of(message)
    if knock.url:
        properties["url"] = knock.url
    if why:
        properties |= {"machine": True, "sign": why}
    if knock.burst_ms is not None:
        properties["since_ms"] = knock.burst_ms
    key = f"{knock.key}:machine" if why else knock.key
    return News("Message Clicked" if knock.url else "Message Opened", message.identity, key, properties, knock.at_ms)


def properties_of(message: Known) -> dict[str, object]:
    return {"campaign_id": message.campaign_id, "channel": message.channel, "message_id": message.id}
