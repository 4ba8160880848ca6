"""Ending it: here, or in every browser; and a link of somebody's that leads to what they have."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from polku.doors.public.customer import customer
from polku.doors.public.door import private
from polku.doors.public.wallet.frame import HOME, SIGN_IN, open_to_all, show
from polku.doors.public.wallet.looking import KEY, LINK, Visitor, key_of, signed_in, visitor, with_link, without
from polku.know.people.consent import links
from polku.know.people.own_pages import sessions


@open_to_all
def of_link(request: HttpRequest, token: str) -> HttpResponse:
    """The link goes out of the address at once: what is passed on or photographed then holds nothing."""
    who = customer(links.read_wallet(token))
    here = signed_in(request)
    other = here is not None and Visitor(who, is_sure=False).profile.id != customer(here).profile.id
    answer = private(HttpResponseRedirect(f"{HOME}?other=1" if other else HOME))
    return answer if other else with_link(answer, token)


@open_to_all
def sign_out(request: HttpRequest) -> HttpResponse:
    """ "Not me": neither the sign-in nor the link is known in this browser any more."""
    who = visitor(request)
    if request.method != "POST":
        return show(request, who, "public/wallet_sign_out.html")
    if who is not None and who.is_sure and request.POST.get("do") == "everywhere":
        sessions.end_all(who.identities)
    sessions.end(key_of(request))
    return without(private(HttpResponseRedirect(f"{SIGN_IN}?out=1")), KEY, LINK)
