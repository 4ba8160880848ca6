"""Approving, sending back, taking back: always the very request that was looked at."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from polku.act.campaigns.approval.find import waiting_of
from polku.act.campaigns.approval.models import Approval
from polku.act.campaigns.approval.problems import ApprovalError
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.problems import NotReady
from polku.act.plan import approve
from polku.doors.web.asked import Asked
from polku.doors.web.paging import whole_number
from polku.kit import clock


@require_POST
def approved(request: Asked, campaign_id: int) -> HttpResponse:
    def do(row: Approval) -> None:
        approve.approve(row, by=request.user, now=clock.now())

    return _done(request, campaign_id, do, _("Approved. It goes as it was asked for."))


@require_POST
def sent_back(request: Asked, campaign_id: int) -> HttpResponse:
    def do(row: Approval) -> None:
        approve.send_back(row, word=request.POST.get("word", ""), by=request.user, now=clock.now())

    return _done(request, campaign_id, do, _("Sent back. Who asked finds your word on Home."))


@require_POST
def taken_back(request: Asked, campaign_id: int) -> HttpResponse:
    def do(row: Approval) -> None:
        approve.take_back(row, by=request.user, now=clock.now())

    return _done(request, campaign_id, do, _("The request is taken back; it is a draft again."))


def _done(request: Asked, campaign_id: int, do: Callable[[Approval], None], sentence: str) -> HttpResponse:
    """A request that came after the one that was looked at is another one: nothing happens to it."""
    row = get_object_or_404(Campaign, pk=campaign_id)
    waiting = waiting_of(row)
    if waiting is None or waiting.pk != whole_number(request.POST.get("request")):
        messages.error(request, _("This request is over: it was decided, changed or taken back meanwhile."))
        return redirect("campaign", row.pk)
    try:
        do(waiting)
        messages.success(request, sentence)
    except (ApprovalError, NotReady) as problem:
        messages.error(request, str(problem))
    return redirect("campaign", row.pk)
