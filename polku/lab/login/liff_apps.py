"""LIFF apps by API: thirty of one LINE Login channel."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from polku.lab.liff.apps import Liff, LiffApp
from polku.lab.line.web.call import Answer, Call, Refused, told
from polku.lab.line.web.gate import endpoint

MOST = 30
USUAL = {"scope": ["profile", "chat_message.write"], "botPrompt": "none", "permanentLinkPattern": "concat"}


@dataclass
class Apps:
    """One account's, as they were given."""

    known: dict[str, dict[str, Any]] = field(default_factory=dict)


def index(call: Call) -> Answer:
    known = call.account.shelf(Apps).known
    if not known:
        raise Refused(404, "no apps")
    return told({"apps": [{"liffId": liff_id, **said} for liff_id, said in known.items()]})


def make(call: Call) -> Answer:
    known = call.account.shelf(Apps).known
    if len(known) >= MOST:
        raise Refused(400, f"The number of LIFF apps has reached the limit of {MOST}")
    liff_id = f"{call.account.login_channel_id}-{secrets.token_urlsafe(6)[:8]}"
    known[liff_id] = USUAL | call.json
    _let_open(call, liff_id)
    return told({"liffId": liff_id})


def change(call: Call) -> Answer:
    liff_id = _known(call)
    before = call.account.shelf(Apps).known[liff_id]
    view = before["view"] | (call.json.get("view") or {})
    call.account.shelf(Apps).known[liff_id] = before | call.json | {"view": view}
    _let_open(call, liff_id)
    return Answer()


def delete(call: Call) -> Answer:
    liff_id = _known(call)
    del call.account.shelf(Apps).known[liff_id]
    call.world.shelf(Liff).apps.pop(liff_id, None)
    return Answer()


def _let_open(call: Call, liff_id: str) -> None:
    url = call.account.shelf(Apps).known[liff_id]["view"]["url"]
    if "#" in url or not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        del call.account.shelf(Apps).known[liff_id]
        raise Refused(400, "The endpoint URL must be https and without a fragment")
    call.world.shelf(Liff).apps[liff_id] = LiffApp(liff_id, url, call.account.login_channel_id)


def _known(call: Call) -> str:
    liff_id = call.params["liffId"]
    if liff_id not in call.account.shelf(Apps).known:
        raise Refused(404, "not found")
    return liff_id


ENDPOINTS = [
    endpoint("GET", "/liff/v1/apps", index, bearer="login"),
    endpoint("POST", "/liff/v1/apps", make, bearer="login"),
    endpoint("PUT", "/liff/v1/apps/{liffId}", change, bearer="login"),
    endpoint("DELETE", "/liff/v1/apps/{liffId}", delete, bearer="login"),
]
