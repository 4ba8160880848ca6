"""When it happened: `within`, `since` or `between`, and `on` by itself or beside one of them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from polku.doors.web.segments.builder import calendar
from polku.doors.web.segments.builder.fields import Choices, Field, length
from polku.doors.web.segments.builder.texts import duration_of, number_and_unit

KEYS = ("within", "since", "between", "on")
ALONE = KEYS[:3]  # of these, one condition has one only
WHEN: Choices = (
    ("", _("at any time")), ("within", _("in the last …")), ("since", _("since a day")),
    ("between", _("between two days")), ("on", _("by the calendar")),
)  # fmt: skip
USUAL_PERIOD = "this_month"


def write(values: dict[str, str]) -> dict[str, Any]:
    when = values.get("when", "")
    if when == "on":
        return {"on": calendar.write(values, usual=USUAL_PERIOD)}
    on = calendar.write(values, usual=calendar.ANY) if when in ALONE and values.get("also_on") else {}
    return _stretch(when, values) | ({"on": on} if on else {})


def _stretch(when: str, values: dict[str, str]) -> dict[str, Any]:
    match when:
        case "within":
            return {"within": duration_of(values.get("within", ""), values.get("within_unit", ""))}
        case "since":
            return {"since": values.get("since", "")}
        case "between":
            return {"between": [values.get("from", ""), values.get("to", "")]}
    return {}


def read(node: dict[str, Any]) -> dict[str, str] | None:
    """None also where two of those stand together that stand alone."""
    alone = {key: node[key] for key in ALONE if key in node}
    of_stretch = _read_stretch(alone)
    if of_stretch is None or "on" not in node:
        return of_stretch
    of_calendar = calendar.read(node["on"])
    if of_calendar is None:
        return None
    return of_stretch | of_calendar | ({"also_on": "yes"} if alone else {"when": "on"})


def _read_stretch(alone: dict[str, Any]) -> dict[str, str] | None:
    match [*alone.items()]:
        case []:
            return {"when": ""}
        case [("within", within)]:
            found = number_and_unit(within)
            return {"when": "within", "within": found[0], "within_unit": found[1]} if found else None
        case [("since", str(since))]:
            return {"when": "since", "since": since}
        case [("between", [str(first), str(last)])]:
            return {"when": "between", "from": first, "to": last}
    return None


def fields(values: dict[str, str], label: Any = "") -> list[Field]:
    when = values.get("when", "")
    usual_label = pgettext_lazy("a stretch of time", "When")
    found = [Field("when", label or usual_label, "choice", WHEN, reshapes=True, starts_line=True)]
    match when:
        case "within":
            found += length("within", _("Length of time"), unit=values.get("within_unit", ""))
        case "since":
            found.append(Field("since", _("Since"), "date"))
        case "between":
            found += [Field("from", _("From"), "date"), Field("to", _("To"), "date")]
        case "on":
            found += calendar.fields(usual=USUAL_PERIOD)
    if when in ALONE:
        found.append(
            Field("also_on", _("only on certain days or at certain hours"), "check", reshapes=True, starts_line=True)
        )
        found += calendar.fields(usual=calendar.ANY) if values.get("also_on") else []
    return found
