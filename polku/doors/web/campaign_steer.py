"""A campaign that is on its way, paused, let go on, or stopped from its page."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from polku.act.campaigns import steer
from polku.act.campaigns.models import Campaign
from polku.doors.web.asked import Asked
from polku.kit import clock
from polku.know.teams import trail
from polku.say.outbox.rest import rest


@require_POST
def paused(request: Asked, campaign_id: int) -> HttpResponse:
    row = get_object_or_404(Campaign, pk=campaign_id)
    if steer.pause(row, by=request.user, now=clock.now()):
        messages.success(request, _("Paused. Nothing more leaves until it goes on."))
    return redirect("campaign", row.pk)


@require_POST
def resumed(request: Asked, campaign_id: int) -> HttpResponse:
    row = get_object_or_404(Campaign, pk=campaign_id)
    if steer.resume(row, by=request.user):
        messages.success(request, _("It goes on."))
    return redirect("campaign", row.pk)


@require_POST
def stopped(request: Asked, campaign_id: int) -> HttpResponse:
    row = get_object_or_404(Campaign, pk=campaign_id)
    if steer.stop(row, by=request.user, now=clock.now()):
        messages.success(request, _("Stopped. Who has not got it gets it no more."))
    return redirect("campaign", row.pk)


@require_POST
def tried_now(request: Asked, campaign_id: int) -> HttpResponse:
    """The channel that this campaign goes by rests after failures: it is tried now."""
    row = get_object_or_404(Campaign, pk=campaign_id)
    with transaction.atomic():
        if rest.try_now(row.channel, now=clock.now()):
            trail.note(request.user, "channel.tried_now", subject=f"channel:{row.channel}")
            messages.success(request, _("A few messages are tried now. If they go, all others follow."))
    return redirect("campaign", row.pk)
