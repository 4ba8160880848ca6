"""A campaign's report as a file."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from polku.act.campaigns.models import Campaign
from polku.doors.web.asked import Asked
from polku.kit import clock
from polku.learn.reports.campaigns.as_csv import as_csv
from polku.learn.reports.campaigns.report import Report, report


@require_safe
def as_table(request: Asked, campaign_id: int) -> HttpResponse:
    found = _found(campaign_id)
    return _file(found, as_csv(found), "text/csv; charset=utf-8", "csv")


@require_safe
def printed(request: Asked, campaign_id: int) -> HttpResponse:
    from polku.learn.reports.campaigns.pdf.printed import printed as drawn  # with what makes PDFs

    found = _found(campaign_id)
    return _file(found, drawn([found], team=request.team.name), "application/pdf", "pdf")


def _found(campaign_id: int) -> Report:
    row = get_object_or_404(Campaign.objects.select_related("launch__by", "segment", "trial"), pk=campaign_id)
    found = report(row, now=clock.now())
    if found is None:
        raise Http404
    return found


def _file(found: Report, content: str | bytes, content_type: str, ending: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    name = slugify(found.campaign.name) or f"campaign-{found.campaign.pk}"
    answer["Content-Disposition"] = f'attachment; filename="{name}-report.{ending}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
