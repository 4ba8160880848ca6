"""Failed messages tried again, and unknown ones decided, from the campaign's page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from polku.act.campaigns import again
from polku.act.campaigns.models import Campaign
from polku.doors.web.asked import Asked
from polku.doors.web.widgets.amounts import number
from polku.kit import clock

SENT, AGAIN = "sent", "again"  # what is decided of unknown ones


@require_POST
def tried(request: Asked, campaign_id: int) -> HttpResponse:
    row = get_object_or_404(Campaign, pk=campaign_id)
    done = again.try_again(row, by=request.user, now=clock.now())
    if done:
        said = ngettext("%(count)s message is tried again.", "%(count)s messages are tried again.", done)
        messages.success(request, said % {"count": number(done)})
    else:
        messages.info(request, _("There is nothing that could be tried again."))
    return redirect("campaign", row.pk)


@require_POST
def decided(request: Asked, campaign_id: int) -> HttpResponse:
    """Of all that are unknown now."""
    row, how = get_object_or_404(Campaign, pk=campaign_id), request.GET.get("how")
    if how == SENT:
        done = again.count_as_sent(row, by=request.user)
        said = ngettext("%(count)s message counts as sent now.", "%(count)s messages count as sent now.", done)
    elif how == AGAIN:
        done = again.send_again(row, by=request.user, now=clock.now())
        said = ngettext("%(count)s message is sent again.", "%(count)s messages are sent again.", done)
    else:
        return redirect("campaign", row.pk)
    messages.success(request, said % {"count": number(done)})
    return redirect("campaign", row.pk)
