"""`/phones`: everybody, page by page."""

from html import escape
from urllib.parse import urlencode

from polku.lab.line.account import BLOCKED, FRIEND, Account
from polku.lab.line.web.call import Answer, Call
from polku.lab.people import person
from polku.lab.phones.html import document, language, said
from polku.lab.phones.listing import NAMED, Found, find
from polku.lab.phones.mailboxes import Mailboxes
from polku.lab.phones.snippet import snippet

PAGE = 50
FILTERS = ("all", "unread", "friends", "blocked", "strangers")


def list_page(call: Call) -> Answer:
    call.world.shelf(Mailboxes).begin(call.world)
    account = call.world.account(call.asked("account")) or call.world.accounts[0]
    start = max(0, int(call.asked("start", "0")) if call.asked("start", "0").isdecimal() else 0)
    words, only = call.asked("q"), call.asked("only", "all")
    found = find(call.world, account, words=words, only=only, start=start, most=PAGE)
    body = (
        f'<main class="list"><header><h1>{said(call, "phones")}</h1><p>{said(call, "phones_about")}</p>'
        f"{_tongue(call)}</header>{_form(call, account, words, only)}"
        f'<div id="found" aria-live="polite">{_table(call, account, found)}{_pages(call, found, start)}</div></main>'
    )
    return document(call, title=f"{said(call, 'phones')} · {account.name}", body=body, kind="at-list", script="list.js")


def _tongue(call: Call) -> str:
    other = "en" if language(call) == "ja" else "ja"
    return f'<a class="tongue" lang="{other}" href="?language={other}">{said(call, "language")}</a>'


def _form(call: Call, account: Account, words: str, only: str) -> str:
    chosen = "".join(
        f'<label><input type="radio" name="only" value="{one}"{" checked" if one == only else ""}>'
        f"<span>{said(call, one)}</span></label>"
        for one in FILTERS
    )
    return (
        '<form class="search" role="search"><input type="search" name="q" '
        f'value="{escape(words)}" placeholder="{said(call, "search")}" aria-label="{said(call, "search")}">'
        f'<button>{said(call, "search_button")}</button><div class="filters">{chosen}</div>'
        f"{_account(call, account)}{_limit(call)}</form>"
    )


def _limit(call: Call) -> str:
    """A name is looked for among some of them only, where there are very many."""
    return f"<small>{said(call, 'named', count=f'{NAMED:,}')}</small>" if call.world.people > NAMED else ""


def _account(call: Call, account: Account) -> str:
    if len(call.world.accounts) == 1:
        return ""
    options = "".join(
        f'<option value="{one.channel_id}"{" selected" if one is account else ""}>{escape(one.name)}</option>'
        for one in call.world.accounts
    )
    return f'<select name="account" aria-label="{said(call, "accounts")}">{options}</select>'


def _table(call: Call, account: Account, found: Found) -> str:
    if not len(found.numbers):
        return f'<p class="nothing">{said(call, "none_found")}</p>'
    rows = "".join(_row(call, account, number) for number in found.numbers.tolist())
    return f'<ul class="phones">{rows}</ul>'


def _row(call: Call, account: Account, number: int) -> str:
    somebody, box = person(number), call.world.shelf(Mailboxes).of(account)
    unread = int(box.unread[number])
    badge = f'<b class="badge" title="{said(call, "new_messages", count=unread)}">{unread}</b>' if unread else ""
    last = account.chats.of(number, most=1)
    words = escape(snippet(last[0].messages[-1])) if last and last[0].messages and last[0].sending.way != "note" else ""
    at = int(box.newest_ms[number])
    time = f'<time data-at="{at}"></time>' if at else ""
    state = account.states[number]
    note = "" if state == FRIEND else said(call, "blocked_state" if state == BLOCKED else "stranger")
    return (
        f'<li><a href="/phones/{number}/{account.channel_id}"><span class="face" aria-hidden="true">'
        f'{escape(somebody.name[:1])}</span><span class="who"><strong>{escape(somebody.name)}</strong>'
        f"<small>{said(call, 'number')} {number} · {escape(somebody.city)}</small></span>"
        f'<span class="said">{words or f"<i>{note}</i>"}</span>{badge}{time}</a></li>'
    )


def _pages(call: Call, found: Found, start: int) -> str:
    def link(to: int, name: str) -> str:
        kept = {key: values[0] for key, values in call.query.items() if key not in ("start", "language")}
        return f'<a href="?{escape(urlencode(kept | {"start": str(to)}))}">{said(call, name)}</a>'

    if not len(found.numbers):
        return ""
    last = start + len(found.numbers)
    earlier = link(max(0, start - PAGE), "earlier") if start else ""
    later = link(last, "later") if last < found.count else ""
    place = said(call, "of", first=f"{start + 1:,}", last=f"{last:,}", count=f"{found.count:,}")
    return f'<nav class="pages">{earlier}<span>{place}</span>{later}</nav>'
