"""What can be done to a broadcast or a narrowcast from its page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from polku.doors.web.asked import Asked
from polku.doors.web.line.chosen import chosen
from polku.doors.web.line.wide.found import wide_of
from polku.say.channels.line.wide import write
from polku.say.channels.line.wide.launch import CHOICES, release, stop


@require_POST
def stopped(request: Asked, account: str, broadcast_id: int) -> HttpResponse:
    row = wide_of(chosen(account), broadcast_id)
    if stop(row, by=request.user):
        messages.success(request, _("Stopped. Nobody gets it."))
    else:
        messages.error(request, _("It is too late: LINE may have it already."))
    return redirect("settings line broadcast", account, row.pk)


@require_POST
def resumed(request: Asked, account: str, broadcast_id: int) -> HttpResponse:
    """What is held goes on, as was chosen."""
    row = wide_of(chosen(account), broadcast_id)
    how = request.POST.get("how", "")
    release(row, how=how if how in CHOICES else "", by=request.user)
    messages.success(request, _("It goes on."))
    return redirect("settings line broadcast", account, row.pk)


@require_POST
def copied(request: Asked, account: str, broadcast_id: int) -> HttpResponse:
    made = write.copy(wide_of(chosen(account), broadcast_id), by=request.user)
    messages.success(request, _("A draft that says the same. Nobody gets it before it is sent off."))
    return redirect("settings line broadcast edit", account, made.pk)


@require_POST
def removed(request: Asked, account: str, broadcast_id: int) -> HttpResponse:
    write.remove(wide_of(chosen(account), broadcast_id), by=request.user)
    messages.success(request, _("The draft is removed."))
    return redirect("settings line broadcasts", account)
