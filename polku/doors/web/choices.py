"""What somebody chooses for the own screen: light or dark, and the language."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from polku.doors.web import come_in
from polku.doors.web.asked import Asked, Knock
from polku.doors.web.frame import THEMES
from polku.know.teams.models import Member

A_YEAR_S = 365 * 86_400


@require_POST
def theme(request: Asked) -> HttpResponse:
    answer = redirect(way_back(request))
    choice = request.POST.get("choice", "")
    if choice in THEMES:
        answer.set_cookie("theme", choice, max_age=A_YEAR_S, samesite="Lax", secure=request.is_secure())
    else:
        answer.delete_cookie("theme", samesite="Lax")
    return answer


@require_POST
def language(request: Knock) -> HttpResponse:
    """Also before signing in. A member's choice goes along to other browsers, and into letters."""
    answer = redirect(way_back(request))
    choice = request.POST.get("language", "")
    if choice in dict(settings.LANGUAGES):
        come_in.speak(answer, choice)
        if isinstance(request.user, Member) and request.user.language != choice:
            Member.objects.filter(pk=request.user.pk).update(language=choice)
    return answer


def way_back(request: Knock) -> str:
    """Where a form asks to return to, if that is a page of ours."""
    back = request.POST.get("next", "")
    return back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "/"
