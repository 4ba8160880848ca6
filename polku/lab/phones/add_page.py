"""`/R/ti/p/{basic id}`: a link to add an account, opened outside of any phone. It asks on whose."""

from html import escape

from polku.lab.line.web.call import Answer, Call
from polku.lab.people import person
from polku.lab.phones.html import document, said
from polku.lab.phones.listing import find
from polku.lab.phones.whose import account_named

SHOWN = 30


def add_page(call: Call) -> Answer:
    account = account_named(call, call.params["basic_id"])
    if account is None:
        there = ", ".join(one.basic_id for one in call.world.accounts)
        sentence = said(call, "unknown_account", id=call.params["basic_id"], accounts=there)
        return document(
            call, title="404", body=f'<main class="list"><p>{sentence}</p></main>', kind="at-list", status=404
        )
    found = find(call.world, account, words=call.asked("q"), only=call.asked("only", "strangers"), start=0, most=SHOWN)
    rows = "".join(
        f'<li><a href="/phones/{number}/{account.channel_id}?add={account.channel_id}">'
        f'<span class="face" aria-hidden="true">{escape(person(number).name[:1])}</span><span class="who">'
        f"<strong>{escape(person(number).name)}</strong><small>{said(call, 'number')} {number}</small></span></a></li>"
        for number in found.numbers.tolist()
    )
    body = (
        f'<main class="list"><header><h1>{said(call, "choose")}</h1>'
        f'<p>{said(call, "choose_about", account=account.name)}</p></header><form class="search" role="search">'
        f'<input type="search" name="q" value="{escape(call.asked("q"))}" aria-label="{said(call, "search")}" '
        f'placeholder="{said(call, "search")}"><input type="hidden" name="only" value="all">'
        f"<button>{said(call, 'search_button')}</button></form>"
        f'<ul class="phones">{rows}</ul></main>'
    )
    return document(call, title=said(call, "choose"), body=body, kind="at-list")
