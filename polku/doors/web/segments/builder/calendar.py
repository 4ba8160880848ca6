"""`on`: a calendar period, days of the week, hours of the day; by the shop's clock or the person's own."""

from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from polku.doors.web.segments.builder.fields import Choices, Field
from polku.doors.web.segments.builder.texts import text_of, value_of

PERIODS: Choices = (
    ("", _("any")), ("today", _("today")), ("yesterday", _("yesterday")), ("this_week", _("this week")),
    ("last_week", _("last week")), ("this_month", _("this month")), ("last_month", _("last month")),
    ("this_quarter", _("this quarter")), ("last_quarter", _("last quarter")), ("this_year", _("this year")),
    ("last_year", _("last year")),
)  # fmt: skip
NAMES = tuple(name for name, _words in PERIODS if name)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ZONES: Choices = (("", _("the shop's clock")), ("person", _("the person's own clock")))


def write(values: dict[str, str]) -> Any:
    on: dict[str, Any] = {"period": values["period"]} if values.get("period") else {}
    if days := [day for day in DAYS if values.get(f"on_{day}")]:
        on["weekdays"] = days
    if values.get("from_hour") or values.get("to_hour"):
        on["hours"] = [value_of(values.get("from_hour", "")), value_of(values.get("to_hour", ""))]
    if values.get("zone"):
        on["zone"] = values["zone"]
    return values["period"] if on.keys() == {"period"} else on


def read(on: Any) -> dict[str, str] | None:
    if isinstance(on, str):
        return {"period": on} if on in NAMES else None
    match on:
        case {"period": period} if period not in NAMES:
            return None
        case {"hours": hours} if not (isinstance(hours, list) and len(hours) == 2):
            return None
        case {"zone": zone} if zone != "person":
            return None
        case dict():
            texts = [text_of(hour) for hour in on.get("hours", [])]
            values = {name: on[name] for name in ("period", "zone") if name in on}
            days = {f"on_{day}": "yes" for day in on.get("weekdays", []) if day in DAYS}
            return (
                values | days | {name: text or "" for name, text in zip(("from_hour", "to_hour"), texts, strict=False)}
            )
    return None


def fields() -> list[Field]:
    days = [Field(f"on_{day}", WEEKDAYS[number], "check") for number, day in enumerate(DAYS)]
    return [
        Field("period", _("Period"), "choice", PERIODS),
        *days,
        Field("from_hour", _("From hour"), "number", is_short=True),
        Field("to_hour", _("up to hour"), "number", is_short=True),
        Field("zone", _("By"), "choice", ZONES),
    ]
