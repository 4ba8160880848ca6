"""What somebody wants from us, what we know of them, and leaving: all of it on pages that there were before."""

from django.http import HttpRequest, HttpResponse

from polku.doors.public.customer import path_of
from polku.doors.public.wallet.frame import show, sure
from polku.doors.public.wallet.looking import Visitor
from polku.know.people.consent import links


@sure
def settings(request: HttpRequest, who: Visitor) -> HttpResponse:
    address = path_of(request, links.preferences_url(who.identity_id))
    given = {"preferences": address, "token": address.removeprefix("/p/preferences/").partition("?")[0]}
    return show(request, who, "public/wallet_settings.html", given, tab="settings")
