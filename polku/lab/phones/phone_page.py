"""`/phones/{number}/{account}`: one phone with one chat open; and `/phones/{number}`, which leads there."""

from html import escape
from typing import Any

import msgspec

from polku.lab.line.account import STRANGER, Account
from polku.lab.line.web.call import Answer, Call
from polku.lab.people import person
from polku.lab.phones.html import document, language, said
from polku.lab.phones.mailboxes import Mailboxes
from polku.lab.phones.whose import account_of, number_of
from polku.lab.phones.words import words
from polku.lab.town.stores import STORES


def first_chat(call: Call) -> Answer:
    """To the account with the newest message, so that a phone has one short address."""
    number, mailboxes = number_of(call), call.world.shelf(Mailboxes)
    newest = max(call.world.accounts, key=lambda one: int(mailboxes.of(one).newest_ms[number]))
    query = call.scope["query_string"]
    address = f"/phones/{number}/{newest.channel_id}".encode() + (b"?" + query if query else b"")
    return Answer(302, b"", b"text/plain", [(b"location", address)])


def phone_page(call: Call) -> Answer:
    call.world.shelf(Mailboxes).begin(call.world)
    account, number = account_of(call), number_of(call)
    call.world.shelf(Mailboxes).held.add(number)
    somebody = person(number)
    given = escape(msgspec.json.encode(_given(call, account, number)).decode())
    body = (
        f'<main class="one"><aside><a class="back" href="/phones">‹ {said(call, "back")}</a>'
        f"<h1>{escape(somebody.name)}</h1><dl><dt>{said(call, 'number')}</dt><dd>{number}</dd>"
        f"<dt>{said(call, 'user_id')}</dt><dd><code>{account.ids.of(number)}</code></dd>"
        f'<dt>{said(call, "phone_clock")}</dt><dd><time id="clock"></time>{_jumps(call)}</dd></dl>'
        f"{_accounts(call, account, number)}</aside>"
        f'<section id="phone" class="phone" data-phone="{given}"></section></main>'
    )
    title = f"{escape(somebody.name)} · {escape(account.name)}"
    return document(call, title=title, body=body, kind="at-phone", script="phone.js", phone=number)


def _given(call: Call, account: Account, number: int) -> dict[str, Any]:
    places = [{"title": one.name, "latitude": one.latitude, "longitude": one.longitude} for one in STORES]
    return {
        "base": f"/phones/{number}/{account.channel_id}",
        "number": number,
        "account": {"name": account.name, "id": account.channel_id, "basic_id": account.basic_id},
        "accounts": [{"name": one.name, "id": one.channel_id} for one in call.world.accounts],
        "language": language(call),
        "words": words(language(call)),
        "places": places,
        "does": {name: call.asked(name) for name in ("add", "open", "text") if call.asked(name)},
    }


def _jumps(call: Call) -> str:
    buttons = ((3_600, "hour"), (86_400, "day"))
    return "".join(f'<button data-jump="{seconds}">{said(call, name)}</button>' for seconds, name in buttons)


def _accounts(call: Call, account: Account, number: int) -> str:
    """Every account there is, those that this person knows first."""
    known = sorted(call.world.accounts, key=lambda one: one.states[number] == STRANGER)
    mailboxes = call.world.shelf(Mailboxes)
    rows = "".join(_account(one, number, int(mailboxes.of(one).unread[number]), one is account) for one in known)
    return f'<h2>{said(call, "accounts")}</h2><ul class="accounts">{rows}</ul>'


def _account(account: Account, number: int, unread: int, is_open: bool) -> str:
    current = ' aria-current="page"' if is_open else ""
    badge = f'<b class="badge">{unread}</b>' if unread and not is_open else ""
    return (
        f'<li><a href="/phones/{number}/{account.channel_id}"{current}><span>{escape(account.name)}</span>'
        f"<small>{escape(account.basic_id)}</small>{badge}</a></li>"
    )
