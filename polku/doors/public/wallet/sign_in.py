"""Signing in to one's own pages: by a code to the mailbox, or by LINE. Whoever asks, the answer is the same."""

import logging

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode

from polku.doors.public.door import page, private
from polku.doors.public.languages import spoken
from polku.doors.public.limits import is_too_often, network
from polku.doors.public.speaking import speaking
from polku.doors.public.visitor import address_of
from polku.doors.public.wallet.frame import SIGN_IN, goal_of, open_to_all, show
from polku.doors.public.wallet.looking import BEEN, TONGUE, key_of, visitor, with_browser, with_key
from polku.kit import clock
from polku.know.people.claims import read_email
from polku.know.people.own_pages import asking
from polku.know.people.own_pages import code as codes
from polku.know.people.own_pages.mailbox import whose
from polku.know.teams.begin import the_team
from polku.say.channels.email.settings import current
from polku.say.channels.email.system import EmailError
from polku.say.channels.line.linking.models import LineLogin
from polku.say.outbox.own_code import send_own_code

log = logging.getLogger(__name__)
HOURLY, HOUR_S = 20, 3_600  # letters from one network, to whomever; to one address: asking.py


@open_to_all
def sign_in(request: HttpRequest) -> HttpResponse:
    """Who came by a link is asked for no address: the code goes to the one that we know of them."""
    who, goal = visitor(request), goal_of(request)
    if who is not None and who.is_sure and request.method != "POST":
        return private(HttpResponseRedirect(goal))
    given = {
        "goal": goal,
        "has_mail": current() is not None,
        "ways": [row.account for row in _line_logins()],
        "email": request.POST.get("email", "")[:400],
    }
    if request.method != "POST":
        return show(request, who, "public/wallet_sign_in.html", given)
    is_theirs = request.POST.get("do") == "mine" and who is not None
    email = read_email(who.profile.email if is_theirs and who is not None else given["email"])
    if not email or len(email) > 400:
        return show(request, who, "public/wallet_sign_in.html", given | {"problem": "email"}, status=422)
    asker = _asker(request, email, is_theirs=is_theirs)
    if asker.kind == asking.NETWORK and is_too_often("own code", address_of(request), most=HOURLY, window_s=HOUR_S):
        return page(request, "public/wait.html", status=429)
    try:
        key = _write(request, email, who.identity_id if is_theirs and who is not None else whose(email), asker)
    except EmailError as problem:
        log.error("A code could not be sent: %s", problem)  # noqa: TRY400 its sentence is enough
        return show(request, who, "public/wallet_sign_in.html", given | {"problem": "post"}, status=503)
    answer = private(HttpResponseRedirect(f"{SIGN_IN}/code?{urlencode({'to': goal})}"))
    return with_key(answer, key, lasts_ms=codes.LASTS_MS)


@open_to_all
def code(request: HttpRequest) -> HttpResponse:
    """The code is typed where it was asked for."""
    goal, now_ms = goal_of(request), clock.now_ms()
    row = codes.waiting(key_of(request), now_ms=now_ms)
    if row is None:
        return private(HttpResponseRedirect(f"{SIGN_IN}?{urlencode({'to': goal})}"))
    who, problem = visitor(request), ""
    if request.method == "POST":
        try:
            key = codes.prove(row, request.POST.get("code", "")[:40], now_ms=now_ms)
            if key is not None:
                answer = with_key(private(HttpResponseRedirect(goal)), key)
                return with_browser(answer, asking.known_browser(row.email))
            problem = "code"
        except codes.TooManyTries:
            problem = "tries"
    mailbox = who.customer.mailbox if who is not None and who.profile.email == row.email else row.email
    given = {"goal": goal, "mailbox": mailbox, "problem": problem}
    return show(request, who, "public/wallet_code.html", given, status=422 if problem else 200)


def _line_logins() -> QuerySet[LineLogin]:
    rows = LineLogin.objects.filter(account__ended_at__isnull=True)
    return rows.select_related("account").order_by("account__title")


def _asker(request: HttpRequest, email: str, *, is_theirs: bool) -> asking.Asker:
    known = asking.of_browser(request.COOKIES.get(BEEN, "")[:100], email)
    if known is not None or is_theirs:
        return known or asking.of_link()
    return asking.of_network(network(address_of(request)))


def _write(request: HttpRequest, email: str, identity_id: int | None, asker: asking.Asker) -> str:
    """The browser's new key. Raises EmailError. Too many to one address: as if it had been sent."""
    key, made = codes.begin(email, identity_id, asker=asker, now_ms=clock.now_ms())
    if made is not None:
        with speaking(spoken(request, hint=request.COOKIES.get(TONGUE, ""))):
            send_own_code(email, code=made, is_known=identity_id is not None, team=the_team().name)
    return key
