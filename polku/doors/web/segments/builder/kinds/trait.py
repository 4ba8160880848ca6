"""What is known of somebody."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from polku.doors.web.segments.builder import compare
from polku.doors.web.segments.builder.fields import Field
from polku.doors.web.segments.builder.kinds.kind import Kind, Parts, Read, Values

KEYS = frozenset(("trait", "op", "value", *compare.OPTIONS))


class Trait(Kind):
    name = "trait"
    title = _("Is known to be")
    icon = "id-badge-2"
    about = _(
        "Who does not have it meets nothing here but “is not known”, unless you say otherwise. Of a list, one element "
        "is enough."
    )
    starts = {"op": "is"}

    def fields(self, values: Values) -> list[Field]:
        trait = values.get("trait", "")
        return [
            Field("trait", _("Trait"), "known", known="traits", reshapes=True),
            *compare.fields(values, known=f"trait:{trait}"),
        ]

    def write(self, values: Values, parts: Parts) -> Any:
        return {"trait": values.get("trait", "")} | compare.write(values)

    def read(self, node: Any) -> Read | None:
        if not isinstance(node, dict) or not isinstance(node.get("trait"), str) or not node.keys() <= KEYS:
            return None
        values = compare.read(node)
        return Read({"trait": node["trait"]} | values) if values is not None else None
