"""What somebody says of a campaign's report: by what it is counted, and what it has cost."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from polku.act.campaigns.models import Campaign
from polku.doors.web.asked import Asked
from polku.doors.web.paging import whole_number
from polku.learn.reports.campaigns import fixed
from polku.learn.reports.campaigns.problems import ReportError
from polku.learn.reports.campaigns.rule import choose
from polku.learn.reports.models import FixedCost


@require_POST
def rule(request: Asked, campaign_id: int) -> HttpResponse:
    row = get_object_or_404(Campaign, pk=campaign_id)
    try:
        days = whole_number(request.POST.get("days")) or 0
        choose(row, goal=request.POST.get("goal", ""), days=days, by=request.user)
        messages.success(request, _("Saved. The numbers are counted anew."))
    except ReportError as problem:
        messages.error(request, str(problem))
    return redirect("campaign report", row.pk)


@require_POST
def cost(request: Asked, campaign_id: int) -> HttpResponse:
    row = get_object_or_404(Campaign, pk=campaign_id)
    try:
        amount = request.POST.get("amount", "").replace(",", ".")
        fixed.add(row, what=request.POST.get("what", ""), amount=amount, by=request.user)
        messages.success(request, _("Saved."))
    except ReportError as problem:
        messages.error(request, str(problem))
    return redirect("campaign report", row.pk)


@require_POST
def cost_removed(request: Asked, campaign_id: int, number: int) -> HttpResponse:
    fixed.remove(get_object_or_404(FixedCost, pk=number, campaign_id=campaign_id), by=request.user)
    return redirect("campaign report", campaign_id)
