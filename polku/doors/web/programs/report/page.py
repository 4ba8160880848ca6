"""A program's report, on a page and as a table."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from polku.act.rewards.ledger.models import Program
from polku.doors.web.asked import Asked
from polku.doors.web.programs.report import (
    ages,
    budget,
    channels,
    codes,
    friends,
    names,
    passed,
    points,
    returned,
    shown,
    steps,
)
from polku.kit import clock
from polku.learn.reports.rewards.as_csv import as_csv
from polku.learn.reports.rewards.asked import Part
from polku.learn.reports.rewards.report import Report, report


@never_cache
@require_safe
def page(request: Asked, program_id: int) -> HttpResponse:
    row = get_object_or_404(Program, pk=program_id)
    found = report(row, now=clock.now())
    return render(
        request, "programs/report/report.html", {**_given(found), **_points(request, found), **_tree(request, found)}
    )


@require_safe
def as_table(request: Asked, program_id: int) -> HttpResponse:
    row = get_object_or_404(Program, pk=program_id)
    answer = HttpResponse(as_csv(report(row, now=clock.now())), content_type="text/csv; charset=utf-8")
    name = slugify(row.name) or f"program-{row.pk}"
    answer["Content-Disposition"] = f'attachment; filename="{name}-report.csv"'
    return answer


def _given(found: Report) -> dict[str, object]:
    currency, uses = found.program.currency, found.numbers.used.count
    has_any = bool(found.numbers.given.count)
    is_held = found.program.kind != Program.Kind.DISCOUNT  # else it is given in the instant in which it is used

    def lines(parts: list[Part], called: Mapping[str, str], by: str, *, whole: int = 0) -> list[shown.Line]:
        return shown.lines(parts, called, currency, by=by, whole=whole)

    return {
        "program": found.program,
        "is_empty": not has_any
        and not passed.tiles(found)
        and not found.ladder
        and not (found.tree and (found.tree.friends or found.tree.links)),
        "tiles": shown.tiles(found) if has_any else passed.tiles(found),
        "money": shown.of_money(found),
        "partner": codes.stock(found.program),
        "budget": budget.tiles(found.program, found.numbers.cost_minor),
        "form": budget.form_of(found.program),
        "pace": shown.pace(found.numbers) if is_held else [],
        "within": steps.within(found) if is_held else [],
        "ways": lines(found.ways, names.ways(found.ways), "way"),
        "came": lines(found.came, channels.names(found.came), "came") if is_held else [],
        "through": lines(found.through, channels.names(found.through), "through", whole=uses),
        "segments": lines(found.segments, names.segments(found.segments), "segment"),
        "stores": lines(found.stores, names.stores(found.stores), "store", whole=uses),
        "codes": lines(found.codes, {one.key: one.key for one in found.codes}, "code", whole=uses),
        "months": steps.months(found),
        "months_what": [steps.HEADINGS[kind] for kind in steps.kinds_of(found)],
        "funnel": steps.funnel(found),
        "ladder": steps.ladder(found),
        "ages": ages.rows(found) if is_held else [],
        "moves": points.moves(found),
        "campaigns": returned.campaigns(found),
    }


def _points(request: Asked, found: Report) -> dict[str, object]:
    """Of now, or of the end of the day that is asked for."""
    if found.points is None:
        return {}
    day = points.day_of(request.GET.get("on", ""))
    then = points.at_end_of(found.program, day) if day is not None else found.points
    currency = found.program.currency
    return {"points": points.tiles(then, currency), "points_told": points.told(then, currency), "points_on": day}


def _tree(request: Asked, found: Report) -> dict[str, object]:
    if found.tree is None or found.grown is None:
        return {}
    part = friends.roots(request, found.program, found.tree)
    return {
        "grown": friends.tiles(found.grown),
        "levels": friends.levels(found.grown),
        "headings": friends.HEADINGS.values(),
        "nodes": part.rows,
        "more": part.more,
    }
