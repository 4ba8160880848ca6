"""What LINE posts, made by hand: events of a webhook, and an account that takes them."""

import json
from itertools import count
from typing import Any

from django.conf import settings

from polku.kit import seal
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.signature import sign

SECRET = "8c570fa6dd201bb328f1c1eac23a96d8"
DEVI = "U" + "d" * 32
FUMI = "U" + "f0" * 16
NOON_MS = 1_795_262_400_000  # as the clock of tests stands
_numbers = count(1)


def account(name: str = "kahvila", **more: Any) -> LineAccount:
    row, _is_new = LineAccount.objects.update_or_create(
        name=name,
        defaults={
            "title": "Kahvila",
            "channel_id": "1650000000",
            "sealed_secret": seal.shut(SECRET, key=settings.SECRET_KEY),
            **more,
        },
    )
    return row


def event(kind: str, *, user: str = DEVI, at_ms: int = NOON_MS, number: str = "", **more: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "mode": "active",
        "timestamp": at_ms,
        "source": {"type": "user", "userId": user},
        "webhookEventId": number or f"01TEST{next(_numbers):020d}",
        "deliveryContext": {"isRedelivery": False},
        **more,
    }


def text(words: str, *, message_id: str = "", **more: Any) -> dict[str, Any]:
    said = {"id": message_id or f"57{next(_numbers):016d}", "type": "text", "text": words, "quoteToken": "q1"}
    return event("message", message=said, replyToken=f"reply{next(_numbers):027d}", **more)


def body(*events: Any, destination: str = "U" + "a1" * 16) -> bytes:
    return json.dumps({"destination": destination, "events": list(events)}).encode()


def signed(content: bytes, *, secret: str = SECRET) -> dict[str, str]:
    return {"x-line-signature": sign(content, secret=secret), "Content-Type": "application/json; charset=utf-8"}
