"""What must stand in an event: one of its properties, or of what came along with it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from polku.doors.web.segments.builder import compare
from polku.doors.web.segments.builder.fields import Field, of_context
from polku.doors.web.segments.builder.kinds.kind import Kind, Parts, Read, Values

KEYS = frozenset(("prop", "context", "op", "value", *compare.OPTIONS))


class Where(Kind):
    name = "where"
    title = _("where")
    icon = "filter"
    about = _("Several conditions on one list (products › …) are about one and the same element of it.")
    starts = {"op": "is"}
    can_be_negated = False
    stands_in_groups = False

    def fields(self, values: Values) -> list[Field]:
        place, one = ("contexts", "context") if values.get("in") else ("properties", "property")
        name = values.get("prop", "")
        return [
            Field("prop", _("Property"), "known", known=f"{place}:{{event}}", reshapes=True, is_needed=True),
            *compare.fields(values, known=f"{one}:{{event}}:{name}"),
            *of_context("in", name, values),
        ]

    def write(self, values: Values, parts: Parts) -> Any:
        return {"context" if values.get("in") else "prop": values.get("prop", "")} | compare.write(values)

    def read(self, node: Any) -> Read | None:
        if not isinstance(node, dict) or not node.keys() <= KEYS:
            return None
        values = compare.read(node)
        match [(key, node[key]) for key in ("prop", "context") if key in node]:
            case [(key, str(name))] if values is not None:
                return Read({"in": "yes" if key == "context" else "", "prop": name} | values)
        return None
