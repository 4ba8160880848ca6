"""What comes in by an account, beyond its webhooks' health: what waits, what goes on, and asking for all followers."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from polku.doors.web.asked import Asked
from polku.doors.web.line.chosen import chosen
from polku.kit.net_problems import sentence_of
from polku.say.channels.line.followers.begin import begin, latest
from polku.say.channels.line.health import Health, health
from polku.say.channels.line.inbox.models import LineFollowerImport
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.trouble import SENTENCES, told


@dataclass(frozen=True)
class Incoming:
    account: LineAccount
    health: Health
    followers: LineFollowerImport | None
    followers_trouble: str
    relay_trouble: str


def incoming(account: LineAccount) -> Incoming:
    now, wish = health(account), latest(account)
    return Incoming(account, now, wish, _why(wish.trouble) if wish is not None else "", _why(now.relay_trouble))


@never_cache
@require_safe
def followers(request: Asked, account: str) -> HttpResponse:
    """The part with the progress, which asks for itself again while it goes on."""
    row = chosen(account)
    if not request.htmx:
        return redirect("settings line account", account)
    return render(request, "line/followers.html", {"incoming": incoming(row), "account": row})


@require_POST
def followers_asked(request: Asked, account: str) -> HttpResponse:
    begin(chosen(account), by=request.user)
    return redirect("settings line account", account)


def _why(kept: str) -> str:
    """In the reader's language, from what a row keeps: our codes, those of the network, or LINE's own words."""
    code, bar, detail = kept.partition("|")
    if code == "status":
        return _("It answered {status}.").format(status=detail)
    if code in SENTENCES:
        return told(kept)
    return sentence_of(code) if bar else kept
