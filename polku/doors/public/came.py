"""`/r/{code}`: a friend's link. It is remembered in the browser, and on it goes to the shop, or to a page of ours."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.programs import latest
from polku.act.rewards.referrals import link
from polku.act.rewards.referrals.follow import FIELD
from polku.act.rewards.referrals.terms import read
from polku.doors.public import brought
from polku.doors.public.door import Gone, page, private, public
from polku.doors.public.friends_gift import gift_of
from polku.doors.public.friends_line import ways
from polku.doors.public.limits import is_too_often
from polku.doors.public.visitor import address_of
from polku.say.channels.email.settings import current
from polku.say.tracking.machine import PROGRAMS

MINUTELY = 30  # from one network


@public
def came(request: HttpRequest, code: str) -> HttpResponse:
    referrer = link.by_code(code[:60])
    program = Program.objects.filter(pk=referrer.program_id).first() if referrer is not None else None
    if referrer is None or program is None:
        raise Gone
    if is_too_often("friend", address_of(request), most=MINUTELY):
        return page(request, "public/wait.html", status=429)
    if program.state != Program.State.LIVE:
        return page(request, "public/friend_over.html", status=410)
    terms, typed = read(latest(program).terms), link.code_of(referrer)
    if terms.goal:
        answer = private(HttpResponseRedirect(_with(terms.goal, typed)))
    else:
        gift, has_mail = gift_of(request, program), current() is not None  # without mail nobody can sign up
        shown = {"terms": terms, "gift": gift, "code": link.spoken(referrer), "has_mail": has_mail}
        shown["ways"] = ways(request, referrer)
        answer = page(request, "public/friend_came.html", shown)
    if not _is_somebody(request):
        return answer
    link.open_(referrer)
    return brought.remember(request, answer, typed)


def _with(goal: str, code: str) -> str:
    """The shop's address, with the code."""
    parts = urlsplit(goal)
    asked = [*((name, value) for name, value in parse_qsl(parts.query) if name != FIELD), (FIELD, code)]
    return urlunsplit(parts._replace(query=urlencode(asked)))


def _is_somebody(request: HttpRequest) -> bool:
    """Not a preview of the address in a chat."""
    agent = request.headers.get("User-Agent", "").lower()
    return request.method == "GET" and bool(agent) and not any(program in agent for program in PROGRAMS)
