"""A comparison with earlier campaigns as a table on the sheet."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from polku.learn.reports.campaigns import shown
from polku.learn.reports.campaigns.compare import SERIES, Comparison
from polku.learn.reports.campaigns.pdf.sheet import EDGE, LOW, PALE, SOFT, Sheet, places
from polku.learn.reports.campaigns.report import Report

SHARES = (26, 9, 10, 10, 10, 10, 8, 14, 12, 9)
ROW, LOW_ROW = 19.5, 13.0


def compared(sheet: Sheet, one: Report, table: Comparison) -> None:
    sheet.gap(12)
    # Together with its heading; longer ones go on on the next sheet.
    sheet.need(min(len(table.rows) + 3, 8) * ROW)
    title = (
        _("Beside earlier ones of the same series")
        if table.of == SERIES
        else _("Beside earlier campaigns by the same channel")
    )
    sheet.paragraph(title, size=11, is_bold=True)
    note = _(
        "Each by its own rule and time, as it was counted last. Medians of shares where there are shares; money in the"
        " team’s currency. Uplift: how many more of every 100 people, beside those held out."
    )
    sheet.paragraph(note, size=7, colour=SOFT)
    sheet.gap(4)
    ends = places(SHARES, sheet.width)
    _heads(sheet, one, ends)
    _row(sheet, one.campaign.name, _("this one"), shown.cells(one.numbers), ends, shade="own")
    middle = shown.middle_cells(table.middle, one.numbers.currency)
    _row(sheet, _("Median of the others"), "", middle, ends, shade="middle")
    nothing = [shown.Cell("–")] * (len(SHARES) - 1)
    for row in table.rows:
        at = date_format(timezone.localtime(row.at), "SHORT_DATE_FORMAT")
        _row(sheet, row.name, at, shown.cells(row.numbers) if row.numbers is not None else nothing, ends)


def _heads(sheet: Sheet, one: Report, ends: list[float]) -> None:
    for end, start, text in zip(ends[1:], ends[:-1], shown.heads(one.numbers.goal), strict=True):
        width = end - start - 4
        sheet.put(text, x=end, base=sheet.y - 8, size=7, colour=SOFT, is_right=True, width=width)
    sheet.gap(13)


def _row(sheet: Sheet, name: str, hint: str, cells: list[shown.Cell], ends: list[float], *, shade: str = "") -> None:
    height = ROW if hint or any(cell.hint for cell in cells) else LOW_ROW
    sheet.need(height)
    if shade:
        sheet.shade(height, PALE if shade == "own" else LOW)
    sheet.rule()
    is_bold = bool(shade)
    sheet.put(name, x=EDGE + 3, base=sheet.y - 9, size=7.5, is_bold=is_bold, width=ends[0] - EDGE - 8)
    if hint:
        sheet.put(hint, x=EDGE + 3, base=sheet.y - 16.5, size=6.5, colour=SOFT, width=ends[0] - EDGE - 8)
    for end, start, cell in zip(ends[1:], ends[:-1], cells, strict=True):
        width = end - start - 3
        sheet.put(cell.value, x=end - 1, base=sheet.y - 9, size=7.5, is_bold=is_bold, is_right=True, width=width)
        if cell.hint:
            sheet.put(cell.hint, x=end - 1, base=sheet.y - 16.5, size=6.5, colour=SOFT, is_right=True, width=width)
    sheet.gap(height)
