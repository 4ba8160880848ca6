"""What a member chooses for the own screen: light or dark. (The language: django.views.i18n.set_language.)"""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from polku.doors.web.asked import Asked
from polku.doors.web.frame import THEMES

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


def way_back(request: Asked) -> str:
    """Where a form asks to return to, if that is a page of ours."""
    back = request.POST.get("next", "")
    return back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "/"
