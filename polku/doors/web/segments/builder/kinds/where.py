"""What an event must have been like: one of its properties, or several of one element of a list."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from polku.doors.web.segments.builder import compare
from polku.doors.web.segments.builder.fields import Field
from polku.doors.web.segments.builder.kinds.kind import Kind, Parts, Read, Values

KEYS = frozenset(("prop", "op", "value", *compare.OPTIONS))


class Where(Kind):
    name = "where"
    title = _("where")
    icon = "filter"
    starts = {"op": "is"}
    can_be_negated = False

    def fields(self, values: Values) -> list[Field]:
        prop = values.get("prop", "")
        return [
            Field("prop", _("Property"), "known", known="properties:{event}", reshapes=True),
            *compare.fields(values, known=f"property:{{event}}:{prop}"),
        ]

    def write(self, values: Values, parts: Parts) -> Any:
        return {"prop": values.get("prop", "")} | compare.write(values)

    def read(self, node: Any) -> Read | None:
        if not isinstance(node, dict) or not isinstance(node.get("prop"), str) or not node.keys() <= KEYS:
            return None
        values = compare.read(node)
        return Read({"prop": node["prop"]} | values) if values is not None else None
