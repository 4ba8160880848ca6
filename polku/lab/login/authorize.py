"""`/oauth2/v2.1/authorize`: who are you, and do you agree?"""

import re
import secrets
from html import escape
from urllib.parse import urlencode, urlsplit

from polku.lab.line import friend_does
from polku.lab.line.account import Account
from polku.lab.line.web.call import Answer, Call, Refused, page
from polku.lab.login.codes import LIFE_S, Code, Logins
from polku.lab.people import person

SCOPES = {"profile", "openid", "email"}
CHALLENGE = re.compile(r"[A-Za-z0-9_\-]{43}")
PHONE = re.compile(r"/phones/(\d{1,9})(?:/|$)")
LAST = re.compile(r"\blab_phone=(\d{1,9})\b")
STYLE = "body{font:16px/1.6 system-ui;max-width:24rem;margin:3rem auto;padding:0 1rem}:root{color-scheme:light dark}"


def ask(call: Call) -> Answer:
    account = _checked(call)
    # Within a phone its page leads here; in a window of its own, the phone that was open last does.
    owner = PHONE.search(urlsplit(call.header(b"referer")).path) or LAST.search(call.header(b"cookie"))
    number, most = int(owner.group(1)) if owner else 0, call.world.people - 1
    asked = call.scope["query_string"].decode()
    wants_friend = call.asked("bot_prompt") in ("normal", "aggressive")
    friend = "<p><label><input type=checkbox name=friend value=1 checked> Add the account as a friend</label>"
    return page(
        "<!doctype html><html lang=en><meta charset=utf-8><title>LINE Login</title>"
        f"<meta name=viewport content='width=device-width, initial-scale=1'><style>{STYLE}</style>"
        f"<h1>{escape(account.name)}</h1><form method=post action='/oauth2/v2.1/authorize?{escape(asked)}'>"
        f"<p><label>I am number <input name=number type=number min=0 max={most} value={number}></label>"
        f" {escape(person(number).name) if owner else ''}{friend if wants_friend else ''}"
        "<p><button name=agrees value=1>Allow</button> <button name=agrees value=0>Cancel</button></form></html>"
    )


def answer(call: Call) -> Answer:
    account, state = _checked(call), call.asked("state")
    if call.form.get("agrees") != "1":
        return _back(call, {"error": "access_denied", "error_description": "The resource owner denied the request."})
    number = int(call.form.get("number", "-1") or -1)
    if not 0 <= number < call.world.people:
        raise Refused(400, "There is nobody with this number")
    code = secrets.token_urlsafe(20)
    call.world.shelf(Logins).codes[code] = Code(
        account,
        number,
        call.asked("redirect_uri"),
        call.asked("scope"),
        call.asked("nonce"),
        call.asked("code_challenge"),
        call.world.clock.patience_s() + LIFE_S,
    )
    said = {"code": code, "state": state}
    if call.asked("bot_prompt") in ("normal", "aggressive"):
        became = call.form.get("friend") == "1" and friend_does.add(call.world, account, number) is not None
        said["friendship_status_changed"] = "true" if became else "false"
    return _back(call, said)


def _checked(call: Call) -> Account:
    account = next((one for one in call.world.accounts if one.login_channel_id == call.asked("client_id")), None)
    redirect = urlsplit(call.asked("redirect_uri"))
    if account is None or redirect.scheme not in ("http", "https") or not redirect.netloc:
        raise Refused(400, "400 Bad Request: client_id or redirect_uri is invalid")
    if call.asked("response_type") != "code" or not call.asked("state"):
        raise Refused(400, "400 Bad Request: response_type must be code, and state is required")
    scope = set(call.asked("scope").split())
    if not scope or scope - SCOPES or not scope & {"profile", "openid"}:
        raise Refused(400, "400 Bad Request: scope is invalid")
    challenge, method = call.asked("code_challenge"), call.asked("code_challenge_method")
    if (challenge or method) and (method != "S256" or not CHALLENGE.fullmatch(challenge)):
        raise Refused(400, "400 Bad Request: code_challenge_method must be S256")
    return account


def _back(call: Call, said: dict[str, str]) -> Answer:
    address = call.asked("redirect_uri")
    address += ("&" if "?" in address else "?") + urlencode({"state": call.asked("state")} | said)
    return Answer(302, b"", b"text/plain", [(b"location", address.encode())])
