"""What every way in shares: a new session, the browser remembered, and the page that was asked for."""

import secrets

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from polku.doors.web.asked import Knock
from polku.kit import clock, seal
from polku.know.teams.access import sign_ins
from polku.know.teams.models import Member

BROWSER = "browser"  # the cookie that tells a browser in which a member has been signed in
PURPOSE = "known browser"
A_YEAR_S = 365 * 86_400


def enter(request: Knock, member: Member, *, how: str, target: str) -> HttpResponse:
    """Sign a member in. Nothing of the session before survives, least of all its key."""
    request.session.flush()
    login(request, member, backend="django.contrib.auth.backends.ModelBackend")
    begun = sign_ins.begin(member, address=address(request), agent=agent(request), how=how)
    request.session["sign_in"] = begun.pk
    answer = redirect(target)
    _remember(answer, member)
    if member.language:
        speak(answer, member.language)
    return answer


def target_of(request: Knock) -> str:
    """The page that was asked for, if it is one of ours."""
    asked = request.POST.get("next") or request.GET.get("next") or "/"
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours else "/"


def known_browser(request: Knock, email: str) -> str:
    """This browser's own secret, if whoever has this e-mail address has signed in with it before; else nothing."""
    try:
        text = seal.verified(request.COOKIES.get(BROWSER, ""), key=settings.SECRET_KEY, purpose=PURPOSE)
    except seal.SealError:
        return ""
    return text if text.split(".")[0] == _short(email) else ""


def speak(answer: HttpResponse, language: str) -> None:
    """The language of the pages from now on, in this browser."""
    secure = settings.SESSION_COOKIE_SECURE
    answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=A_YEAR_S, samesite="Lax", secure=secure)


def address(request: Knock) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def agent(request: Knock) -> str:
    return str(request.META.get("HTTP_USER_AGENT", ""))


def _remember(answer: HttpResponse, member: Member) -> None:
    token = seal.signed(
        f"{_short(member.email)}.{secrets.token_hex(16)}",
        key=settings.SECRET_KEY,
        purpose=PURPOSE,
        expires_ms=clock.now_ms() + A_YEAR_S * 1000,
    )
    secure = settings.SESSION_COOKIE_SECURE
    answer.set_cookie(BROWSER, token, max_age=A_YEAR_S, httponly=True, samesite="Lax", secure=secure)


def _short(email: str) -> str:
    return seal.fingerprint(email.strip().lower())[:16]
