"""The two numbers of a comparison: what stands in the first or last event, or is made of several."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from polku.doors.web.segments.builder import when
from polku.doors.web.segments.builder.fields import Choices, Field
from polku.doors.web.segments.builder.kinds.kind import Kind, Parts, Read, Values

HOW: Choices = (
    ("last", _("from the last one")), ("first", _("from the first one")), ("sum", _("sum of all")),
    ("avg", _("average of all")), ("min", _("smallest of all")), ("max", _("largest of all")),
    ("count", _("how many times")),
)  # fmt: skip
NAMES = tuple(name for name, _words in HOW)
OF_ONE = ("last", "first")
KEYS = frozenset(("did", "of", "before_last", "where", *when.KEYS))


class One(Kind):
    """What is compared."""

    name = "one"
    title = _("One number")
    icon = "hash"
    holds = ("where",)
    starts = {"how": "last"}
    can_be_negated = False
    stands_in_groups = False
    is_fixed = True

    def fields(self, values: Values) -> list[Field]:
        event, how = values.get("did", ""), values.get("how") or "last"
        found = [
            Field("did", _("Event"), "known", known="events", reshapes=True, is_needed=True),
            Field("how", _("Which number"), "choice", HOW, usual="last", reshapes=True),
        ]
        if how != "count":
            known = "number" if how in OF_ONE else "numbers"
            found.append(Field("of", _("Property"), "known", known=f"{known}:{event}", is_needed=True))
        found += when.fields(values)
        if how not in OF_ONE:
            found.append(Field("before_last", _("without the last one"), "check"))
        return found

    def write(self, values: Values, parts: Parts) -> Any:
        how = values.get("how") or "last"
        node: dict[str, Any] = {"did": values.get("did", "")}
        if how != "count":
            node["of"] = values.get("of", "")
        if how not in OF_ONE and values.get("before_last"):
            node["before_last"] = True
        where = {"where": [part for _kind, part in parts]} if parts else {}
        return {how: node | where | when.write(values)}

    def read(self, node: Any) -> Read | None:
        if not isinstance(node, dict) or len(node) != 1:
            return None
        [(how, inner)] = node.items()
        match inner:
            case {"did": str(event)} if how in NAMES and inner.keys() <= KEYS:
                of_time, where, of = when.read(inner), inner.get("where", []), inner.get("of", "")
                if of_time is None or not isinstance(where, list) or not isinstance(of, str):
                    return None
                values = {"how": how, "did": event, "of": of} | of_time
                values |= {"before_last": "yes"} if inner.get("before_last") is True else {}
                return Read(values, [("where", part) for part in where])
        return None

    def places(self, values: Values, parts: Parts) -> list[str]:
        return [f"{values.get('how') or 'last'}.where[{nth}]" for nth in range(len(parts))]


class Other(One):
    """What it is compared with."""

    name = "other"
    title = _("The other number")
    starts = {"how": "avg", "before_last": "yes"}
