"""`/lab`: a page with the accounts, what goes wrong, and the newest lines of the log."""

from html import escape

from polku.lab.line.control.accounts import shown
from polku.lab.line.control.row import Row
from polku.lab.line.counting.days import iso
from polku.lab.line.faults.fault import Faults
from polku.lab.line.log import Line, Log
from polku.lab.line.web.call import Answer, Call, page

STYLE = """
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; --line: light-dark(#e3e6e8, #2c3134) }
body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem; background: light-dark(#fafbfb, #14171a) }
h1 { margin-bottom: 0 } h2 { margin: 2rem 0 .5rem; font-size: 1.1rem }
a { color: light-dark(#00703c, #5fd59a) } code { font-size: .92em; overflow-wrap: anywhere }
dl, li.log { background: light-dark(#fff, #1c2023); border: 1px solid var(--line); border-radius: .5rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; padding: .8rem 1rem; margin: 0 0 .6rem }
dt { color: light-dark(#5b6670, #9aa5ad) } dd { margin: 0 }
ol { list-style: none; padding: 0; margin: 0 }
li.log { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: .3rem .8rem; margin-bottom: .25rem; font-size: .87rem }
li.log time { font-variant-numeric: tabular-nums } li.log b { min-width: 2rem } li.log span { overflow-wrap: anywhere }
li.log.red { border-color: currentcolor; color: light-dark(#a40000, #ff8a80) }
"""
SHOWN_OF_ACCOUNTS = {
    "name": "Account",
    "channel_id": "Channel id",
    "channel_secret": "Channel secret",
    "login_channel_id": "LINE Login: channel id",
    "login_channel_secret": "LINE Login: secret",
    "basic_id": "Basic id",
    "webhook_url": "Webhooks go to",
    "quota": "Messages a month",
    "friends": "Friends",
    "blocked": "Blocked by",
}


def home(call: Call) -> Answer:
    world, only_red = call.world, call.asked("red") == "1"
    log, speed = world.shelf(Log), world.clock.speed
    pace = "" if speed == 1 else f", {speed:g} times as fast as ours"
    faults = "".join(
        f"<li>{one.kind} · <code>{escape(one.endpoint)}</code> · {one.share:g} % · met {one.met} times"
        for one in world.shelf(Faults).ordered
    )
    lines = "".join(_line(one) for one in log.newest(red=only_red))
    return page(
        f"<!doctype html><html lang=en><meta charset=utf-8><title>polku lab</title><style>{STYLE}</style>"
        "<meta name=viewport content='width=device-width, initial-scale=1'>"
        f"<h1>The lab</h1><p>{iso(world.clock.now_ms())[:19].replace('T', ' ')} UTC{pace} ·"
        " <a href=/phones>Phones</a> · <a href=/lab/books>Books</a> · <a href=/lab/openapi.json>API</a></p>"
        f"<h2>Accounts</h2>{''.join(_account(call, place) for place in range(len(world.accounts)))}"
        f"<h2>What goes wrong</h2><ul>{faults or '<li>Nothing.'}</ul>"
        f"<h2>Log</h2><p><a href=/lab>All</a> · <a href='/lab?red=1'>Red only ({log.red_ever})</a></p>"
        f"<ol>{lines or '<li>Nothing yet.'}</ol></html>"
    )


def _account(call: Call, place: int) -> str:
    said = shown(call.world, call.world.accounts[place])
    said["quota"] = "without end" if said["quota"] is None else f"{said['quota']:,}"
    said["webhook_url"] = said["webhook_url"] or "nowhere yet"
    rows = (f"<dt>{title}<dd><code>{escape(str(said[name]))}</code>" for name, title in SHOWN_OF_ACCOUNTS.items())
    return f"<dl>{''.join(rows)}</dl>"


def _line(one: Line) -> str:
    red = " red" if one.is_red else ""
    return (
        f"<li class='log{red}'><time>{iso(one.at_ms)[11:19]}</time><b>{one.status or '–'}</b>"
        f"<span>{escape(one.asked)}</span><span>{escape(one.note)}</span>"
    )


ONLY_RED = ("red", "1: only what is red.")
ROWS = [Row("GET", "/lab", home, "A page with accounts, faults and the log.", query=(ONLY_RED,), gives="text/html")]
