"""What the team does with a draw: hands a prize over, says the public number, takes the record along."""

import io
from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from polku.act.rewards.draws import claims, disqualify, drawing, record
from polku.act.rewards.draws.handed import hand_over
from polku.act.rewards.draws.models import Draw
from polku.act.rewards.ledger.models import Program
from polku.doors.web.asked import Asked
from polku.kit import clock
from polku.kit.csv_out import Writer
from polku.know.teams import trail

ROWS_AT_ONCE = 500


@require_POST
def handed(request: Asked, program_id: int, number: int) -> HttpResponse:
    row, done = _wanted(program_id), request.POST.get("done") == "yes"
    if request.POST.get("done") == "claimed":
        if claims.claim(row, number, by=request.user, now=clock.now()):
            messages.success(request, _("Claimed. It stays theirs until you hand it over."))
    elif hand_over(row, number, by=request.user, done=done, now=clock.now()):
        messages.success(request, _("Handed over.") if done else _("Not handed over after all."))
    return redirect("program", program_id)


@require_POST
def disqualified(request: Asked, program_id: int, number: int) -> HttpResponse:
    row = _wanted(program_id)
    if request.POST.get("done") == "no":
        if disqualify.restore(row, number, by=request.user):
            messages.success(request, _("It is theirs again."))
        else:
            messages.error(request, _("That cannot be undone any more: the prize has been passed on."))
        return redirect("program", program_id)
    try:
        disqualify.disqualify(row, number, request.POST.get("why", ""), by=request.user, now=clock.now())
    except disqualify.NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(
            request, _("Disqualified. In ten minutes the prize goes to the next reserve, if there is one.")
        )
    return redirect("program", program_id)


@require_POST
def mixed(request: Asked, program_id: int) -> HttpResponse:
    row, number = _wanted(program_id), request.POST.get("number", "").replace("\0", "")
    if drawing.mix(get_object_or_404(Draw, pk=row.pk), number):
        trail.note(request.user, "draw.mixed", subject=f"program:{row.pk}", after={"number": number.strip()[:200]})
        messages.success(request, _("Said. It is drawn at once."))
    else:
        messages.error(request, _("The list is not frozen yet, or the number has been said already."))
    return redirect("program", program_id)


@require_safe
def as_csv(request: Asked, program_id: int) -> StreamingHttpResponse:
    row = _wanted(program_id)
    trail.note(request.user, "draw.exported", subject=f"program:{row.pk}", after={"name": row.name})
    answer = StreamingHttpResponse(_lines(row.pk), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slugify(row.name) or f"draw-{row.pk}"}.csv"'
    return answer


def _lines(program_id: int) -> Iterator[str]:
    """Some at a time, however many plays there were."""
    page = io.StringIO(newline="")
    writer = Writer(page)
    writer.writerow(record.COLUMNS)
    for count, cells in enumerate(record.rows(program_id), 1):
        writer.writerow(cells)
        if count % ROWS_AT_ONCE == 0:
            yield page.getvalue()
            page.seek(0)
            page.truncate()
    yield page.getvalue()


def _wanted(program_id: int) -> Program:
    return get_object_or_404(Program, pk=program_id, kind=Program.Kind.DRAW)
