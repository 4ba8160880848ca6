"""Calendar windows in words: "bought this month on Saturday or Sunday between 18:00 and 22:00"."""

from functools import reduce

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polku.know.rules.happened.calendar_read import Wanted

PERIODS = {
    "today": gettext_lazy("%(what)s today"),
    "yesterday": gettext_lazy("%(what)s yesterday"),
    "this_week": gettext_lazy("%(what)s this week"),
    "last_week": gettext_lazy("%(what)s last week"),
    "this_month": gettext_lazy("%(what)s this month"),
    "last_month": gettext_lazy("%(what)s last month"),
    "this_quarter": gettext_lazy("%(what)s this quarter"),
    "last_quarter": gettext_lazy("%(what)s last quarter"),
    "this_year": gettext_lazy("%(what)s this year"),
    "last_year": gettext_lazy("%(what)s last year"),
}
DAYS = (
    gettext_lazy("a Monday"),
    gettext_lazy("a Tuesday"),
    gettext_lazy("a Wednesday"),
    gettext_lazy("a Thursday"),
    gettext_lazy("a Friday"),
    gettext_lazy("a Saturday"),
    gettext_lazy("a Sunday"),
)


def in_words(what: str, wanted: Wanted) -> str:
    """The sentence about what happened, with when."""
    if wanted.hours:
        start, end = (f"{hour}:00" for hour in wanted.hours)
        what = _("%(what)s between %(start)s and %(end)s") % {"what": what, "start": start, "end": end}
    if wanted.weekdays:
        days = reduce(_either, (str(DAYS[number - 1]) for number in wanted.weekdays))
        what = _("%(what)s on %(days)s") % {"what": what, "days": days}
    return str(PERIODS[wanted.period]) % {"what": what} if wanted.period else what


def _either(first: str, second: str) -> str:
    return _("%(first)s or %(second)s") % {"first": first, "second": second}
