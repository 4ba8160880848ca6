"""The first page: the coupons that somebody has, what ends first before the rest."""

from django.http import HttpRequest, HttpResponse

from polku.act.rewards.coupons.held import held
from polku.doors.public.wallet.frame import own, show
from polku.doors.public.wallet.looking import Visitor
from polku.kit import clock


@own
def wallet(request: HttpRequest, who: Visitor) -> HttpResponse:
    found = held(who.identities, now_ms=clock.now_ms())
    given = {
        "alive": [one for one in found if one.is_alive],
        "former": [one for one in found if not one.is_alive],
        "is_other": request.GET.get("other") == "1",
    }
    return show(request, who, "public/wallet_coupons.html", given, tab="coupons")
