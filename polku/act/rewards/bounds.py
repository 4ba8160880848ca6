"""What no terms may hold, of whatever kind: texts and numbers without measure, instants of nowhere.

Asked when terms are kept, so that whatever reads them later, on either database, can rely upon it.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from polku.act.rewards.ledger.promise import TermsProblem
from polku.say.content.problem import Problem

MOST, LONGEST, TITLE = 10**12, 10_000, 200
YEARS = range(2000, 2200)


def bounded(terms: msgspec.Struct) -> None:
    """Raises TermsProblem with the first thing that has no measure."""
    plain = msgspec.to_builtins(terms, builtin_types=(datetime,))
    if found := next(_unbounded(plain, ""), None):
        raise TermsProblem(found)


def _unbounded(value: Any, field: str) -> Iterator[Problem]:
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield from _unbounded(one, f"{field}.{name}" if field else str(name))
    elif isinstance(value, list | tuple | set | frozenset):
        for nth, one in enumerate(value):
            yield from _unbounded(one, f"{field}.{nth}")
    elif why := _why(value, TITLE if field == "title" else LONGEST):
        yield Problem(why, field=field)


def _why(value: Any, longest: int) -> str:
    if isinstance(value, str) and "\0" in value:
        return _("There is a character in it that no text has.")
    if isinstance(value, str) and len(value) > longest:
        return _("This is too long: {most} characters at the most.").format(most=longest)
    if isinstance(value, int) and abs(value) > MOST:
        return _("This number is too large.")
    if isinstance(value, datetime) and value.year not in YEARS:
        return _("This is not a time that anybody will see.")
    return ""
