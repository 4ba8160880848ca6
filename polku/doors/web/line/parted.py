"""Parting a LINE account from a person, by a member: asked once more, then said in the log and to the customer."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from polku.doors.web import shown
from polku.doors.web.asked import Asked
from polku.kit import ids
from polku.know.people import find
from polku.say.channels.line.linking.join import disconnect, line_identities, shown_name
from polku.say.outbox.line_parted import tell_parted


@require_http_methods(["GET", "HEAD", "POST"])
def parting(request: Asked, public_id: str, identity: str) -> HttpResponse:
    number = ids.number(public_id)
    profile = find.by_id(number) if number is not None else None
    row = next((one for one in line_identities(profile) if ids.public(one.id) == identity), None) if profile else None
    if profile is None or row is None:
        raise Http404
    if request.method == "POST":
        if disconnect(row, profile, by=request.user):
            tell_parted(row)
            messages.success(request, _("Done; the page will show it in a moment."))
        else:
            messages.error(request, _("Nothing joins these two; nothing was changed."))
        return redirect("person", public_id)
    given = {"person": shown.people([profile])[0], "name": shown_name(row) or row.value}
    return render(request, "people/line_parting.html", given)
