"""Sending a campaign off: how many people, asked once more, then it goes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from polku.act.campaigns import launch as launching
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.problems import NotReady
from polku.doors.web.asked import Asked
from polku.doors.web.campaigns import audience_of, found_by, launch_of
from polku.doors.web.preview import preview
from polku.kit import clock


@require_http_methods(["GET", "HEAD", "POST"])
def launch(request: Asked, campaign_id: int) -> HttpResponse:
    row = get_object_or_404(Campaign.objects.select_related("launch", "segment"), pk=campaign_id)
    if launch_of(row) is not None:
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
    written = {"subject": row.subject, "body": row.body}
    given = {
        "campaign": row,
        "audience": audience_of(row),
        "found": found,
        **preview(written, as_id=first, query="", currency=request.team.currency),
    }
    return render(request, "campaigns/launch.html", given)
