"""Saying nothing to new friends any more, and throwing away what was being written for them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from polku.act.greetings import drafts, write
from polku.doors.web.asked import Asked
from polku.doors.web.line.chosen import chosen, place_of, source_of


@require_POST
def ended(request: Asked, account: str, source_id: int | None = None) -> HttpResponse:
    row = chosen(account)
    source = source_of(row, source_id)
    standing = write.greeting_of(row, source)
    if standing is not None:
        write.end(standing, by=request.user)
    messages.success(request, _("New friends get no first message by this any more."))
    return redirect(place_of(row, source))


@require_POST
def dropped(request: Asked, account: str, source_id: int | None = None) -> HttpResponse:
    row = chosen(account)
    source = source_of(row, source_id)
    drafts.drop(row, source)
    messages.success(request, _("The draft is thrown away. What new friends are told stays as it is."))
    return redirect(place_of(row, source))
