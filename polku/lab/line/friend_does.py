"""What people do in LINE, and the webhook events that follow. `number`: which of the world's people."""

from typing import Any

import numpy as np

from polku.lab.line.account import BLOCKED, FRIEND, Account
from polku.lab.line.chats import Sending
from polku.lab.line.delivery import deliver
from polku.lab.line.media import Media
from polku.lab.line.targeting.attributes import Added
from polku.lab.line.webhooks.event import happens
from polku.lab.line.world import World
from polku.lab.line.wrote import Wrote

Event = dict[str, Any]


def add(world: World, account: Account, number: int) -> Event | None:
    """Add the account, or unblock it. None where the two are friends already."""
    if account.states[number] == FRIEND:
        return None
    was_blocked = bool(account.states[number] == BLOCKED)
    account.states[number] = FRIEND
    account.shelf(Added).at_ms.setdefault(number, world.clock.now_ms())
    _note(world, account, number, "unblocked" if was_blocked else "added")
    return _event(happens(world, account, "follow", number, can_reply=True, follow={"isUnblocked": was_blocked}))


unblock = add


def block(world: World, account: Account, number: int) -> Event | None:
    if account.states[number] != FRIEND:
        return None
    account.states[number] = BLOCKED
    _note(world, account, number, "blocked")
    return _event(happens(world, account, "unfollow", number, can_reply=False))


def says(world: World, account: Account, number: int, text: str, **more: Any) -> Event:
    """A text message; `more`: `quotedMessageId`, `emojis`, `mention` as LINE has them."""
    return _message(world, account, number, {"type": "text", "text": text, **more})


def sends_sticker(
    world: World, account: Account, number: int, package_id: str = "446", sticker_id: str = "1988"
) -> Event:
    sticker = {"type": "sticker", "packageId": package_id, "stickerId": sticker_id, "stickerResourceType": "STATIC"}
    return _message(world, account, number, {**sticker, "keywords": ["hello", "smile"]})


def sends_media(
    world: World, account: Account, number: int, kind: str, data: bytes, media_type: str, **more: Any
) -> Event:
    """An image, video, audio or file (`fileName`, `fileSize`; `duration` in ms), to be fetched from the data host."""
    message: dict[str, Any] = {"type": kind, **more}
    if kind != "file":
        message["contentProvider"] = {"type": "line"}
    return _message(world, account, number, message, media=(data, media_type))


def sends_image(world: World, account: Account, number: int, data: bytes, media_type: str = "image/png") -> Event:
    return sends_media(world, account, number, "image", data, media_type)


def shares_location(
    world: World,
    account: Account,
    number: int,
    *,
    latitude: float,
    longitude: float,
    title: str = "",
    address: str = "",
) -> Event:
    place: dict[str, Any] = {"type": "location", "latitude": latitude, "longitude": longitude}
    place |= {key: value for key, value in (("title", title), ("address", address)) if value}
    return _message(world, account, number, place)


def postback(world: World, account: Account, number: int, data: str, **params: str) -> Event:
    said: Event = {"data": data} | ({"params": params} if params else {})
    return _event(happens(world, account, "postback", number, can_reply=True, postback=said))


def shows_text(world: World, account: Account, number: int, text: str) -> None:
    """What a postback's `displayText` puts into the chat: the account does not hear of it."""
    sending = account.chats.add("friend", at_ms=world.clock.now_ms(), messages=[{"type": "text", "text": text}])
    deliver(world, account, sending, np.array([number], dtype=np.int64))


def unsends(world: World, account: Account, number: int, sending: Sending) -> Event:
    sending.is_unsent = True
    message_id = sending.message_ids()[0]
    return _event(happens(world, account, "unsend", number, can_reply=False, unsend={"messageId": message_id}))


def completes_video(world: World, account: Account, number: int, tracking_id: str) -> Event:
    said = {"trackingId": tracking_id}
    return _event(happens(world, account, "videoPlayComplete", number, can_reply=True, videoPlayComplete=said))


def passes_beacon(world: World, account: Account, number: int, hwid: str, kind: str = "enter", dm: str = "") -> Event:
    said = {"hwid": hwid, "type": kind} | ({"dm": dm} if dm else {})
    return _event(happens(world, account, "beacon", number, can_reply=True, beacon=said))


def changes_membership(world: World, account: Account, number: int, kind: str, membership_id: int) -> Event:
    """`kind`: joined, left or renewed."""
    said = {"type": kind, "membershipId": membership_id}
    return _event(happens(world, account, "membership", number, can_reply=True, membership=said))


def _message(
    world: World, account: Account, number: int, message: Event, *, media: tuple[bytes, str] | None = None
) -> Event:
    sending = account.chats.add("friend", at_ms=world.clock.now_ms(), messages=[message])
    deliver(world, account, sending, np.array([number], dtype=np.int64))
    account.shelf(Wrote).at_ms[number] = sending.at_ms
    message_id = sending.message_ids()[0]
    if media:
        account.shelf(Media).keep(message_id, *media, now_s=world.clock.patience_s())
    said = {**message, "id": message_id}
    if message["type"] in ("text", "sticker", "image", "video"):
        said["quoteToken"] = f"quote-{message_id}"
    if message["type"] != "file":
        said["markAsReadToken"] = f"read-{message_id}"
    return _event(happens(world, account, "message", number, can_reply=True, message=said))


def _note(world: World, account: Account, number: int, what: str) -> None:
    sending = account.chats.add("note", at_ms=world.clock.now_ms(), messages=[{"type": "note", "text": what}])
    deliver(world, account, sending, np.array([number], dtype=np.int64))


def _event(event: Any) -> Event:
    made: Event = event
    return made
