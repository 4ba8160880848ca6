"""A webhook event as LINE words it."""

import random
import secrets
from typing import Any

from polku.lab.line.account import Account
from polku.lab.line.webhooks.reply_tokens import ReplyTokens
from polku.lab.line.world import World

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's, of ULIDs


def happens(world: World, account: Account, kind: str, number: int | None, *, can_reply: bool, **said: Any) -> Any:
    """An event of this kind by this person, handed to who carries events out. Returns the event.

    `can_reply` gives it a reply token, as LINE does for kinds that can be answered.
    """
    now_ms = world.clock.now_ms()
    event: dict[str, Any] = {"type": kind, **said}
    event |= {
        "webhookEventId": ulid(now_ms, world.dice),
        "deliveryContext": {"isRedelivery": False},
        "timestamp": now_ms,
        "mode": "active",
    }
    if number is not None:
        event["source"] = {"type": "user", "userId": account.ids.of(number)}
    if can_reply and number is not None:
        token = secrets.token_hex(16)
        account.shelf(ReplyTokens).give(token, to=number, patience_s=world.clock.patience_s())
        event["replyToken"] = token
    for carry in world.webhook_events:
        carry(account, event)
    return event


def ulid(now_ms: int, dice: random.Random) -> str:
    value = (now_ms << 80) | dice.getrandbits(80)
    return "".join(LETTERS[value >> shift & 31] for shift in range(125, -1, -5))
