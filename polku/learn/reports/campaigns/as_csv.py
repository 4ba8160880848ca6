"""A report as a file of rows: the campaign, those it is compared with, and their medians. Numbers with their units."""

import io
from collections.abc import Iterable

from polku.act.campaigns.natives.wordings import channels_of
from polku.kit.csv_out import Writer
from polku.learn.reports.campaigns import rules_said
from polku.learn.reports.campaigns.measures import Measure, measures, of_middle
from polku.learn.reports.campaigns.report import Report

HEADINGS = ("which", "campaign", "name", "launched_at", "channel", "measure", "value", "unit", "low", "high", "rule")
CONVERTED = ("converted", "converted_share", "conversions", "revenue")


def as_csv(report: Report) -> str:
    """`which`: this, earlier in channel or series, or the median of these. An empty value is unknown.

    `channel`: whose number it is; of the whole campaign all of its channels.
    """
    page = io.StringIO(newline="")
    writer = Writer(page)
    writer.writerow(HEADINGS)
    row, numbers = report.campaign, report.numbers
    channels = " + ".join(channels_of(row))
    about: tuple[object, ...] = ("this", row.pk, row.name, report.launch.at.isoformat())
    _write(writer, about, channels, measures(numbers), {**dict.fromkeys(CONVERTED, report.rule), **_rules(report)})
    for compared in report.comparisons:
        for one in compared.rows:
            if one.numbers is not None:
                about = (f"earlier in {compared.of}", one.number, one.name, one.at.isoformat())
                rule = rules_said.of_conversions(one.numbers)
                _write(writer, about, channels, measures(one.numbers), dict.fromkeys(CONVERTED, rule))
        about = (f"median in {compared.of}", "", "", "")
        _write(writer, about, channels, of_middle(compared.middle, numbers.currency), {})
    return page.getvalue()


def _write(
    writer: Writer, about: tuple[object, ...], channel: str, found: Iterable[Measure], rules: dict[str, str]
) -> None:
    for one in found:
        numbers = (_cell(one.value), one.unit, _cell(one.low), _cell(one.high))
        writer.writerow((*about, one.channel or channel, one.name, *numbers, rules.get(one.name, "")))


def _rules(report: Report) -> dict[str, str]:
    numbers = report.numbers
    return {
        "delivered": rules_said.of_delivery(report.campaign.channel),
        "cost": rules_said.of_cost(numbers),
        "uplift": report.effect,
        "return": rules_said.of_return(),
    }


def _cell(value: float | None) -> object:
    """Seven digits are enough of a share; whole numbers stay whole."""
    if value is None:
        return ""
    return int(value) if float(value).is_integer() else f"{value:.7g}" if abs(value) < 1 else f"{value:.2f}"
