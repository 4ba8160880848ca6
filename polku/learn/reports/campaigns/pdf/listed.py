"""The first sheet of several reports: all of them in a list."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from polku.learn.reports.campaigns import shown
from polku.learn.reports.campaigns.pdf.sheet import EDGE, GREEN, SOFT, Sheet, places
from polku.learn.reports.campaigns.report import Report

SHARES = (34, 10, 12, 12, 12, 10, 16, 14)
HEADS = (0, 2, 3, 4, 5, 6, 7)  # which columns of a comparison
ROW = 24.0


def listed(sheet: Sheet, reports: Sequence[Report], *, title: str) -> None:
    sheet.paragraph(_("Reports"), size=9, colour=GREEN, is_bold=True)
    sheet.paragraph(title, size=19, is_bold=True, most=2)
    sheet.gap(10)
    ends = places(SHARES, sheet.width)
    heads = shown.heads(reports[0].numbers.goal)
    for end, start, which in zip(ends[1:], ends[:-1], HEADS, strict=True):
        sheet.put(heads[which], x=end, base=sheet.y - 8, size=7, colour=SOFT, is_right=True, width=end - start - 4)
    sheet.gap(13)
    for one in reports:
        sheet.need(ROW)
        sheet.rule()
        at = date_format(timezone.localtime(one.launch.at), "SHORT_DATETIME_FORMAT")
        width = ends[0] - EDGE - 6
        sheet.put(one.campaign.name, x=EDGE, base=sheet.y - 10, size=8.5, is_bold=True, width=width)
        sheet.put(f"{at} · {one.channel}", x=EDGE, base=sheet.y - 19.5, size=7, colour=SOFT, width=width)
        cells = shown.cells(one.numbers)
        for end, start, which in zip(ends[1:], ends[:-1], HEADS, strict=True):
            cell, room = cells[which], end - start - 4
            sheet.put(cell.value, x=end, base=sheet.y - 10, size=8.5, is_right=True, width=room)
            sheet.put(cell.hint, x=end, base=sheet.y - 19.5, size=7, colour=SOFT, is_right=True, width=room)
        sheet.gap(ROW)
