"""The channel "paper": what each person would have got."""

from django.http import HttpResponse
from django.shortcuts import render

from polku.act.campaigns.models import Campaign
from polku.doors.web import shown
from polku.doors.web.asked import Asked
from polku.doors.web.paging import Pageful, pageful, whole_number
from polku.say.channels.paper.models import PaperCopy

LETTERS = 24
CAMPAIGNS = 50


def paper(request: Asked) -> HttpResponse:
    campaign_id, before = whole_number(request.GET.get("campaign")), whole_number(request.GET.get("before"))
    only = whole_number(request.GET.get("letter"))
    among = PaperCopy.objects.order_by("-id")
    if campaign_id is not None:
        among = among.filter(campaign_id=campaign_id)
    if only is not None:
        among = among.filter(pk=only)
    if before is not None:
        among = among.filter(id__lt=before)
    found = list(among[: LETTERS + 1])
    page: Pageful[PaperCopy] = pageful(
        found, request=request, before=str(found[:LETTERS][-1].pk) if found else "", size=LETTERS
    )
    people = shown.people_of({copy.identity_id for copy in page.rows})
    names = dict(Campaign.objects.filter(pk__in={copy.campaign_id for copy in page.rows}).values_list("pk", "name"))
    given = {
        "rows": [(copy, people.get(copy.identity_id), names.get(copy.campaign_id or 0, "")) for copy in page.rows],
        "more": page.more,
        "campaigns": Campaign.objects.filter(launch__isnull=False).order_by("-id")[:CAMPAIGNS],
        "campaign_id": campaign_id,
    }
    is_part = request.htmx and before is not None
    return render(request, "paper/letters.html" if is_part else "paper/paper.html", given)
