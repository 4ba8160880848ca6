"""A program's report as a table: section, what, number."""

import io

from django.utils.translation import gettext as _

from polku.kit import csv_out, money
from polku.learn.reports.rewards.report import Report


def as_csv(report: Report) -> str:
    out = io.StringIO()
    writer = csv_out.Writer(out)
    writer.writerow((_("part"), _("what"), _("number")))
    for row in _rows(report):
        writer.writerow(row)
    return out.getvalue()


def _rows(report: Report) -> list[tuple[str, str, object]]:
    found, currency = report.numbers, report.program.currency

    def major(minor: int) -> float:
        return money.to_major(minor, currency)

    whole: list[tuple[str, object]] = [
        ("given", found.given.count),
        ("given_people", found.given.people),
        ("seen_people", "" if found.seen is None else found.seen),
        ("used", found.used.count),
        ("used_people", found.used.people),
        ("used_of_given", found.used_lots),
        ("undone", found.undone.count),
        ("expired", found.expired.count),
        ("withdrawn", found.withdrawn.count),
        ("open", found.open_lots),
        ("open_people", found.open_people),
        ("never_used_people", found.never_people),
        ("expired_people", found.expired.people),
        ("withdrawn_people", found.withdrawn.people),
        (f"cost_{currency}", major(found.cost_minor)),
        (f"revenue_{currency}", major(found.earned(currency).minor)),
        ("orders", found.earned(currency).orders),
    ]
    if found.until_used is not None:
        whole += [
            ("quarter_used_within_hours", round(found.until_used.quarter_ms / 3_600_000, 1)),
            ("half_used_within_hours", round(found.until_used.median_ms / 3_600_000, 1)),
            ("three_quarters_used_within_hours", round(found.until_used.three_quarters_ms / 3_600_000, 1)),
        ]
    rows: list[tuple[str, str, object]] = [("", what, number) for what, number in whole]
    rows += [("store", part.key, part.used) for part in report.stores]
    rows += [("code", part.key, part.used) for part in report.codes]
    for part in report.ways:
        rows += [("given by", part.key, part.given), ("given by, used", part.key, part.used)]
    for part in report.came:
        rows += [("came through", part.key, part.given), ("came through, used", part.key, part.used)]
    rows += [("used through", part.key, part.used) for part in report.through]
    for part in report.segments:
        rows += [("segment", part.key, part.given), ("segment, used", part.key, part.used)]
    for month in report.months:
        name = month.first.strftime("%Y-%m")
        rows += [("month, given", name, month.given), ("month, used", name, month.used)]
        rows += [("month, expired", name, month.expired), ("month, withdrawn", name, month.withdrawn)]
    for one in found.paces:
        rows += [("used within hours", str(one.hours) if one.hours else "more", one.used)]
    for age in report.ages:
        days = str(age.days) if age.days else "older"
        rows += [("given days ago", days, age.given), ("given days ago, used", days, age.used)]
        rows += [("given days ago, expired", days, age.expired), ("given days ago, open", days, age.open)]
    rows += [("moved", move.why or move.kind, move.change) for move in report.moves]
    if report.points is not None:
        rows += [("points", "open", report.points.open), ("points", "pending", report.points.pending)]
        rows += [("points", "owed", report.points.owed)]
        worth = report.points.minor
        rows += [("points", f"worth_{currency}", "" if worth is None else major(worth))]
    if report.grown is not None:
        rows += [("friends", "people_with_a_link", report.grown.links), ("friends", "bringers", report.grown.bringers)]
        for level in report.grown.levels:
            rows += [(f"friends, level {level.level}", state, people) for state, people in level.states.items()]
    for campaign in report.campaigns:
        back = campaign.returned
        if back is not None:
            between = (("", back.value), (", at least", back.low), (", at most", back.high))
            rows += [(f"campaign {campaign.number}", f"return{how}", round(number, 3)) for how, number in between]
    if report.passed is not None:
        rows += [("had", part.part, part.count) for part in report.passed.parts]
        rows += [("prizes", "given", report.passed.given), ("prizes", "used", report.passed.used)]
        rows += [("prizes", f"cost_{currency}", "" if report.passed.minor is None else major(report.passed.minor))]
    rows += [("rank", step.key, "" if step.people is None else step.people) for step in report.ladder]
    return [*rows, *(("collected at least", str(step.at), step.people) for step in report.funnel)]
