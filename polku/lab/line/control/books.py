"""`/lab/books`: who got what. `/lab/sent`: what was sent, newest first."""

from typing import Any

import numpy as np

from polku.lab.line import books
from polku.lab.line.account import Account
from polku.lab.line.chats import Sending
from polku.lab.line.control.accounts import chosen
from polku.lab.line.control.friends import who
from polku.lab.line.control.row import Row
from polku.lab.line.web.call import Answer, Call, told

ACCOUNT = ("account", "The channel's id; the first account where it is missing.")
NARROW = (
    ACCOUNT,
    ("way", "push, multicast, narrowcast, broadcast or reply."),
    ("since_ms", "Sent at this time or later."),
    ("unit", "Sent under this name of statistics."),
)


def summary(call: Call) -> Answer:
    return told(books.summary(chosen(call), people=call.world.people, **_narrow(call)))


def people(call: Call) -> Answer:
    account = chosen(call)
    counts = books.per_person(books.rows(account, **_narrow(call)), people=call.world.people)
    found = np.flatnonzero(counts >= call.whole("at_least", 1))
    start, limit = call.whole("start", 0), min(call.whole("limit", 1_000), 100_000)
    page = found[start : start + limit]
    ids = account.ids.of_many(page)
    shown = [
        {"number": number, "user_id": user_id, "count": count}
        for number, user_id, count in zip(page.tolist(), ids, counts[page].tolist(), strict=True)
    ]
    return told({"total": len(found), "people": shown})


def sent(call: Call) -> Answer:
    account = chosen(call)
    most = min(call.whole("limit", 100), 1_000)
    found = [
        one
        for one in reversed(account.chats.sendings[-100_000:])
        if one.way not in books.OURS and call.asked("way") in ("", one.way)
    ]
    start = call.whole("start", 0)
    return told({"total": len(found), "sent": [_shown(account, one) for one in found[start : start + most]]})


def chat(call: Call) -> Answer:
    account, number = chosen(call), who(call)
    items = account.chats.of(number, most=min(call.whole("limit", 100), 1_000))
    return told(
        {
            "user_id": account.ids.of(number),
            "chat": [
                {"way": one.sending.way, "at_ms": one.sending.at_ms, "messages": one.messages, "entry": one.entry}
                for one in items
            ],
        }
    )


def _shown(account: Account, one: Sending) -> dict[str, Any]:
    return {
        "way": one.way,
        "at_ms": one.at_ms,
        "request_id": one.request_id,
        "retry_key": one.retry_key,
        "unit": one.unit,
        "reached": one.reached,
        "messages": account.chats.bodies.get(one.body),
    }


def _narrow(call: Call) -> dict[str, Any]:
    return {"way": call.asked("way"), "since_ms": call.whole("since_ms", 0), "unit": call.asked("unit")}


PAGES = (("start", "How many to pass over."), ("limit", "How many to show."))
ROWS = [
    Row("GET", "/lab/books", summary, "How much reached how many, and what reached somebody twice.", query=NARROW),
    Row(
        "GET",
        "/lab/books/people",
        people,
        "How many messages reached each person.",
        query=(*NARROW, ("at_least", "Only those who got so many: 1."), *PAGES),
    ),
    Row("GET", "/lab/sent", sent, "What was sent, newest first.", query=(ACCOUNT, ("way", "Of this way."), *PAGES)),
    Row("GET", "/lab/friends/{number}/chat", chat, "One person's chat, oldest first.", query=(ACCOUNT, PAGES[1])),
]
