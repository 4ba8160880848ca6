"""Leaving, by a message's own link. Looking at it does nothing (mail programs look at every link), one press does.

A mail program may press by itself, without cookies and without the page: RFC 8058, List-Unsubscribe=One-Click.
"""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from polku.doors.public.customer import CHANNEL_NAMES, Customer, also_by_mailbox, customer, path_of
from polku.doors.public.door import page, public
from polku.doors.public.limits import is_too_often
from polku.doors.public.visitor import proof_of
from polku.kit import clock
from polku.know.events.append import News, tell
from polku.know.people.consent import links
from polku.know.people.consent.history import history
from polku.know.people.consent.purposes import purposes
from polku.know.people.consent.record import WITHDRAWN, Statement, record
from polku.know.people.consent.standing import deciding

UNSUBSCRIBED = "Message Unsubscribed"


@public
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    leaving = links.read_unsubscribe(token)
    who = customer(leaving.identity_id)
    # By person, not by network: mail providers press for all their customers from few addresses.
    if is_too_often("unsubscribe", str(who.identity_id), most=30):
        return page(request, "public/wait.html", person=who.profile, status=429)
    if request.method == "POST" and not _has_left(who, leaving):
        _leave(request, who, leaving)
    given = {
        "who": who,
        "has_left": _has_left(who, leaving),
        "what": next((one.name for one in purposes() if one.key == leaving.purpose), leaving.purpose),
        "by": CHANNEL_NAMES.get(leaving.channel, ""),
        "preferences": path_of(request, links.preferences_url(who.identity_id)),
    }
    return page(request, "public/unsubscribe.html", given, person=who.profile)


def _has_left(who: Customer, leaving: links.Leaving) -> bool:
    """Whether they have left the purpose: who presses "unsubscribe" below news on one topic wants no others instead."""
    newest = deciding(history(who.profile.id), purpose=leaving.purpose, channel=leaving.channel)
    return newest is not None and newest.kind == WITHDRAWN


def _leave(request: HttpRequest, who: Customer, leaving: links.Leaving) -> None:
    is_one_click = request.POST.get("List-Unsubscribe") == "One-Click"
    proof = proof_of(request, where="one-click" if is_one_click else "unsubscribe")
    now_ms = clock.now_ms()
    source = "one-click" if is_one_click else "unsubscribe"
    said = Statement(who.name, WITHDRAWN, leaving.purpose, leaving.channel, source=source, proof=proof)
    with transaction.atomic():
        record(also_by_mailbox(who, [said]), now_ms=now_ms)
        if leaving.message_id is not None:
            about: dict[str, Any] = {"message_id": leaving.message_id, "channel": leaving.channel}
            if leaving.campaign_id is not None:
                about["campaign_id"] = leaving.campaign_id
            tell([News(UNSUBSCRIBED, who.name, f"unsubscribed:{leaving.message_id}", about)], now_ms=now_ms)
