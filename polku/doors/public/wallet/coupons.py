"""The first page: the coupons that somebody has, what ends first before the rest."""

from django.http import HttpRequest, HttpResponse

from polku.act.rewards.coupons.held import held
from polku.doors.public.wallet.frame import in_words, own, show
from polku.doors.public.wallet.looking import Visitor
from polku.doors.public.wallet.shown import shown
from polku.doors.public.wallet.tiles import tiles
from polku.kit import clock


@own
def wallet(request: HttpRequest, who: Visitor) -> HttpResponse:
    """By a link: what the coupons are called, and nothing of points and cards."""
    now_ms = clock.now_ms()
    found = held(who.identities, now_ms=now_ms)
    with in_words(request, who):
        given = {
            "alive": [shown(one, now_ms=now_ms) for one in found if one.is_alive],
            "former": [shown(one, now_ms=now_ms) for one in found if not one.is_alive],
            "tiles": tiles(who, now_ms=now_ms) if who.is_sure else [],
            "is_other": request.GET.get("other") == "1",
        }
    return show(request, who, "public/wallet_coupons.html", given, tab="coupons")
