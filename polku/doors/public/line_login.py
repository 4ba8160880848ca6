"""LINE Login for customers: a page that says what it is for, the way there, and the way back."""

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from polku.doors.public.customer import customer
from polku.doors.public.door import Gone, page, private, public
from polku.doors.public.limits import is_too_often
from polku.doors.public.line_browser import account_of, fresh_key, key_of, with_key
from polku.doors.public.visitor import address_of
from polku.doors.public.wallet.line import back_from_line
from polku.doors.public.wechat import is_wechat
from polku.kit import clock
from polku.say.channels.line.linking import arrived, begun
from polku.say.channels.line.linking.links import Coming, join_path, read_login
from polku.say.channels.line.linking.login import login_of
from polku.say.channels.line.linking.models import LineLogin
from polku.say.channels.line.linking.problems import LinkingError
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.sources.addresses import add_friend
from polku.say.channels.line.sources.models import LineArrival

log = logging.getLogger(__name__)
MINUTELY = 30  # logins begun from one network


@public
def login(request: HttpRequest, account: str, token: str) -> HttpResponse:
    """Nothing happens by looking: programs look at every link."""
    row = account_of(account)
    channel, coming = _channel(row), read_login(row, token)
    if is_wechat(request):
        return page(request, "public/in_a_browser.html")
    who = customer(coming.identity_id) if coming.identity_id is not None else None
    given = {"account": row, "token": token, "who": who, "plain": add_friend(channel.account)}
    return page(request, "public/line_login.html", given, person=who.profile if who is not None else None)


@public
def there(request: HttpRequest, account: str, token: str) -> HttpResponse:
    """A link, not a form: our policy lets forms lead to our own pages only."""
    row = account_of(account)
    channel, coming = _channel(row), read_login(row, token)
    if is_too_often("line login", address_of(request), most=MINUTELY):
        return page(request, "public/wait.html", status=429)
    if coming.identity_id is not None:
        customer(coming.identity_id)
    key = fresh_key()
    address = begun.begin(
        channel,
        browser=key,
        identity_id=coming.identity_id,
        arrival=_arrival(row, coming),
        now_ms=clock.now_ms(),
    )
    return with_key(private(HttpResponseRedirect(address)), key)


@public
def back(request: HttpRequest, account: str) -> HttpResponse:
    """With LINE's answer. A customer is asked once more; who came by a source is a friend; or own pages are opened."""
    row = account_of(account)
    try:
        way = begun.finish(row, request.GET.dict(), browser=key_of(request), now=clock.now())
    except LinkingError as problem:
        return trouble(request, row, problem)
    if way.goal:
        return back_from_line(request, row, way)
    if way.identity_id is not None:
        return private(HttpResponseRedirect(join_path(row, way.pk)))
    arrived.arrive(way)
    return page(request, "public/line_welcome.html", {"account": row, "way": way, "chat": add_friend(row)})


def trouble(request: HttpRequest, account: LineAccount, problem: LinkingError, *, status: int = 403) -> HttpResponse:
    log.warning("linking with %s: %s", account.name, problem)
    return page(request, "public/line_trouble.html", {"account": account, "problem": problem.sentence}, status=status)


def _channel(account: LineAccount) -> LineLogin:
    found = login_of(account)
    if found is None:
        raise Gone
    return found


def _arrival(account: LineAccount, coming: Coming) -> LineArrival | None:
    if coming.arrival_id is None:
        return None
    return LineArrival.objects.filter(pk=coming.arrival_id, source__account=account).first()
