"""Coming in and going out."""

from django.contrib.auth import authenticate, login, logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from polku.doors.web import attempts
from polku.doors.web.asked import Knock
from polku.know.teams.models import Member


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Knock) -> HttpResponse:
    target = _target(request)
    if request.user.is_authenticated:
        return redirect(target)
    email, problem, status = "", "", 200
    if request.method == "POST":
        email = request.POST.get("username", "")
        member, problem, status = _try(request, email, request.POST.get("password", ""))
        if member is not None:
            login(request, member)
            return redirect(target)
    given = {"email": email, "problem": problem, "next": target}
    return render(request, "entrance/sign_in.html", given, status=status)


@require_POST
def sign_out(request: Knock) -> HttpResponse:
    logout(request)
    return redirect("sign-in")


def _try(request: Knock, email: str, password: str) -> tuple[Member | None, str, int]:
    address = request.META.get("REMOTE_ADDR", "")
    wait_s = attempts.wait_s(email, address)
    if wait_s:
        sentence = ngettext(
            "Too many attempts. Please wait %(count)d second, then try again.",
            "Too many attempts. Please wait %(count)d seconds, then try again.",
            wait_s,
        )
        return None, sentence % {"count": wait_s}, 429
    member = authenticate(request, username=email.strip().lower(), password=password)
    if isinstance(member, Member):
        attempts.succeeded(email, address)
        return member, "", 200
    attempts.failed(email, address)
    return None, _("This e-mail address and password do not belong together."), 200


def _target(request: Knock) -> str:
    target = request.POST.get("next") or request.GET.get("next") or "/"
    return target if url_has_allowed_host_and_scheme(target, {request.get_host()}) else "/"
