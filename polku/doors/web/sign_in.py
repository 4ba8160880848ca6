"""Coming in with a password, and going out."""

from django.contrib.auth import authenticate, logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from polku.doors.web import come_in, second_step, waits
from polku.doors.web.asked import Asked, Knock
from polku.know.teams.access import guesses, sign_ins
from polku.know.teams.access.counts import at_sign_in
from polku.know.teams.access.openid import provider
from polku.know.teams.models import Member


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Knock) -> HttpResponse:
    target = come_in.target_of(request)
    if request.user.is_authenticated:
        return redirect(target)
    email, problem, status = "", "", 200
    if request.method == "POST":
        email = request.POST.get("username", "").replace("\0", "")
        member, problem, status = _try(request, email, request.POST.get("password", ""))
        if member is not None:
            return second_step.enter_or_ask(request, member, how="password", target=target)
    given = {"email": email, "problem": problem, "next": target, "company": provider.current()}
    return render(request, "entrance/sign_in.html", given, status=status)


@require_POST
def sign_out(request: Asked) -> HttpResponse:
    if request.sign_in is not None:
        sign_ins.end(request.sign_in.pk, request.user)
    logout(request)
    return redirect("sign-in")


def _try(request: Knock, email: str, password: str) -> tuple[Member | None, str, int]:
    known = come_in.known_browser(request, email)
    counts = at_sign_in(email, come_in.address(request), known_browser=known)
    if wait_s := guesses.knock(counts):
        return None, waits.sentence(wait_s), 429
    # Django computes a hash for unknown addresses too: the time tells nothing.
    member = authenticate(request, username=email.strip().lower(), password=password)
    if isinstance(member, Member):
        guesses.was_right(counts)
        return member, "", 200
    return None, _("This e-mail address and password do not belong together."), 200
