"""Signing in by LINE: within LINE's own browser nothing has to be typed. A rich menu leads here too."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from polku.doors.public import brought
from polku.doors.public.customer import Customer, customer
from polku.doors.public.door import Gone, page, private
from polku.doors.public.friends_gift import remembered
from polku.doors.public.limits import is_too_often
from polku.doors.public.line_browser import account_of, fresh_key, with_key
from polku.doors.public.visitor import address_of
from polku.doors.public.wallet import looking
from polku.doors.public.wallet.frame import goal_of, open_to_all, show
from polku.doors.public.wechat import is_wechat
from polku.kit import clock
from polku.know.people import find
from polku.know.people.own_pages import sessions
from polku.say.channels.line.linking import begun
from polku.say.channels.line.linking.known import make_known
from polku.say.channels.line.linking.login import login_of
from polku.say.channels.line.linking.models import LineLoginBegun
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.sources.addresses import add_friend

MINUTELY = 30  # logins begun from one network


@open_to_all
def by_line(request: HttpRequest, account: str) -> HttpResponse:
    """On to LINE Login; who is signed in already goes on at once."""
    row, goal = account_of(account), goal_of(request)
    who = looking.visitor(request)
    if who is not None and who.is_sure:
        return private(HttpResponseRedirect(goal))
    login = login_of(row)
    if login is None:
        raise Gone
    if is_wechat(request):
        return page(request, "public/in_a_browser.html")
    if is_too_often("line login", address_of(request), most=MINUTELY):
        return page(request, "public/wait.html", status=429)
    key = fresh_key()
    address = begun.begin(
        login, browser=key, goal=goal, is_new=brought.brought(request) is not None, now_ms=clock.now_ms()
    )
    return with_key(private(HttpResponseRedirect(address)), key)


def back_from_line(request: HttpRequest, account: LineAccount, way: LineLoginBegun) -> HttpResponse:
    is_new = request.GET.get("friendship_status_changed") == "true"
    return let_in(request, account, way.user_id, name=way.name, goal=way.goal, is_new=is_new)


def let_in(
    request: HttpRequest, account: LineAccount, user_id: str, *, name: str, goal: str, is_new: bool = False
) -> HttpResponse:
    """LINE has said who they are on LINE. `is_new`: a friend since a moment ago, of whom nobody has heard yet."""
    who = customer_on_line(user_id)
    if who is None:
        gift = remembered(request)
        given = {"account": account, "name": name, "chat": add_friend(account), "gift": gift}
        given |= {"is_new": is_new, "goal": goal}
        answer = show(request, None, "public/wallet_stranger.html", given, status=200 if gift or is_new else 404)
        if gift is not None or is_new:  # who has come by a friend's link, or as a friend, is known from now on
            make_known(account, user_id, at_ms=clock.now_ms())
        if gift is not None:
            brought.tell(request, answer, ("line", user_id))
        return answer
    key = sessions.proved_by_line(who.identity_id, now_ms=clock.now_ms())
    return looking.with_key(private(HttpResponseRedirect(goal)), key)


def customer_on_line(user_id: str) -> Customer | None:
    found = find.by_identity("line", user_id)
    names = [one for one in find.identities_of(found.id) if (one.kind, one.value) == ("line", user_id)] if found else []
    try:
        return customer(names[0].id) if names else None
    except Gone:
        return None
