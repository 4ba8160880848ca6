"""A chat as JSON, for the page that draws it."""

from typing import Any

from polku.lab.line.account import BLOCKED, FRIEND, Account
from polku.lab.line.chats import Item
from polku.lab.line.web.call import Answer, Call, told
from polku.lab.phones.coupons import coupons_in
from polku.lab.phones.edited import Edited
from polku.lab.phones.html import language
from polku.lab.phones.menu import menu_of
from polku.lab.phones.whose import account_of, number_of
from polku.lab.phones.words import words

SHOWN = 100
STATES = {FRIEND: "friend", BLOCKED: "blocked"}


def chat(call: Call) -> Answer:
    """The newest messages, oldest first; `?before=` an entry for those before it."""
    account, number = account_of(call), number_of(call)
    before = call.asked("before")
    items = account.chats.of(number, most=SHOWN, before=int(before) if before.isdecimal() else None)
    clock = call.world.clock
    entries = [entry for item in items for entry in _entries(call, account, item)]
    return told(
        {
            "state": STATES.get(int(account.states[number]), "stranger"),
            "entries": entries,
            "coupons": coupons_in(account, entries),
            "before": items[0].entry if len(items) == SHOWN else None,
            "menu": menu_of(account, number),
            "clock": {"now_ms": clock.now_ms(), "speed": clock.speed},
        }
    )


def _entries(call: Call, account: Account, item: Item) -> list[dict[str, Any]]:
    """What the renderer takes: a message and who said it when."""
    sending = item.sending
    if sending.way == "note":
        text = str((item.messages or [{"text": ""}])[0].get("text", ""))
        return [
            {"message": {"text": words(language(call)).get(f"note_{text}", text)}, "from": "note", "at": sending.at_ms}
        ]
    is_own = sending.way == "friend"
    shared: dict[str, Any] = {
        "from": "me" if is_own else "account",
        "at": sending.at_ms,
        "isRead": is_own and account.chat_mode == "bot",
        "isEdited": sending.number in account.shelf(Edited).sendings,
    }
    if item.messages is None:
        return [shared | {"message": {"type": "text", "text": "…"}, "isUnsent": sending.is_unsent}]
    return [
        shared | {"id": message_id, "message": _drawn(account, message_id, message)}
        for message_id, message in zip(sending.message_ids(), item.messages, strict=True)
    ]


def _drawn(account: Account, message_id: str, message: dict[str, Any]) -> dict[str, Any]:
    """A picture that somebody took stands on the lab's own shelf; the page has to know where."""
    provider = message.get("contentProvider")
    if isinstance(provider, dict) and provider.get("type") == "line":
        address = f"/phones/media/{account.channel_id}/{message_id}"
        return message | {"originalContentUrl": address, "previewImageUrl": address}
    return message
