"""Whoever has scanned the code on the store's screen: they sign in, press once, and have their stamp.

What was scanned waits in a cookie meanwhile: an address could be passed on.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.stamps import scan
from polku.act.rewards.stamps.refused import NOT_LIVE, Refused
from polku.doors.public.door import page, private
from polku.doors.public.limits import is_too_often
from polku.doors.public.visitor import address_of
from polku.doors.public.wallet.frame import in_words, open_to_all, show, sure
from polku.doors.public.wallet.looking import PATH, Visitor
from polku.kit import clock, seal

PASS = "polku_scan"  # noqa: S105 - a cookie's name
GUESSES = 30  # wrong codes of one network in a minute


@open_to_all
def scanned(request: HttpRequest, code: str) -> HttpResponse:
    try:
        given = scan.pass_of(code, now_ms=clock.now_ms(), key=settings.SECRET_KEY)
    except seal.SealError as problem:
        if is_too_often("scanned", address_of(request), most=GUESSES):
            return page(request, "public/wait.html", status=429)
        is_over = isinstance(problem, seal.Expired)
        return show(request, None, "public/scan_over.html", {"is_over": is_over}, status=410 if is_over else 404)
    answer = private(HttpResponseRedirect(reverse("wallet stamp")))
    answer.set_cookie(
        PASS, given, max_age=scan.PASS_MS // 1000, path=PATH, secure=settings.SESSION_COOKIE_SECURE, httponly=True,
        samesite="Lax",
    )  # fmt: skip
    return answer


@sure
def stamp(request: HttpRequest, who: Visitor) -> HttpResponse:
    try:
        place = scan.place_of(request.COOKIES.get(PASS, ""), now_ms=clock.now_ms(), key=settings.SECRET_KEY)
    except seal.SealError:
        return show(request, who, "public/scan_over.html", {"is_over": True}, tab="cards", status=410)
    if request.method != "POST":
        title = Program.objects.filter(pk=place.program).values_list("name", flat=True).first() or ""
        return show(request, who, "public/scan_stamp.html", {"program": title}, tab="cards")
    try:
        card = scan.scanned(place, who.identity_id, now=clock.now())
    except (Refused, Program.DoesNotExist) as problem:
        no = problem if isinstance(problem, Refused) else Refused(NOT_LIVE)
        with in_words(request, who):
            given = {"sentence": no.own_sentence}
        answer = show(request, who, "public/scan_refused.html", given, tab="cards", status=409)
    else:
        answer = private(HttpResponseRedirect(reverse("wallet card", args=[card.program.pk])))
    answer.delete_cookie(PASS, path=PATH, samesite="Lax")
    return answer
