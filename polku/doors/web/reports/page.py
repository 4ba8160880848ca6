"""A campaign's report."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.progress import progress, state_of
from polku.doors.web.asked import Asked
from polku.doors.web.campaigns_words import audience_of
from polku.doors.web.columns_asked import ask
from polku.kit import clock
from polku.kit.amounts import number, percent
from polku.know.rules.known import events
from polku.learn.reports.campaigns import rules_said, shown
from polku.learn.reports.campaigns.compare import Comparison
from polku.learn.reports.campaigns.count import units
from polku.learn.reports.campaigns.names import channel_title
from polku.learn.reports.campaigns.numbers import Numbers
from polku.learn.reports.campaigns.report import Report, report
from polku.learn.reports.campaigns.rule import Rule, rule_of
from polku.learn.reports.conversions import MOST_DAYS
from polku.learn.reports.outcomes import ORDERED

MOST_GOALS = 200


@dataclass(frozen=True)
class Line:
    """One campaign of a comparison; without a number it is this one's, or the median of the others."""

    name: str
    cells: list[tuple[str, shown.Cell]]  # each with its heading, for small screens
    number: int | None = None
    at: object = None


@dataclass(frozen=True)
class Table:
    found: Comparison
    own: Line
    middle: Line
    lines: list[Line]


@require_safe
def page(request: Asked, campaign_id: int) -> HttpResponse:
    row = get_object_or_404(Campaign.objects.select_related("launch__by", "segment", "trial"), pk=campaign_id)
    found = report(row, now=clock.now())
    if found is None:
        return redirect("campaign", row.pk)
    numbers = found.numbers
    given = {
        "campaign": row,
        "report": found,
        "audience": audience_of(row),
        "state": state_of(row, done=progress(row)),
        "groups": shown.tiles(found),
        "earned": shown.earned(numbers, units(numbers.currency)),
        "cost_said": rules_said.of_cost(numbers),
        "return_said": rules_said.of_return() if numbers.percent else "",
        "delivery_said": rules_said.of_delivery(row.channel),
        "parts": [(one, channel_title(one.channel) if one.channel else one.what) for one in found.costs],
        "channels": [_channel(numbers, place) for place in range(len(numbers.channels))],
        "heads": shown.heads(numbers.goal),
        "tables": [_table(found, one) for one in found.comparisons],
        **rule_given(rule_of(row)),
    }
    return render(request, "reports/report.html", given)


def rule_given(chosen: Rule) -> dict[str, object]:
    known = [one.name for one in ask(lambda: events(clock.now())) or []][:MOST_GOALS]
    goals = list(dict.fromkeys([ORDERED, chosen.goal, *known]))
    return {"chosen": chosen, "goals": goals, "most_days": MOST_DAYS}


def _channel(numbers: Numbers, place: int) -> tuple[str, list[tuple[str, str]]]:
    one, heads = numbers.channels[place], shown.heads(numbers.goal)
    cost = [one.cost] if one.cost is not None else []
    cells = [
        number(one.sent),
        f"{number(one.people)} · {percent(one.people or 0, one.sent)}",
        number(one.orders),
        shown.sums(one.revenue, numbers.currency),
        shown.sums(cost, numbers.currency) if cost else "–",
    ]
    return channel_title(one.name), list(zip([heads[0], *heads[4:8]], cells, strict=True))


def _table(found: Report, compared: Comparison) -> Table:
    heads = shown.heads(found.numbers.goal)

    def line(name: str, cells: list[shown.Cell], pk: int | None = None, at: object = None) -> Line:
        return Line(name, list(zip(heads, cells, strict=True)), pk, at)

    nothing = [shown.Cell("–")] * len(heads)
    return Table(
        compared,
        line(found.campaign.name, shown.cells(found.numbers), at=found.launch.at),
        line("", shown.middle_cells(compared.middle, found.numbers.currency)),
        [
            line(one.name, shown.cells(one.numbers) if one.numbers is not None else nothing, one.number, one.at)
            for one in compared.rows
        ],
    )
