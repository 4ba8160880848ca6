"""The code of whoever is looking, for the till: another one every half minute."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from polku.act.rewards.codes import shown
from polku.doors.public.wallet import drawn
from polku.doors.public.wallet.frame import in_words, show, sure
from polku.doors.public.wallet.looking import Visitor
from polku.kit import clock


@sure
def mine(request: HttpRequest, who: Visitor) -> HttpResponse:
    """`?part=1`: the code alone, for the page that is open."""
    code = shown.shown(who.profile.id, now_ms=clock.now_ms(), key=settings.SECRET_KEY)
    with in_words(request, who):
        given = {"code": code, "qr": drawn.qr(code, _("Your code for the till"))}
    template = "public/wallet_mine_code.html" if "part" in request.GET else "public/wallet_mine.html"
    return show(request, who, template, given, tab="mine")
