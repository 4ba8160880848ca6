"""`on`: a calendar period, days of the week, hours of the day; by the shop's clock or the person's own."""

from typing import Any

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _

from polku.doors.web.segments.builder.fields import Choices, Field
from polku.doors.web.segments.builder.texts import value_of

ANY = "any"
PERIODS: Choices = (
    (ANY, _("any time")), ("today", _("today")), ("yesterday", _("yesterday")), ("this_week", _("this week")),
    ("last_week", _("last week")), ("this_month", _("this month")), ("last_month", _("last month")),
    ("this_quarter", _("this quarter")), ("last_quarter", _("last quarter")), ("this_year", _("this year")),
    ("last_year", _("last year")),
)  # fmt: skip
NAMES = tuple(name for name, _words in PERIODS if name != ANY)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ZONES: Choices = (("", _("the shop's clock")), ("person", _("the person's own clock")))
FROM: Choices = (("", _("any hour")), *((str(hour), f"{hour:02}:00") for hour in range(24)))
TO: Choices = (("", _("any hour")), *((str(hour), f"{hour:02}:00") for hour in range(25)))


def write(values: dict[str, str], *, usual: str) -> Any:
    """`usual`: the period as long as none was chosen. {}: nothing is asked."""
    period = values.get("period") or usual
    on: dict[str, Any] = {"period": period} if period != ANY else {}
    if days := [day for day in DAYS if values.get(f"on_{day}")]:
        on["weekdays"] = days
    if values.get("from_hour") or values.get("to_hour"):
        on["hours"] = [value_of(values.get("from_hour") or "0"), value_of(values.get("to_hour") or "24")]
    if not on:
        return on
    if values.get("zone"):
        on["zone"] = values["zone"]
    return period if on.keys() == {"period"} else on


def read(on: Any) -> dict[str, str] | None:
    if isinstance(on, str):
        return {"period": on} if on in NAMES else None
    if not isinstance(on, dict):
        return None
    values = {"period": on.get("period", ANY), "zone": "" if on.get("zone") == "shop" else on.get("zone", "")}
    days, hours = on.get("weekdays", []), on.get("hours", [])
    is_known = values["period"] in (ANY, *NAMES) and values["zone"] in ("", "person")
    if not is_known or not isinstance(days, list) or not all(day in DAYS for day in days):
        return None
    match hours:
        case []:
            return values | _of_days(days)
        case [int() | float() as first, int() | float() as last]:
            return values | _of_days(days) | {"from_hour": f"{first:g}", "to_hour": f"{last:g}"}
    return None


def _of_days(days: list[str]) -> dict[str, str]:
    return {f"on_{day}": "yes" for day in days}


def fields(*, usual: str) -> list[Field]:
    days = [
        Field(f"on_{day}", WEEKDAYS_ABBR[number], "day", starts_line=number == 0) for number, day in enumerate(DAYS)
    ]
    return [
        Field("period", _("Period"), "choice", PERIODS, usual=usual, starts_line=usual == ANY),
        *days,
        Field("from_hour", _("From hour"), "choice", FROM, is_short=True, starts_line=True),
        Field("to_hour", _("up to hour"), "choice", TO, is_short=True),
        Field("zone", _("By"), "choice", ZONES),
    ]
