"""Coming in by the company's own sign-in: the way there, and the way back."""

import logging

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from polku.doors.web import come_in, second_step, waits
from polku.doors.web.asked import Knock
from polku.kit import clock
from polku.know.teams.access import guesses
from polku.know.teams.access.counts import at_company
from polku.know.teams.access.openid import code, people, provider
from polku.know.teams.access.openid.problems import NotOurs, OpenIdError

log = logging.getLogger(__name__)
BEGUN = "openid"


@never_cache
@require_GET
def there(request: Knock) -> HttpResponse:
    """Send the browser to the provider. A link, not a form: our policy lets forms lead to our own pages only."""
    house, target = provider.current(), come_in.target_of(request)
    if request.user.is_authenticated or house is None:
        return redirect(target)
    if wait_s := guesses.knock(at_company(come_in.address(request))):
        return render(request, "entrance/company_trouble.html", {"problem": waits.sentence(wait_s)}, status=429)
    try:
        address, begun = code.begin(house, back=back_address(), target=target)
    except OpenIdError as problem:
        return _trouble(request, problem)
    request.session[BEGUN] = begun.plain()
    return redirect(address)


@never_cache
@require_GET
def back(request: Knock) -> HttpResponse:
    """The browser brings the provider's answer. What was begun is used up, whatever comes of it."""
    kept, house = request.session.pop(BEGUN, None), provider.current()
    try:
        if kept is None or house is None:
            raise NotOurs
        begun = code.Begun(**kept)
        claims = code.finish(house, begun, request.GET.dict(), back=back_address(), now=clock.now())
        member = people.member_of(house, claims)
    except OpenIdError as problem:
        return _trouble(request, problem)
    guesses.was_right(at_company(come_in.address(request)))
    return second_step.enter_or_ask(request, member, how="openid", target=begun.target)


def back_address() -> str:
    """What the provider must know as a redirect address. Of the setting, not of the request: nobody can bend it."""
    return settings.BASE_URL + reverse("sign-in company back")


def _trouble(request: Knock, problem: OpenIdError) -> HttpResponse:
    log.warning("sign-in at the company: %s", problem)
    return render(request, "entrance/company_trouble.html", {"problem": problem.sentence}, status=403)
