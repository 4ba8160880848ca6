"""Codes of a partner on a coupon's report: how many are left, and bringing more in."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from polku.act.rewards import programs
from polku.act.rewards.codes import partner
from polku.act.rewards.ledger.models import Program
from polku.doors.web.asked import Asked
from polku.kit import clock
from polku.kit.amounts import number
from polku.know.teams import trail

MOST_BYTES = 20 * 2**20


def stock(row: Program) -> partner.Stock | None:
    """None of a program that gives out none."""
    if row.kind != Program.Kind.COUPON or programs.latest(row).terms.get("code") != "imported":
        return None
    return partner.stock(row.pk)


@require_POST
def bring_in(request: Asked, program_id: int) -> HttpResponse:
    """One a line; of a table the first column."""
    row, file = get_object_or_404(Program, pk=program_id), request.FILES.get("file")
    if stock(row) is None:
        raise Http404
    if file is not None and (file.size or 0) > MOST_BYTES:
        messages.error(request, _("This file is too big. Bring the codes in in several parts."))
        return redirect("program report", program_id)
    text = file.read().decode("utf-8-sig", "replace") if file is not None else request.POST.get("codes", "")
    lines = [line.replace(";", ",").split(",")[0] for line in text.splitlines()]
    made = partner.bring_in(row.pk, lines, now_ms=clock.now_ms())
    trail.note(request.user, "program.codes_added", subject=f"program:{row.pk}", after={"codes": made.new})
    messages.success(request, _told(made))
    return redirect("program report", program_id)


def _told(made: partner.Brought) -> str:
    told = _("{new} new codes.").format(new=number(made.new))
    if not made.known + made.twice + made.blank + made.wrong:
        return told
    why = _("Passed over: {known} that were there, {twice} said twice, {blank} empty, {wrong} too long.").format(
        known=number(made.known), twice=number(made.twice), blank=number(made.blank), wrong=number(made.wrong)
    )
    return f"{told} {why}"
