"""LINE's account link: from a chat to our page, to the customer's mailbox, and to LINE's page that ends the way."""

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode

from polku.doors.public.customer import customer
from polku.doors.public.door import Gone, page, private, public
from polku.doors.public.languages import spoken
from polku.doors.public.limits import is_too_often
from polku.doors.public.line_browser import account_of, fresh_key, key_of, with_key
from polku.doors.public.line_login import trouble
from polku.doors.public.speaking import speaking
from polku.doors.public.visitor import address_of
from polku.kit import clock
from polku.know.people.claims import read_email
from polku.know.teams.begin import the_team
from polku.say.channels.email.settings import current
from polku.say.channels.email.system import EmailError
from polku.say.channels.line.linking import account_link
from polku.say.channels.line.linking.link_token import link_token
from polku.say.channels.line.linking.links import LINK, link_path, read_chat, read_number
from polku.say.channels.line.linking.models import LineLinkAsked
from polku.say.channels.line.linking.problems import LinkingError, TooManyTries
from polku.say.outbox.line_code import send_code

log = logging.getLogger(__name__)
TOKEN_LENGTH = 200
HOURLY_TO_ONE, HOURLY, HOUR_S = 3, 20, 3_600  # letters to one address, and from one network
MINUTELY = 30
DAILY_TRIES, DAY_S = 20, 86_400  # codes for one address, wherever they are typed: a million are not soon tried


@public
def chat(request: HttpRequest, account: str, token: str) -> HttpResponse:
    """What a message in the chat leads to: LINE gives a link token for whom the message was written to."""
    row = account_of(account)
    user_id = read_chat(row, token)
    if is_too_often("line link", address_of(request), most=MINUTELY):
        return page(request, "public/wait.html", status=429)
    try:
        given = link_token(row, user_id)
    except LinkingError as problem:
        return trouble(request, row, problem, status=503)
    return private(HttpResponseRedirect(f"/p/line/{row.name}/link?{urlencode({'linkToken': given})}"))


@public
def link(request: HttpRequest, account: str) -> HttpResponse:
    """Who are you here? An address is entered; whoever it is, known or not, the answer is the same."""
    row = account_of(account)
    token = request.POST.get("linkToken", "") or request.GET.get("linkToken", "")
    if not 0 < len(token) <= TOKEN_LENGTH:
        raise Gone
    typed = request.POST.get("email", "")[:400]
    if current() is None:  # nothing that trying again would change
        return page(request, "public/line_link.html", {"account": row, "problem": "no mail"}, status=503)
    given = {"account": row, "link_token": token, "email": typed}
    if request.method != "POST":
        return page(request, "public/line_link.html", given)
    email = read_email(typed)
    if not email or len(email) > 400:
        return page(request, "public/line_link.html", given | {"problem": "email"}, status=422)
    if is_too_often("line code", address_of(request), most=HOURLY, window_s=HOUR_S):
        return page(request, "public/wait.html", status=429)
    key = fresh_key()
    way = account_link.begin(row, token, browser=key, now_ms=clock.now_ms())
    try:
        _write(request, way, email)
    except EmailError as problem:
        log.error("A code could not be sent: %s", problem)  # noqa: TRY400 its sentence is enough
        return page(request, "public/line_link.html", given | {"problem": "post"}, status=503)
    return with_key(private(HttpResponseRedirect(link_path(row, way.pk))), key)


@public
def code(request: HttpRequest, account: str, token: str) -> HttpResponse:
    """The code is typed; then both are named, and LINE asks for its own yes."""
    row, number = account_of(account), read_number(token, LINK)
    problem = ""
    try:
        way = account_link.waiting(number, row, browser=key_of(request), now_ms=clock.now_ms())
        if request.method == "POST" and way.proved_ms is None:
            if is_too_often("line code tries", way.email, most=DAILY_TRIES, window_s=DAY_S):
                raise TooManyTries
            is_right = account_link.prove(way, request.POST.get("code", "")[:40], now_ms=clock.now_ms())
            problem = "" if is_right else "code"
    except LinkingError as wrong:
        return trouble(request, row, wrong)
    who = customer(way.identity_id or 0) if way.proved_ms is not None else None
    given = {"account": row, "token": token, "email": way.email, "problem": problem, "who": who}
    return page(request, "public/line_code.html", given, status=422 if problem else 200)


@public
def dialog(request: HttpRequest, account: str, token: str) -> HttpResponse:
    row, number = account_of(account), read_number(token, LINK)
    try:
        way = account_link.waiting(number, row, browser=key_of(request), now_ms=clock.now_ms())
        return private(HttpResponseRedirect(account_link.dialog(way, now_ms=clock.now_ms())))
    except LinkingError as problem:
        return trouble(request, row, problem)


def _write(request: HttpRequest, way: LineLinkAsked, email: str) -> None:
    """Raises EmailError. Too many to one address: as if it had been sent."""
    if is_too_often("line code to", email, most=HOURLY_TO_ONE, window_s=HOUR_S):
        account_link.send_none(way, email)
        return
    made, is_known = account_link.send_code(way, email)
    with speaking(spoken(request)):
        send_code(email, code=made, is_known=is_known, team=the_team().name)
