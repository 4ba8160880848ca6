"""Within LINE's app: LIFF's script gives an ID token, LINE says whose it is, and nothing is asked or typed."""

import re
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from polku.act.rewards.referrals import link
from polku.doors.public import brought
from polku.doors.public.door import Gone, page, private
from polku.doors.public.friends_line import code_at
from polku.doors.public.limits import is_too_often
from polku.doors.public.line_browser import account_of
from polku.doors.public.line_login import trouble
from polku.doors.public.visitor import address_of
from polku.doors.public.wallet.frame import goal_of, open_to_all, show
from polku.doors.public.wallet.line import let_in
from polku.say.channels.line.linking.id_token import who_is
from polku.say.channels.line.linking.login import login_of
from polku.say.channels.line.linking.models import LOGIN, LineLogin
from polku.say.channels.line.linking.problems import LinkingError

LIFF_ID = re.compile(r"\d{5,20}-[A-Za-z0-9]{4,20}")
SDK = "https://static.line-scdn.net/liff/edge/2/sdk.js"
# LIFF's script loads parts of itself and asks LINE; on no other page of ours may a script be from elsewhere.
POLICY = (
    "default-src 'self'; script-src 'self' {sdk} https://*.line-scdn.net; connect-src 'self' {sdk} https://*.line.me "
    "https://*.line-scdn.net; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
MINUTELY = 30


@open_to_all
def liff(request: HttpRequest, account: str) -> HttpResponse:
    """`?liff=`: the LIFF app's id. POST: with the token; it is proof for its channel alone, and for an hour.

    A friend's link may lead here: whoever brought them is kept in this browser until LINE has said who they are.
    """
    row = account_of(account)
    login, goal, app = login_of(row), goal_of(request), request.GET.get("liff", "")
    if login is None:
        raise Gone
    if request.method == "POST":
        if is_too_often("line login", address_of(request), most=MINUTELY):
            return page(request, "public/wait.html", status=429)
        try:
            who = who_is(login, request.POST.get("id_token", ""))
        except LinkingError as problem:
            return trouble(request, row, problem)
        return let_in(request, row, who.user_id, name=who.name, goal=goal)
    if not LIFF_ID.fullmatch(app):
        return _kept(request, private(HttpResponseRedirect(f"/p/wallet/line/{row.name}")))
    sdk = script_of(login)
    answer = show(request, None, "public/wallet_liff.html", {"account": row, "goal": goal, "app": app, "sdk": sdk})
    answer["Content-Security-Policy"] = POLICY.format(sdk="{0.scheme}://{0.netloc}".format(urlsplit(sdk)))
    return _kept(request, answer)


def script_of(login: LineLogin) -> str:
    """A stand-in for LINE has its own."""
    return SDK if login.login_base.rstrip("/") == LOGIN else f"{login.login_base.rstrip('/')}/liff/sdk.js"


def _kept(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    referrer = link.by_code(code_at(request))
    return brought.remember(request, answer, link.code_of(referrer)) if referrer is not None else answer
