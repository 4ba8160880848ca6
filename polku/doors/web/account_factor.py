"""My second factor: set up an app for one-time codes, see recovery codes once, switch it off."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from polku.doors.web import made_once, waits
from polku.doors.web.asked import Asked
from polku.doors.web.widgets.qr import picture
from polku.kit import clock
from polku.know.teams.access import guesses, recovery_codes, second_factor
from polku.know.teams.access.counts import at_second_step
from polku.know.teams.access.problems import AccessError, WrongCode


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def factor(request: Asked) -> HttpResponse:
    """Set it up; where it is set up, what can be done with it."""
    member, problem = request.user, ""
    if second_factor.is_on(member):  # a form that is sent twice has switched it on the first time
        return redirect("account second factor") if request.method == "POST" else _shown(request)
    if request.method == "POST":
        counts = at_second_step(member.pk)
        if wait_s := guesses.knock(counts):
            problem = waits.sentence(wait_s)
        else:
            try:
                _make(request, second_factor.confirm)
            except WrongCode as wrong:
                problem = str(wrong.sentence)
            else:
                guesses.was_right(counts)
                return redirect("account second factor")
    secret = second_factor.begin(member)
    given = {
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "picture": picture(second_factor.address(secret, member, house=request.team.name or "polku")),
        "problem": problem,
        "is_asked": request.team.needs_second_factor,
        "once": made_once.blank(),
    }
    return render(request, "account/factor_new.html", given, status=422 if problem else 200)


@sensitive_post_parameters("code")
@require_POST
def new_codes(request: Asked) -> HttpResponse:
    """Other recovery codes, for a right code."""
    counts = at_second_step(request.user.pk)
    if wait_s := guesses.knock(counts):
        return _shown(request, problem=waits.sentence(wait_s))
    try:
        _make(request, second_factor.new_codes)
    except WrongCode as problem:
        return _shown(request, problem=str(problem.sentence))
    guesses.was_right(counts)
    return redirect("account second factor")


@sensitive_post_parameters("code", "password")
@require_POST
def end(request: Asked) -> HttpResponse:
    """Switch it off: takes the password and a code."""
    counts = at_second_step(request.user.pk)
    if wait_s := guesses.knock(counts):
        return _shown(request, problem=waits.sentence(wait_s))
    password, code = request.POST.get("password", ""), request.POST.get("code", "")
    try:
        second_factor.end(request.user, password=password, code=code, now=clock.now())
    except AccessError as problem:
        return _shown(request, problem=str(problem.sentence))
    guesses.was_right(counts)
    messages.success(request, _("Signing in takes your password alone again."))
    return redirect("account")


def _make(request: Asked, codes_for: Callable[..., list[str]]) -> None:
    """The recovery codes that a code brings, for the page that follows. Raises WrongCode."""
    code = request.POST.get("code", "")
    made_once.make(request, lambda: {"codes": " ".join(codes_for(request.user, code, now=clock.now()))}, what="codes")


def _shown(request: Asked, *, problem: str = "") -> HttpResponse:
    codes = [] if problem else made_once.shown(request, what="codes").get("codes", "").split()
    given = {"codes": codes, "problem": problem, "left": recovery_codes.left(request.user), "once": made_once.blank()}
    return render(request, "account/factor.html", given, status=422 if problem else 200)
