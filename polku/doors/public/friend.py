"""`/f/{key}`: what a QR code on a poster leads to. The arrival is noted, and on it goes to LINE's page."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from polku.doors.public.door import Gone, page, private, public
from polku.doors.public.limits import is_too_often
from polku.doors.public.visitor import address_of
from polku.doors.public.wechat import is_wechat
from polku.kit import clock
from polku.say.channels.line.linking.links import Coming, login_path
from polku.say.channels.line.linking.login import login_of
from polku.say.channels.line.sources.addresses import add_friend
from polku.say.channels.line.sources.arrivals import arrive
from polku.say.channels.line.sources.models import LineSource
from polku.say.tracking.machine import PROGRAMS

MINUTELY = 60  # arrivals from one network that are counted


@public
def friend(request: HttpRequest, key: str) -> HttpResponse:
    """A source that has ended leads on as well: its posters still hang. It is only not counted."""
    if is_wechat(request):
        return page(request, "public/in_a_browser.html")
    source = LineSource.objects.select_related("account").filter(key=key).first()
    if source is None:
        raise Gone
    goal = add_friend(source.account)
    if not goal or source.account.ended_at is not None:
        return page(request, "public/no_friend.html", status=410)
    if source.ended_at is None and _is_somebody(request):
        arrival = arrive(source, now_ms=clock.now_ms())
        login = login_of(source.account)
        if login is not None and login.leads_friends:  # then it is known by which source they came, not guessed
            goal = login_path(source.account, Coming(arrival_id=arrival.pk))
    return private(HttpResponseRedirect(goal))


def _is_somebody(request: HttpRequest) -> bool:
    """Not a preview of the address in a chat, nor somebody who makes numbers."""
    agent = request.headers.get("User-Agent", "").lower()
    if request.method != "GET" or not agent or any(program in agent for program in PROGRAMS):
        return False
    return not is_too_often("arrival", address_of(request), most=MINUTELY)
