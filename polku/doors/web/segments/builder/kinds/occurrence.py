"""The first or the last time that somebody did something: how long ago it was, and what stands in it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from polku.doors.web.segments.builder import when
from polku.doors.web.segments.builder.fields import Choices, Field, length
from polku.doors.web.segments.builder.kinds.kind import Kind, Parts, Read, Values
from polku.doors.web.segments.builder.kinds.where import Where
from polku.doors.web.segments.builder.texts import duration_of, number_and_unit

WHICH: Choices = (("last", _("the last time")), ("first", _("the first time")))
NAMES = tuple(name for name, _words in WHICH)
AGES: Choices = (
    ("", _("any time ago")), ("gt", _("more than … ago")), ("gte", _("at least … ago")),
    ("lt", _("less than … ago")), ("lte", _("at most … ago")), ("between", _("between … and … ago")),
)  # fmt: skip
INNER = frozenset(("did", "where", *when.KEYS))


class Occurrence(Kind):
    name = "occurrence"
    title = _("First or last time")
    icon = "clock"
    about = _(
        "One event of each person is looked at, the first or the last of those meant. Who never did it is not found."
    )
    holds = ("which_where", "that_where")
    starts = {"which": "last", "age": "gt", "ago": "90", "ago_unit": "d"}

    def fields(self, values: Values) -> list[Field]:
        age = values.get("age", "")
        found = [
            Field("which", _("Which"), "choice", WHICH, usual="last"),
            Field("did", _("Event"), "known", known="events", reshapes=True, is_needed=True),
            Field("age", _("How long ago"), "choice", AGES, reshapes=True, starts_line=True),
        ]
        if age:
            label = pgettext_lazy("a length of time", "From") if age == "between" else _("Length of time")
            found += length("ago", label, usual="90", unit=values.get("ago_unit", ""))
        if age == "between":
            found += length(
                "ago_to", pgettext_lazy("a length of time", "To"), usual="180", unit=values.get("ago_to_unit", "")
            )
        return found + when.fields(values, _("Of those that happened"))

    def write(self, values: Values, parts: Parts) -> Any:
        inner = {"did": values.get("did", "")} | _where("which_where", parts) | when.write(values)
        node: dict[str, Any] = {values.get("which") or "last": inner}
        if age := values.get("age"):
            low = duration_of(values.get("ago", ""), values.get("ago_unit", ""))
            high = duration_of(values.get("ago_to", ""), values.get("ago_to_unit", ""))
            node["ago"] = {age: [low, high] if age == "between" else low}
        return node | _where("that_where", parts)

    def read(self, node: Any) -> Read | None:
        which = [name for name in NAMES if isinstance(node, dict) and name in node]
        if len(which) != 1 or not node.keys() <= {which[0], "ago", "where"}:
            return None
        inner, its = node[which[0]], node.get("where", [])
        of_age = _read_age(node["ago"]) if "ago" in node else {"age": ""}
        match inner:
            case {"did": str(event)} if inner.keys() <= INNER and of_age is not None:
                of_time, where = when.read(inner), inner.get("where", [])
                if of_time is None or not isinstance(where, list) or not isinstance(its, list):
                    return None
                parts = [*(("which_where", one) for one in where), *(("that_where", one) for one in its)]
                return Read({"which": which[0], "did": event} | of_age | of_time, parts)
        return None

    def places(self, values: Values, parts: Parts) -> list[str]:
        """The parts may stand in any order."""
        starts, found = {"which_where": f"{values.get('which') or 'last'}.where", "that_where": "where"}, []
        for nth, (kind, _part) in enumerate(parts):
            found.append(f"{starts[kind]}[{sum(one == kind for one, _part in parts[:nth])}]")
        return found


class WhichWhere(Where):
    """Which events are meant: of these, the first or last."""

    name = "which_where"
    title = _("only those where")


class ThatWhere(Where):
    """What stands in that first or last one."""

    name = "that_where"
    title = _("and that one has")
    icon = "focus-2"


def _where(kind: str, parts: Parts) -> dict[str, Any]:
    found = [part for one, part in parts if one == kind]
    return {"where": found} if found else {}


def _read_age(ago: Any) -> dict[str, str] | None:
    match ago:
        case {"between": [low, high], **others} if not others:
            first, last = number_and_unit(low), number_and_unit(high)
            if first is None or last is None:
                return None
            ends = {"ago": first[0], "ago_unit": first[1], "ago_to": last[0], "ago_to_unit": last[1]}
            return {"age": "between"} | ends
        case {**one} if len(one) == 1:
            [(age, given)] = one.items()
            found = number_and_unit(given)
            if found is not None and age in ("gt", "gte", "lt", "lte"):
                return {"age": age, "ago": found[0], "ago_unit": found[1]}
    return None
