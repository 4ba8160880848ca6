"""What all of a customer's own pages share: who may see them, how they are shown, and what they look like."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.utils.http import urlencode

from polku.doors.public import brought
from polku.doors.public.door import page, private, public
from polku.doors.public.languages import chosen, known, spoken
from polku.doors.public.limits import is_too_often
from polku.doors.public.speaking import speaking
from polku.doors.public.visitor import address_of
from polku.doors.public.wallet.looking import TONGUE, Visitor, visitor, with_tongue
from polku.doors.public.wallet.tabs import TABS

HOME, SIGN_IN = "/p/wallet", "/p/wallet/sign-in"
MINUTELY = 120  # pages of one network; a shop's guests share one

View = Callable[..., HttpResponse]


def own(view: View) -> View:
    """`view(request, who, …)`: a page of theirs. Without anybody there, the sign-in comes first and leads back."""
    return _guarded(view, is_sure=False)


def sure(view: View) -> View:
    """The same, of value: a link alone does not lead here."""
    return _guarded(view, is_sure=True)


def open_to_all(view: View) -> View:
    """`view(request, …)`: on the way in. Forms of other sites are refused here too."""

    @wraps(view)
    def guarded(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        if request.method == "POST" and not is_from_here(request):
            return HttpResponseForbidden()
        return view(request, *given, **named)

    return public(guarded)


def _guarded(view: View, *, is_sure: bool) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        who = visitor(request)
        if is_too_often("own pages", f"{address_of(request)} {who.identity_id if who else ''}", most=MINUTELY):
            return page(request, "public/wait.html", status=429)
        if who is None or (is_sure and not who.is_sure):
            return to_sign_in(request.get_full_path() if request.method == "GET" else request.path)
        answer = view(request, who, *given, **named)
        return brought.tell(request, answer, who.customer.name) if who.is_sure else answer

    return open_to_all(guarded)


def show(
    request: HttpRequest, who: Visitor | None, template: str, given: Mapping[str, Any] | None = None, *,
    tab: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    """A page in the frame, `public/wallet_base.html`; `tab`: the key of the one that is open."""
    said = {"who": who, "tab": tab, "tabs": [one for one in TABS if who is not None and one.is_there(who)]}
    person = who.profile if who is not None else None
    hint = request.COOKIES.get(TONGUE, "")
    answer = page(request, template, said | dict(given or {}), person=person, hint=hint, status=status)
    tongue = known(request.GET.get("language", ""))
    return with_tongue(answer, tongue) if tongue else answer


def in_words(request: HttpRequest, who: Visitor | None) -> AbstractContextManager[None]:
    """The language and the clock in which `show` will show it, for words that are made before."""
    person = who.profile if who is not None else None
    hint = request.COOKIES.get(TONGUE, "")
    return speaking(spoken(request, person, hint=hint), wanted=chosen(request, person, hint=hint))


def to_sign_in(goal: str) -> HttpResponse:
    return private(HttpResponseRedirect(f"{SIGN_IN}?{urlencode({'to': goal})}"))


def goal_of(request: HttpRequest) -> str:
    """The page of their own to which the sign-in leads; nowhere else."""
    goal = request.POST.get("to", "") or request.GET.get("to", "")
    is_ours = goal.startswith("/p/") and goal.isascii() and goal.isprintable() and "\\" not in goal
    return goal if is_ours and len(goal) <= 200 and "/sign-in" not in goal else HOME


def is_from_here(request: HttpRequest) -> bool:
    """A form of ours, as far as the browser tells; its cookies do not come with forms of other sites besides."""
    origin = request.headers.get("Origin", "")
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    return origin in ("", "null") or urlsplit(origin).netloc == request.get_host()
