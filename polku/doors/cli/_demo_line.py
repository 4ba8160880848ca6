"""The demo's LINE account: entered here as a team would, everything else over HTTP, as the world outside does it.

`connect` runs beside the server. Each step is safe to be done again: after a restart the account is found, the webhook
is told to the lab again (it forgot), and customers' cards are events with names of their own.
"""

import json
import time
import urllib.error
import urllib.request
from base64 import b64encode
from typing import Any

from polku.doors.cli._demo_lab import FRIENDS

NAME, TITLE = "kahvila", "Kahvila"
PLAN = "jp_light"
UNLINKED = 5  # friends whose customer cards nobody has seen
WAITS_S = 60.0
Json = dict[str, Any]


def connect(lab: str, *, polku: str, write_key: str) -> str:
    """A sentence on what there is now. Raises OSError where the lab or polku does not answer."""
    _wait_for(f"{lab}/lab/accounts")
    _wait_for(f"{polku}/sign-in")
    account = _ask(f"{lab}/lab/accounts")["accounts"][0]
    _enter(account, lab)
    if not account["friends"]:
        _become_friends(lab, account)
    _show_cards(lab, account, polku=polku, write_key=write_key)
    _ask(f"{lab}/lab/town", {"polku": polku, "write_key": write_key})
    return f"{account['name']} has {FRIENDS} friends on LINE"


def is_known() -> bool:
    """Whether polku has had this account before."""
    from polku.say.channels.line.models import LineAccount

    return LineAccount.objects.filter(name=NAME).exists()


def _enter(account: Json, lab: str) -> None:
    from polku.kit import clock
    from polku.say.channels.line import accounts
    from polku.say.channels.line.linking import login as logins
    from polku.say.channels.line.models import LineAccount
    from polku.say.channels.line.setup import hook
    from polku.say.channels.line.setup.look import look

    bases = {"api_base": lab, "data_api_base": lab}
    found = LineAccount.objects.filter(name=NAME).first()
    if found is None:
        values = {"title": TITLE, "channel_id": account["channel_id"], "token_kind": "stateless", "plan": PLAN, **bases}
        found = accounts.make(NAME, values, secret=account["channel_secret"], by=None)
    elif found.ended_at is None and (found.api_base, found.data_api_base) != (lab, lab):
        found = accounts.change(found, bases, by=None)
    if found.ended_at is None:
        logins.keep(
            found, channel_id=account["login_channel_id"], secret=account["login_channel_secret"], login_base=lab,
            leads_friends=False, by=None,
        )  # fmt: skip
        hook.set_address(found)
        look(found, now_ms=clock.now_ms())


def _become_friends(lab: str, account: Json) -> None:
    """Each adds the account on their own phone, and polku hears of it."""
    _ask(f"{lab}/lab/friends", {"count": FRIENDS})
    for number in range(FRIENDS):
        _ask(f"{lab}/phones/{number}/{account['channel_id']}/add", {})


def _show_cards(lab: str, account: Json, *, polku: str, write_key: str) -> None:
    """Most friends are known customers: the lab's person number 7 is the demo's customer number 7."""
    found = _ask(f"{lab}/lab/friends?account={account['channel_id']}&limit={FRIENDS}")["friends"]
    events = [_card(one) for one in found if 0 < one["number"] < FRIENDS - UNLINKED]
    key = b64encode(f"{write_key}:".encode()).decode()
    _ask(f"{polku}/v1/batch", {"batch": events}, {"Authorization": f"Basic {key}"})


def _card(friend: Json) -> Json:
    return {
        "type": "identify",
        "userId": str(friend["number"]),
        "messageId": f"demo-line-{friend['number']}",
        "traits": {},
        # Told by the till's book, not by them: they were not here today.
        "context": {"active": False, "externalIds": [{"type": "line", "id": friend["user_id"]}]},
    }


def _ask(url: str, content: Json | None = None, headers: dict[str, str] | None = None) -> Any:
    body = None if content is None else json.dumps(content).encode()
    sent = {"Content-Type": "application/json", **(headers or {})}
    request = urllib.request.Request(url, body, sent)  # noqa: S310 - our own two programs, by http
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - see above
        return json.load(answer)


def _wait_for(url: str) -> None:
    begun = time.monotonic()
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - see below
        except urllib.error.HTTPError:
            return
        except OSError:
            if time.monotonic() - begun > WAITS_S:
                raise
            time.sleep(0.1)
        else:
            return
