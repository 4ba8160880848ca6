"""Reports as one PDF: each on one or two sheets, and before several of them a list."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.kit.amounts import money, number
from polku.learn.reports.campaigns import rules_said, shown
from polku.learn.reports.campaigns.count import units
from polku.learn.reports.campaigns.names import channel_title
from polku.learn.reports.campaigns.pdf.compared import compared
from polku.learn.reports.campaigns.pdf.listed import listed
from polku.learn.reports.campaigns.pdf.sheet import EDGE, GREEN, INK, LINE, PALE, SOFT, WIDTH, Sheet
from polku.learn.reports.campaigns.report import Report

MOST_PARTS = 12


def printed(reports: Sequence[Report], *, team: str, title: str = "") -> bytes:
    """In the language that is active, on the clock that is current. Drawn twice: the first time counts the sheets."""
    count = _drawn(reports, team=team, title=title, of=0).number
    return _drawn(reports, team=team, title=title, of=count).end()


def _drawn(reports: Sequence[Report], *, team: str, title: str, of: int) -> Sheet:
    when = date_format(timezone.localtime(max(one.counted_at for one in reports)), "DATETIME_FORMAT")
    foot = _("{team} · counted {when}").format(team=team, when=when)
    sheet = Sheet(title=title or reports[0].campaign.name, foot=foot, of=of)
    if title:
        listed(sheet, reports, title=title)
    for place, one in enumerate(reports):
        if place or title:
            sheet.next()
        _report(sheet, one)
    return sheet


def _report(sheet: Sheet, one: Report) -> None:
    numbers = one.numbers
    sheet.paragraph(_("Report"), size=9, colour=GREEN, is_bold=True)
    sheet.paragraph(one.campaign.name, size=19, is_bold=True, most=2)
    at = date_format(timezone.localtime(one.launch.at), "DATETIME_FORMAT")
    sheet.paragraph(f"{at} · {one.channel}", size=9, colour=SOFT)
    if not numbers.is_over:
        sheet.paragraph(_("These numbers still move."), size=9, colour=SOFT)
    sheet.gap(8)
    for group in shown.tiles(one):
        _tiles(sheet, group)
    sheet.gap(4)
    said = [one.rule, _("It says what followed, not what the message caused."), rules_said.of_cost(numbers)]
    if numbers.percent:
        said.append(rules_said.of_return())
    sheet.paragraph(" ".join(sentence for sentence in said if sentence), size=7.5, colour=SOFT)
    _brought(sheet, one)
    _cost(sheet, one)
    for table in one.comparisons:
        compared(sheet, one, table)


def _tiles(sheet: Sheet, group: Sequence[shown.Tile]) -> None:
    sheet.need(58)
    sheet.rule()
    sheet.gap(10)
    step = sheet.width / max(4, len(group))
    for place, tile in enumerate(group):
        x, width = EDGE + place * step, step - 8
        sheet.put(tile.label, x=x, base=sheet.y - 8, size=8, colour=SOFT, width=width)
        sheet.put(tile.cell.value, x=x, base=sheet.y - 26, size=15, is_bold=True, width=width)
        if tile.cell.hint:
            sheet.put(tile.cell.hint, x=x, base=sheet.y - 37, size=8, colour=SOFT, width=width)
    sheet.gap(46)


def heading(sheet: Sheet, text: str, *, needs: float) -> None:
    sheet.gap(12)
    sheet.need(needs + 24)
    sheet.paragraph(text, size=11, is_bold=True)
    sheet.gap(3)


def _brought(sheet: Sheet, one: Report) -> None:
    numbers = one.numbers
    heading(sheet, _("What it brought about"), needs=70)
    sheet.paragraph(one.effect, size=9, is_bold=bool(numbers.percent))
    if numbers.uplift is not None and numbers.is_trusted:
        _whisker(sheet, numbers.uplift.low, numbers.uplift.value, numbers.uplift.high)
    earned = shown.earned(numbers, units(numbers.currency))
    if earned is not None:
        told = _("Revenue because of it: {value} ({low_high})").format(value=earned.value, low_high=earned.hint)
        sheet.paragraph(told, size=9)
        said = _("Where a range is given, the truth lies in it in 95 of 100 cases.")
        sheet.paragraph(said, size=7.5, colour=SOFT)


def _whisker(sheet: Sheet, low: float, value: float, high: float) -> None:
    """The interval on a line that has no difference in its middle."""
    sheet.need(36)
    reach = max(abs(low), abs(high)) / 0.92 or 1.0
    middle, half, top = WIDTH / 2, sheet.width / 2, sheet.y - 4
    page = sheet.page
    page.setStrokeColor(LINE)
    page.setLineWidth(1.2)
    page.line(middle, top, middle, top - 16)
    page.setFillColor(PALE)
    page.rect(middle + half * low / reach, top - 11, half * (high - low) / reach, 6, stroke=0, fill=1)
    page.setFillColor(GREEN)
    page.rect(middle + half * value / reach - 1.5, top - 15, 3, 14, stroke=0, fill=1)
    sheet.put(_("fewer"), x=EDGE, base=top - 25, size=7, colour=SOFT)
    sheet.put(_("no difference"), x=middle - 22, base=top - 25, size=7, colour=SOFT)
    sheet.put(_("more"), x=WIDTH - EDGE, base=top - 25, size=7, colour=SOFT, is_right=True)
    sheet.gap(36)


def _cost(sheet: Sheet, one: Report) -> None:
    heading(sheet, _("What it cost"), needs=40)
    for part in one.costs[:MOST_PARTS]:
        sheet.need(24)
        what = channel_title(part.channel) if part.channel else part.what
        told = [what]
        if part.messages is not None:
            form = ngettext("%(shown)s message", "%(shown)s messages", part.messages)
            told.append(form % {"shown": number(part.messages)})
        amount = _("unknown") if part.minor is None else money(part.minor, part.currency)
        sheet.put(" · ".join(told), x=EDGE, base=sheet.y - 9, size=9, width=sheet.width - 110)
        sheet.put(amount, x=WIDTH - EDGE, base=sheet.y - 9, size=9, colour=INK, is_bold=True, is_right=True)
        if part.how:
            sheet.put(part.how, x=EDGE, base=sheet.y - 18, size=7.5, colour=SOFT, width=sheet.width - 110)
        sheet.gap(23 if part.how else 15)
