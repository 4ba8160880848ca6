"""When it happened: `within`, `since`, `between`, `on` of whatever looks at events."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from polku.doors.web.segments.builder import calendar
from polku.doors.web.segments.builder.fields import Choices, Field, length
from polku.doors.web.segments.builder.texts import duration_of, number_and_unit

KEYS = ("within", "since", "between", "on")
WHEN: Choices = (
    ("", _("at any time")), ("within", _("in the last …")), ("since", _("since a day")),
    ("between", _("between two days")), ("on", _("by the calendar")),
)  # fmt: skip


def write(values: dict[str, str]) -> dict[str, Any]:
    match values.get("when", ""):
        case "within":
            return {"within": duration_of(values.get("within", ""), values.get("within_unit", ""))}
        case "since":
            return {"since": values.get("since", "")}
        case "between":
            return {"between": [values.get("from", ""), values.get("to", "")]}
        case "on":
            return {"on": calendar.write(values)}
    return {}


def read(node: dict[str, Any]) -> dict[str, str] | None:
    """None also where two of them stand together, which the fields cannot hold."""
    given = {key: node[key] for key in KEYS if key in node}
    if len(given) != 1:
        return None if given else {"when": ""}
    match given:
        case {"within": within}:
            found = number_and_unit(within)
            return {"when": "within", "within": found[0], "within_unit": found[1]} if found else None
        case {"since": str(since)}:
            return {"when": "since", "since": since}
        case {"between": [str(first), str(last)]}:
            return {"when": "between", "from": first, "to": last}
        case {"on": on}:
            values = calendar.read(on)
            return {"when": "on"} | values if values is not None else None
    return None


def fields(values: dict[str, str]) -> list[Field]:
    found = [Field("when", pgettext_lazy("a stretch of time", "When"), "choice", WHEN, reshapes=True)]
    match values.get("when", ""):
        case "within":
            found += length("within", _("Length of time"), unit=values.get("within_unit", ""))
        case "since":
            found.append(Field("since", _("Since"), "date"))
        case "between":
            found += [Field("from", _("From"), "date"), Field("to", _("To"), "date")]
        case "on":
            found += calendar.fields()
    return found
