"""What a condition looked at, as one reads it."""

import json
from datetime import UTC, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polku.doors.web.widgets.amounts import number
from polku.doors.web.widgets.times import exact

NAMES: dict[str, str | Promise] = {
    "times": gettext_lazy("times"), "first": gettext_lazy("first"), "last": gettext_lazy("last"),
    "total": gettext_lazy("total"), "distinct": gettext_lazy("different ones"), "value": gettext_lazy("value"),
    "left": gettext_lazy("can be used"), "rank": gettext_lazy("rank"),
}  # fmt: skip


def fact_name(name: str) -> str:
    step, _space, nth = name.partition(" ")
    if step == "step" and nth:
        return _("step %(number)s") % {"number": nth}
    return str(NAMES.get(name, name))


def fact(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, list):
        return ", ".join(fact(one) for one in value[:10])
    try:
        return str(exact(_moment(str(value)), seconds=False))
    except ValueError:
        return _text(str(value))


def _moment(text: str) -> datetime:
    """An instant as rules tell it: in UTC where it says nothing else. Raises ValueError, also for a mere day."""
    if "T" not in text:
        raise ValueError
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _text(text: str) -> str:
    """Texts of JSON stand in quotes."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if isinstance(value, str) else text
