"""What is done on a phone's page: one address a verb, each through a friend's own finger (line/friend_does.py)."""

from typing import Any

import msgspec

from polku.lab.line import friend_does, looks
from polku.lab.line.account import Account
from polku.lab.line.chats import Sending
from polku.lab.line.taps import tap
from polku.lab.line.web.call import Answer, Call, Refused, told
from polku.lab.phones import menu
from polku.lab.phones.edited import edits
from polku.lab.phones.mailboxes import Mailboxes
from polku.lab.phones.whose import account_of, number_of

PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
DATES = ("date", "time", "datetime")


def act(call: Call) -> Answer:
    """`POST /phones/{number}/{account}/{verb}`."""
    verb = VERBS.get(call.params["verb"])
    if verb is None:
        raise Refused(404, f"There is no {call.params['verb']}; there is {', '.join(VERBS)}")
    return told(verb(call, account_of(call), number_of(call)) or {})


def _said(call: Call) -> dict[str, Any]:
    read = call.read() if call.body else {}
    if not isinstance(read, dict):
        raise Refused(400, "The request body must be an object")
    return read


def _add(call: Call, account: Account, number: int) -> None:
    friend_does.add(call.world, account, number)


def _block(call: Call, account: Account, number: int) -> None:
    friend_does.block(call.world, account, number)


def _says(call: Call, account: Account, number: int) -> None:
    text = str(_said(call).get("text", ""))[:5_000]
    if not text.strip():
        raise Refused(400, "There is no text")
    friend_does.says(call.world, account, number, text)


def _sticker(call: Call, account: Account, number: int) -> None:
    said = _said(call)
    friend_does.sends_sticker(call.world, account, number, str(said["packageId"]), str(said["stickerId"]))


def _picture(call: Call, account: Account, number: int) -> None:
    kind = call.header(b"content-type").split(";")[0]
    if kind not in PICTURES or not call.body:
        raise Refused(415, f"A picture is one of {', '.join(PICTURES)}")
    friend_does.sends_image(call.world, account, number, call.body, kind)


def _location(call: Call, account: Account, number: int) -> None:
    said = msgspec.json.decode(call.body, type=Place)
    friend_does.shares_location(
        call.world,
        account,
        number,
        latitude=said.latitude,
        longitude=said.longitude,
        title=said.title[:100],
        address=said.address[:100],
    )


class Place(msgspec.Struct):
    latitude: float
    longitude: float
    title: str = ""
    address: str = ""


def _tap(call: Call, account: Account, number: int) -> dict[str, Any]:
    """An action object as LINE has it, and `params` of a date picker; `message` or `menu` and `area`: where it stands.

    The answer says what the phone does next.
    """
    said = _said(call)
    action, params = said.get("action"), said.get("params") or {}
    if not isinstance(action, dict):
        raise Refused(400, "There is no action")
    chosen = {key: str(value) for key, value in params.items() if key in DATES}
    try:
        done = tap(call.world, account, number, action, **chosen)
    except KeyError as missing:
        raise Refused(400, f"The action has no {missing.args[0]}") from missing
    menu.count(call, account, number, said)
    if done.opens and (sending := account.chats.by_message(str(said.get("message", "")))):
        looks.click(account, number, sending, done.opens)
    return {
        "opens": done.opens,
        "fills_in": done.fills_in,
        "copies": done.copies,
        "shows": done.shows,
        "menu_alias": done.menu_alias,
    }


def _sees(call: Call, account: Account, number: int) -> None:
    """The chat is on the screen: whatever had not been seen now is."""
    mailboxes = call.world.shelf(Mailboxes)
    unread = int(mailboxes.of(account).unread[number])
    for item in reversed(account.chats.of(number) if unread else []):
        if unread <= 0:
            break
        if item.sending.way not in ("friend", "note"):
            looks.see(account, number, item.sending)
            unread -= item.sending.count
    mailboxes.seen(account, number)
    menu.count(call, account, number, _said(call))


def _unsends(call: Call, account: Account, number: int) -> None:
    friend_does.unsends(call.world, account, number, _own(call, account, number))


def _edits(call: Call, account: Account, number: int) -> None:
    text = str(_said(call).get("text", ""))[:5_000]
    if not text.strip():
        raise Refused(400, "There is no text")
    edits(call.world, account, number, _own(call, account, number), text)


def _own(call: Call, account: Account, number: int) -> Sending:
    """The message that `id` means, if this person said it."""
    sending = account.chats.by_message(str(_said(call).get("id", "")))
    if sending is None or sending.way != "friend" or not account.chats.has(number, sending):
        raise Refused(404, "There is no such message of yours")
    return sending


def _video(call: Call, account: Account, number: int) -> None:
    if tracking_id := str(_said(call).get("trackingId", "")):
        friend_does.completes_video(call.world, account, number, tracking_id)


VERBS = {
    "add": _add,
    "block": _block,
    "unblock": _add,
    "says": _says,
    "sticker": _sticker,
    "picture": _picture,
    "location": _location,
    "tap": _tap,
    "sees": _sees,
    "unsend": _unsends,
    "edit": _edits,
    "video": _video,
}
