"""The moments that a rule names: a date, an instant, or one that goes along with time: now, now-90d, today+7d."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.know.rules.condition import Node, Writer
from polku.know.rules.durations import MOST_S, UNITS_S, in_units
from polku.know.rules.operators.dates import Bound, moment_bound, rule_bound
from polku.know.rules.operators.dates_written import is_date, shown

DAY_S = 86_400
_MOVES = re.compile(r"(now|today)(?:([+-])([0-9]{1,9})([smhdw]))?")


@dataclass(frozen=True)
class Moment:
    """`today` is a whole day, `now` an instant; both move with time. A shift of today counts days of the calendar."""

    text: str
    moves: str = ""  # now, today
    shift_s: int = 0

    def bound(self, write: Writer, zone: str, at: str) -> Bound:
        """`at`: SQL of the milliseconds at which it is asked."""
        if not self.moves:
            return rule_bound(self.text, write.value(self.text.replace("/", "-"), "String"), zone)
        if self.moves == "now":
            return moment_bound(at, zone, f"+ {write.value(self.shift_s * 1000, 'Int64')}")
        day = f"addDays({moment_bound(at, zone).day}, {write.value(self.shift_s // DAY_S, 'Int32')})"
        return Bound(day, "NULL", "1")

    def __str__(self) -> str:
        """In words."""
        if not self.moves:
            return shown(self.text)
        if not self.shift_s:
            return _("today") if self.moves == "today" else _("now")
        return _ahead(self.shift_s) if self.shift_s > 0 else _ago(-self.shift_s)


def read_moment(node: Node, key: str, given: object) -> Moment:
    """Raises RuleError."""
    if isinstance(given, str) and is_date(given):
        return Moment(given)
    match = _MOVES.fullmatch(given) if isinstance(given, str) else None
    if isinstance(given, str) and match:
        base, sign, number, unit = match.groups()
        shift_s = int(number) * UNITS_S[unit] if number else 0
        if shift_s <= MOST_S and (base == "now" or shift_s % DAY_S == 0):
            return Moment(given, base, -shift_s if sign == "-" else shift_s)
    raise node.wrong(key, _("this must be a date, for example 2026-05-14, 2026-05-14T10:00+09:00, today or now-90d"))


def _ago(seconds: int) -> str:
    n, unit = in_units(seconds)
    return {
        "d": ngettext("%(n)d day ago", "%(n)d days ago", n),
        "h": ngettext("%(n)d hour ago", "%(n)d hours ago", n),
        "m": ngettext("%(n)d minute ago", "%(n)d minutes ago", n),
        "s": ngettext("%(n)d second ago", "%(n)d seconds ago", n),
    }[unit] % {"n": n}


def _ahead(seconds: int) -> str:
    n, unit = in_units(seconds)
    return {
        "d": ngettext("%(n)d day from now", "%(n)d days from now", n),
        "h": ngettext("%(n)d hour from now", "%(n)d hours from now", n),
        "m": ngettext("%(n)d minute from now", "%(n)d minutes from now", n),
        "s": ngettext("%(n)d second from now", "%(n)d seconds from now", n),
    }[unit] % {"n": n}
