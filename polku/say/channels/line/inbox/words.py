"""What an event of LINE's says, as properties of an event of ours: names in the log's own style, nothing made up."""

from typing import Any

from polku.say.channels.line.inbox.names import EDITED, MEMBERS, PLACES, RECEIVED, UNKNOWN

OWN = {  # LINE's name → ours, of what stands inside of each kind of event
    "follow": {"isUnblocked": "is_unblocked"},
    "unsend": {"messageId": "message_id"},
    "postback": {"data": "data", "params": "params"},
    "videoPlayComplete": {"trackingId": "tracking_id"},
    "beacon": {"hwid": "hwid", "type": "kind", "dm": "device_message"},
    "accountLink": {"result": "result", "nonce": "nonce"},
    "membership": {"type": "kind", "membershipId": "membership_id"},
}
INSIDE = {"accountLink": "link"}  # else what stands inside is called as the event
MESSAGE = {
    "id": "message_id",
    "type": "kind",
    "text": "text",
    "emojis": "emojis",
    "mention": "mention",
    "quoteToken": "quote_token",
    "quotedMessageId": "quoted_message_id",
    "markAsReadToken": "mark_as_read_token",
    "packageId": "package_id",
    "stickerId": "sticker_id",
    "stickerResourceType": "sticker_type",
    "keywords": "keywords",
    "title": "title",
    "address": "place_address",
    "latitude": "latitude",
    "longitude": "longitude",
    "fileName": "file_name",
    "fileSize": "file_size",
    "duration": "duration_ms",
    "imageSet": "image_set",
    "contentProvider": "provider",
}
KINDS = frozenset(("text", "image", "video", "audio", "file", "location", "sticker"))


def properties_of(name: str, event: Any) -> dict[str, Any]:
    """What LINE said. Of what we do not know everything, as it came, but no reply token: those are no news."""
    if not isinstance(event, dict):
        return {"raw": event}
    if name == UNKNOWN:
        return {"kind": str(event.get("type", ""))[:100], "raw": {k: v for k, v in event.items() if k != "replyToken"}}
    kind = str(event.get("type"))
    inside: Any = event.get(INSIDE.get(kind, "message" if name == EDITED else kind))
    said = _message(inside) if name in (RECEIVED, EDITED) else _renamed(inside, OWN.get(kind, {}))
    if kind in MEMBERS or kind in ("join", "leave"):
        said["change"] = kind
    return said | _around(event)


def _message(message: Any) -> dict[str, Any]:
    said = _renamed(message, MESSAGE)
    said["message_id"] = str(said.get("message_id", ""))
    return said if said.get("kind", "text") in KINDS else said | {"raw": message}


def _around(event: dict[str, Any]) -> dict[str, Any]:
    """Where it was said, and whether it is on somebody else to answer."""
    source = event.get("source")
    given = source if isinstance(source, dict) else {}
    said = {
        name: str(given[field])[:512] for (field, _kind), name in zip(PLACES, ("group_id", "room_id"), strict=True)
        if given.get(field)
    }  # fmt: skip
    return said | ({"mode": event["mode"]} if event.get("mode") not in (None, "active") else {})


def _renamed(given: Any, names: dict[str, str]) -> dict[str, Any]:
    if not isinstance(given, dict):
        return {}
    return {ours: given[theirs] for theirs, ours in names.items() if given.get(theirs) is not None}
