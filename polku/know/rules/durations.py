"""30d, 12h, 45m: lengths of time in rules."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.know.rules.condition import Node

UNITS_S = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 7 * 86_400}
MOST_S = 100 * 366 * 86_400
FORM = re.compile(r"([0-9]{1,9})([smhdw])")


def read_duration(node: Node, key: str) -> int:
    """Seconds. A day is always 86,400 of them. Raises RuleError."""
    given = node.given[key]
    match = FORM.fullmatch(given) if isinstance(given, str) else None
    seconds = int(match[1]) * UNITS_S[match[2]] if match else 0
    if not 0 < seconds <= MOST_S:
        raise node.wrong(
            key, _("“%(given)s” is not a length of time; write 30d, 12h or 45m") % {"given": str(given)[:40]}
        )
    return seconds


def in_units(seconds: int) -> tuple[int, str]:
    """How many, and of which: the largest unit that is exact. Of weeks nobody speaks."""
    unit = next(name for name in "dhms" if seconds % UNITS_S[name] == 0)
    return seconds // UNITS_S[unit], unit


def in_the_last(what: str, seconds: int) -> str:
    """The sentence about what happened, with its window, in the largest unit that is exact."""
    n, unit = in_units(seconds)
    sentence = {
        "d": ngettext("%(what)s in the last %(n)d day", "%(what)s in the last %(n)d days", n),
        "h": ngettext("%(what)s in the last %(n)d hour", "%(what)s in the last %(n)d hours", n),
        "m": ngettext("%(what)s in the last %(n)d minute", "%(what)s in the last %(n)d minutes", n),
        "s": ngettext("%(what)s in the last %(n)d second", "%(what)s in the last %(n)d seconds", n),
    }[unit]
    return sentence % {"what": what, "n": n}


def length(seconds: int) -> str:
    """ "7 days", in the largest unit that is exact."""
    n, unit = in_units(seconds)
    return {
        "d": ngettext("%(n)d day", "%(n)d days", n),
        "h": ngettext("%(n)d hour", "%(n)d hours", n),
        "m": ngettext("%(n)d minute", "%(n)d minutes", n),
        "s": ngettext("%(n)d second", "%(n)d seconds", n),
    }[unit] % {"n": n}
