"""What must stand in an event: one of its properties, or of what came along with it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from polku.doors.web.segments.builder import compare
from polku.doors.web.segments.builder.fields import PLACES, Field
from polku.doors.web.segments.builder.kinds.kind import Kind, Parts, Read, Values

KEYS = frozenset(("prop", "context", "op", "value", *compare.OPTIONS))


class Where(Kind):
    name = "where"
    title = _("where")
    icon = "filter"
    about = _("Several conditions on one list (products[].…) are about one and the same element of it.")
    starts = {"op": "is"}
    can_be_negated = False
    stands_in_groups = False

    def fields(self, values: Values) -> list[Field]:
        column = values.get("in") or "prop"
        place = "properties" if column == "prop" else "contexts"
        name = values.get("prop", "")
        return [
            Field("in", _("Of"), "choice", PLACES, usual="prop", reshapes=True),
            Field("prop", _("Property"), "known", known=f"{place}:{{event}}", reshapes=True),
            *compare.fields(values, known=f"{'property' if column == 'prop' else 'context'}:{{event}}:{name}"),
        ]

    def write(self, values: Values, parts: Parts) -> Any:
        return {values.get("in") or "prop": values.get("prop", "")} | compare.write(values)

    def read(self, node: Any) -> Read | None:
        if not isinstance(node, dict) or not node.keys() <= KEYS:
            return None
        values = compare.read(node)
        match [(key, node[key]) for key in ("prop", "context") if key in node]:
            case [(key, str(name))] if values is not None:
                return Read({"in": key, "prop": name} | values)
        return None
