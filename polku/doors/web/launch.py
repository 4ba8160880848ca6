"""Sending a campaign off: how many people, asked once more, then it goes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from polku.act.campaigns import launch as launching
from polku.act.campaigns.launch import mail_of
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.problems import NotReady
from polku.doors.web.asked import Asked
from polku.doors.web.campaigns import audience_of, found_by
from polku.doors.web.mail.preview import kept_preview
from polku.doors.web.preview import preview
from polku.doors.web.unreached import unreached
from polku.kit import clock
from polku.say.channels.email.settings import current
from polku.say.channels.registry import channel


@require_http_methods(["GET", "HEAD", "POST"])
def launch(request: Asked, campaign_id: int) -> HttpResponse:
    row = get_object_or_404(Campaign.objects.select_related("launch", "segment"), pk=campaign_id)
    if row.launched is not None:
        return redirect("campaign", row.pk)
    if request.method == "POST":
        try:
            launching.launch(row, by=request.user, now=clock.now())
        except NotReady as wrong:
            messages.error(request, str(wrong))
            return redirect("campaign edit", row.pk)
        return redirect("campaign", row.pk)
    found = found_by(row)
    first = found.people[0].id if found and found.people else ""
    not_reached = unreached(row, found)
    counted = found.count if found else None
    given = {
        "campaign": row,
        "audience": audience_of(row),
        "found": found,
        "channel": channel(row.channel),
        "unreached": not_reached,
        "lacks_server": row.channel == "email" and current() is None,
        "reached": counted if not_reached.reached is None else not_reached.reached,
        **_preview(row, as_id=first, currency=request.team.currency),
    }
    return render(request, "campaigns/launch.html", given)


def _preview(row: Campaign, *, as_id: str, currency: str) -> dict[str, object]:
    mail = mail_of(row)
    if mail is None:
        return preview({"subject": row.subject, "body": row.body}, as_id=as_id, query="", currency=currency)
    return kept_preview(mail, subject=row.subject, campaign_id=row.pk, as_id=as_id, currency=currency)
