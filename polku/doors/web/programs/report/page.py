"""A program's report, on a page and as a table."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from polku.act.rewards.ledger.models import Program
from polku.doors.web.asked import Asked
from polku.doors.web.programs.report import budget, codes, names, shown, steps
from polku.kit import clock
from polku.learn.reports.rewards.as_csv import as_csv
from polku.learn.reports.rewards.report import Report, report


@never_cache
@require_safe
def page(request: Asked, program_id: int) -> HttpResponse:
    row = get_object_or_404(Program, pk=program_id)
    return render(request, "programs/report/report.html", _given(report(row, now=clock.now())))


@require_safe
def as_table(request: Asked, program_id: int) -> HttpResponse:
    row = get_object_or_404(Program, pk=program_id)
    answer = HttpResponse(as_csv(report(row, now=clock.now())), content_type="text/csv; charset=utf-8")
    name = slugify(row.name) or f"program-{row.pk}"
    answer["Content-Disposition"] = f'attachment; filename="{name}-report.csv"'
    return answer


def _given(found: Report) -> dict[str, object]:
    currency, uses = found.program.currency, found.numbers.used.count
    return {
        "program": found.program,
        "is_empty": not found.numbers.given.count and not found.ladder,
        "tiles": shown.tiles(found) if found.numbers.given.count else [],
        "money": shown.of_money(found),
        "partner": codes.stock(found.program),
        "budget": budget.tiles(found.program, found.numbers.cost_minor),
        "form": budget.form_of(found.program),
        "pace": shown.pace(found.numbers),
        "within": steps.within(found),
        "ways": shown.lines(found.ways, names.ways(found.ways), currency, by="way"),
        "segments": shown.lines(found.segments, names.segments(found.segments), currency, by="segment"),
        "stores": shown.lines(found.stores, names.stores(found.stores), currency, by="store", whole=uses),
        "codes": shown.lines(found.codes, {one.key: one.key for one in found.codes}, currency, by="code", whole=uses),
        "months": steps.months(found),
        "funnel": steps.funnel(found),
        "ladder": steps.ladder(found),
        "campaigns": [(one, _each(one.effect.asked.each), _each(one.effect.holdout.each)) for one in found.campaigns],
    }


def _each(amount: float | None) -> str:
    return "–" if amount is None else f"{amount:,.2f}"
