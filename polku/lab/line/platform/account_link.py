"""Joining a LINE account with a customer's own: the link token, and the page that ends the way."""

import re
import secrets
from dataclasses import dataclass, field
from html import escape

from polku.lab.line.platform.people import number_of
from polku.lab.line.web.call import Answer, Call, Refused, page, told
from polku.lab.line.web.gate import endpoint
from polku.lab.line.webhooks.event import happens

LIFE_S = 600.0
NONCE = re.compile(r"[A-Za-z0-9+/=_.\-]{10,255}")


@dataclass
class LinkTokens:
    """One account's: token → (who, until when of the clock's patience)."""

    known: dict[str, tuple[int, float]] = field(default_factory=dict)


def issue(call: Call) -> Answer:
    number, token = number_of(call), secrets.token_urlsafe(24)
    call.account.shelf(LinkTokens).known[token] = (number, call.world.clock.patience_s() + LIFE_S)
    return told({"linkToken": token})


def dialog(call: Call) -> Answer:
    """`/dialog/bot/accountLink`: a used or old token makes no webhook; a nonce out of form makes one that failed."""
    token, nonce = call.asked("linkToken"), call.asked("nonce")
    for account in call.world.accounts:
        number, until_s = account.shelf(LinkTokens).known.pop(token, (-1, 0.0))
        if number >= 0 and until_s > call.world.clock.patience_s():
            is_good = bool(NONCE.fullmatch(nonce))
            link = {"result": "ok" if is_good else "failed", "nonce": nonce}
            happens(call.world, account, "accountLink", number if is_good else None, can_reply=is_good, link=link)
            words = "is linked" if is_good else "could not be linked"
            return page(_html(f"Your LINE account {words} with {account.name}."))
    raise Refused(400, "The link token has been used or is too old")


def _html(sentence: str) -> str:
    return (
        "<!doctype html><html lang=en><meta charset=utf-8><title>LINE</title>"
        "<meta name=viewport content='width=device-width, initial-scale=1'>"
        f"<p>{escape(sentence)} You can close this page.</p></html>"
    )


ENDPOINTS = [
    endpoint("POST", "/v2/bot/user/{userId}/linkToken", issue),
    endpoint("GET", "/dialog/bot/accountLink", dialog, bearer="none"),
]
