"""What a link alone does not open, though it names somebody: their data, forgetting them, who they are on LINE.

Letters are passed on, and the link to the choices stands at the foot of each.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from polku.doors.public.customer import Customer, of_link
from polku.doors.public.door import private
from polku.doors.public.wallet.frame import HOME, open_to_all, to_sign_in
from polku.doors.public.wallet.looking import visitor, with_link
from polku.know.people.consent import links

View = Callable[..., HttpResponse]


def proved(*, leads_to: str) -> Callable[[View], View]:
    """`view(request, who, token)`: for a browser in which the person of the link has proved who they are.

    `leads_to`: the name of the page to which the sign-in leads, where there is none yet.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, token: str) -> HttpResponse:
            who, here = of_link(token), visitor(request)
            if here is not None and here.is_sure:
                if here.profile.id == who.profile.id:
                    return view(request, who, token)
                return private(HttpResponseRedirect(f"{HOME}?other=1"))
            return _asked(who, f"{reverse(leads_to, args=[token])}?done=proved")

        return open_to_all(guarded)

    return guard


def _asked(who: Customer, goal: str) -> HttpResponse:
    """The code then goes to the mailbox that we know of them, and is not asked of whoever holds the link."""
    return with_link(to_sign_in(goal), links.wallet_url(who.identity_id).rpartition("/")[2])
