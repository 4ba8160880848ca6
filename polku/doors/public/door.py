"""What all customers' pages share: their frame, and what browsers may keep and tell of them."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from polku.doors.public.languages import LANGUAGES, chosen, spoken
from polku.doors.public.limits import is_too_often
from polku.doors.public.speaking import speaking
from polku.doors.public.visitor import address_of
from polku.doors.public.wechat import is_wechat
from polku.kit import seal
from polku.know.people.models import Profile
from polku.know.teams.begin import the_team
from polku.say.content.look.shown import look_of

View = Callable[..., HttpResponse]


class Gone(Exception):
    """There is nobody any more to whom this link belongs."""


def public(view: View) -> View:
    """A customer's page. A link that is over, broken or nobody's leads to a page that says so kindly."""

    @wraps(view)
    def guarded(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        try:
            return view(request, *given, **named)
        except (seal.SealError, Gone) as problem:
            if is_too_often("wrong link", address_of(request), most=60):
                return page(request, "public/wait.html", status=429)
            is_over = isinstance(problem, seal.Expired)
            return page(request, "public/stale.html", {"is_over": is_over}, status=410 if is_over else 404)

    return csrf_exempt(never_cache(require_http_methods(["GET", "HEAD", "POST"])(guarded)))


def page(
    request: HttpRequest,
    template: str,
    given: Mapping[str, Any] | None = None,
    *,
    person: Profile | None = None,
    hint: str = "",
    status: int = 200,
) -> HttpResponse:
    """`person`, `hint`: whose language, and which one where it is known otherwise."""
    language, wanted = spoken(request, person, hint=hint), chosen(request, person, hint=hint)
    with speaking(language, wanted=wanted):
        team = the_team()
        shown = {
            "shop": team,
            "look": look_of(team),
            "tongues": LANGUAGES,
            "in_wechat": is_wechat(request),
            "tongue": wanted,
            "language": language,
            **(given or {}),
        }
        answer = render(request, template, shown, status=status)
    return private(answer, language=language)


def private(answer: HttpResponse, *, language: str = "en") -> HttpResponse:
    """The address is a key: no other site learns it, no search engine lists it."""
    answer["Content-Language"] = language
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
