"""The last question before a LINE account and a customer become one: both are named, and a button is pressed."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from polku.doors.public.customer import customer
from polku.doors.public.door import page, private, public
from polku.doors.public.line_browser import account_of, key_of
from polku.doors.public.line_login import trouble
from polku.kit import clock
from polku.know.people.consent import links
from polku.say.channels.line.linking import begun
from polku.say.channels.line.linking.join import LOGIN, customer_of, is_joined, join
from polku.say.channels.line.linking.links import JOIN, read_number
from polku.say.channels.line.linking.models import LineLoginBegun
from polku.say.channels.line.linking.problems import LinkingError, NotBegunHere
from polku.say.channels.line.models import LineAccount


@public
def joining(request: HttpRequest, account: str, token: str) -> HttpResponse:
    row, number = account_of(account), read_number(token, JOIN)
    try:
        way = begun.waiting(number, row, browser=key_of(request), now_ms=clock.now_ms())
        who = customer(way.identity_id or 0)
        if request.method == "POST":
            return _settled(row, way, is_yes=request.POST.get("do") == "join")
    except LinkingError as problem:
        return trouble(request, row, problem)
    given = {"account": row, "way": way, "who": who, "is_joined": is_joined(way.user_id, who.profile)}
    return page(request, "public/line_join.html", given, person=who.profile)


def _settled(account: LineAccount, way: LineLoginBegun, *, is_yes: bool) -> HttpResponse:
    """Raises LinkingError."""
    now_ms, known = clock.now_ms(), customer_of(way.identity_id or 0)
    if known is None or not LineLoginBegun.objects.filter(pk=way.pk, settled_ms__isnull=True).update(settled_ms=now_ms):
        raise NotBegunHere
    name, profile = known
    done = "no"
    if is_yes:
        join(
            account, way.user_id, name=name, profile=profile, how=LOGIN, key=str(way.pk), now_ms=now_ms, at_ms=now_ms,
            called=way.name,
        )  # fmt: skip
        done = "connected"
    address = links.preferences_url(way.identity_id or 0).split("/p/", 1)[1]
    return private(HttpResponseRedirect(f"/p/{address}/line?done={done}"))
