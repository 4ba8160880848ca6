"""One number made of somebody's events beside another: the last order's amount beside the usual one."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from polku.doors.web.segments.builder.fields import Choices, Field
from polku.doors.web.segments.builder.kinds.kind import Kind, Parts, Read, Values
from polku.doors.web.segments.builder.texts import text_of, value_of

OPERATORS: Choices = (
    ("gt", _("is more than")), ("gte", _("is at least")), ("lt", _("is less than")), ("lte", _("is at most")),
    ("is", _("is as much as")),
)  # fmt: skip
NAMES = tuple(name for name, _words in OPERATORS)
SIDES = {"one": "compare", "other": "than"}  # kind of part → key


class Comparison(Kind):
    name = "compare"
    title = _("One number against another")
    icon = "scale"
    about = _(
        "For example the last order against the average of the earlier ones. Who lacks one of the two numbers is not "
        "found; a number of times may be 0."
    )
    begins_with = ("one", "other")
    starts = {"op": "gt", "times": "1"}
    fields_stand_between = True

    def fields(self, values: Values) -> list[Field]:
        return [
            Field("op", _("Comparison"), "choice", OPERATORS, usual="gt"),
            Field("times", _("Times"), "number", usual="1", is_short=True),
        ]

    def write(self, values: Values, parts: Parts) -> Any:
        sides = {SIDES[kind]: part for kind, part in parts if kind in SIDES}
        node = {"compare": sides.get("compare"), "op": values.get("op") or "gt", "than": sides.get("than")}
        times = value_of(values.get("times") or "1")
        return node if times == 1 else node | {"times": times}

    def read(self, node: Any) -> Read | None:
        match node:
            case {"compare": dict(one), "op": op, "than": dict(other), **rest} if rest.keys() <= {"times"}:
                times = text_of(rest.get("times", 1)) if op in NAMES else None
                return None if times is None else Read({"op": op, "times": times}, [("one", one), ("other", other)])
        return None

    def places(self, values: Values, parts: Parts) -> list[str]:
        return [SIDES[kind] for kind, _part in parts]
