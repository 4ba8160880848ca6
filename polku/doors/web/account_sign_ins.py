"""The browsers in which I am signed in: end one, or all others."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from polku.doors.web.asked import Asked
from polku.know.teams.access import sign_ins


@require_POST
def end_sign_in(request: Asked, number: int) -> HttpResponse:
    sign_ins.end(number, request.user)
    messages.success(request, _("That browser is signed out."))
    return redirect("account")


@require_POST
def end_sign_ins(request: Asked) -> HttpResponse:
    """Everywhere but here."""
    sign_ins.end_all(request.user, but=request.sign_in)
    messages.success(request, _("You are signed out everywhere but here."))
    return redirect("account")
