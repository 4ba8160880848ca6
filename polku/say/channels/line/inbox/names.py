"""What an event of LINE's is called in the log, and under whose identity it stands."""

from collections.abc import Iterator
from typing import Any

from polku.know.events.event import Identity
from polku.say.channels.line.inbox.stamps import text_of

UNKNOWN = "LINE Event"
RECEIVED, EDITED, UNSENT = "Message Received", "Message Edited", "Message Unsent"
FOLLOWED, UNFOLLOWED, ADDED = "LINE Followed", "LINE Unfollowed", "Friend Added"
TAPPED, GROUP_CHANGED = "Postback Received", "LINE Group Changed"
ID_LENGTH = 512

NAMES = {
    "follow": FOLLOWED,
    "unfollow": UNFOLLOWED,
    "message": RECEIVED,
    "messageEdited": EDITED,
    "unsend": UNSENT,
    "postback": TAPPED,
    "videoPlayComplete": "Video Watched",
    "beacon": "Beacon Entered",
    "accountLink": "Account Linked",
    "membership": "Membership Changed",
    "join": GROUP_CHANGED,
    "leave": GROUP_CHANGED,
    "memberJoined": GROUP_CHANGED,
    "memberLeft": GROUP_CHANGED,
}
# Which of a kind the name is true of: a beacon's banner is no entering, a link that failed is none.
ONLY = {"beacon": ("type", "enter"), "accountLink": ("result", "ok")}
INSIDE = {
    "message": "message",
    "messageEdited": "message",
    "unsend": "unsend",
    "postback": "postback",
    "videoPlayComplete": "videoPlayComplete",
    "beacon": "beacon",
    "accountLink": "link",
    "membership": "membership",
}
MEMBERS = {"memberJoined": "joined", "memberLeft": "left"}
PLACES = (("groupId", "line_group"), ("roomId", "line_room"))


def name_of(event: Any) -> str:
    """`LINE Event` for what we do not know, and where what the name promises is missing."""
    kind = event.get("type") if isinstance(event, dict) else None
    if not isinstance(kind, str) or kind not in NAMES:
        return UNKNOWN
    inside = event.get(INSIDE[kind]) if kind in INSIDE else {}
    if not isinstance(inside, dict):
        return UNKNOWN
    name, value = ONLY.get(kind, ("", None))
    return NAMES[kind] if not name or inside.get(name) == value else UNKNOWN


def who_said(event: Any, *, account: str) -> Iterator[Identity]:
    """Each person it is about, nearly always one; else the group or room; else the account itself."""
    members = _members(event)
    if members:
        yield from (("line", member) for member in members)
        return
    source = event.get("source") if isinstance(event, dict) else None
    given = source if isinstance(source, dict) else {}
    places = (("userId", "line"), *PLACES)
    found = ((kind, text_of(given.get(field)).strip()) for field, kind in places)
    fits = ((kind, value) for kind, value in found if 0 < len(value) <= ID_LENGTH)
    yield next(fits, ("line_account", account))


def _members(event: Any) -> list[str]:
    kind = event.get("type") if isinstance(event, dict) else None
    inside = event.get(MEMBERS[kind]) if isinstance(kind, str) and kind in MEMBERS else None
    members = inside.get("members") if isinstance(inside, dict) else None
    told = [member.get("userId") for member in members if isinstance(member, dict)] if isinstance(members, list) else []
    users = [text_of(user).strip() for user in told]
    return list(dict.fromkeys(user for user in users if 0 < len(user) <= ID_LENGTH))
