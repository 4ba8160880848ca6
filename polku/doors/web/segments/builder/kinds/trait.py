"""What is known of somebody."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from polku.doors.web.segments.builder import compare
from polku.doors.web.segments.builder.fields import Choices, Field
from polku.doors.web.segments.builder.kinds.kind import Kind, Parts, Read, Values

# These compare with another trait of the same person as well.
PAIRED = ("is", "is_not", "contains", "starts_with", "ends_with", "gt", "gte", "lt", "lte", "before", "after")
WITH: Choices = (("", _("a value")), ("trait", _("another of their traits")))
KEYS = frozenset(("trait", "op", "value", *compare.OPTIONS))


class Trait(Kind):
    name = "trait"
    title = _("Has a trait")
    icon = "id-badge-2"
    about = _(
        "Who does not have it meets nothing here but “is not known”, unless you say otherwise. Of a list, one element "
        "is enough."
    )
    starts = {"op": "is"}

    def fields(self, values: Values) -> list[Field]:
        trait = values.get("trait", "")
        op, *others = compare.fields(values, known=f"trait:{trait}")
        first = [Field("trait", _("Trait"), "known", known="traits", reshapes=True, is_needed=True), op]
        if (values.get("op") or "is") not in PAIRED:
            return [*first, *others]
        than = Field("than", _("With"), "choice", WITH, reshapes=True)
        if values.get("than"):
            other = Field("other", _("Another trait"), "known", known="traits", is_needed=True)
            others = [other if one.name == "value" else one for one in others]
        return [*first, than, *others]

    def write(self, values: Values, parts: Parts) -> Any:
        node = {"trait": values.get("trait", "")} | compare.write(values)
        if values.get("than") and node["op"] in PAIRED:
            node["value"] = {"trait": values.get("other", "")}
        return node

    def read(self, node: Any) -> Read | None:
        if not isinstance(node, dict) or not isinstance(node.get("trait"), str) or not node.keys() <= KEYS:
            return None
        also: Values = {"trait": node["trait"]}
        match node:
            case {"value": {"trait": str(other), **others}} if not others:
                also |= {"than": "trait", "other": other}
                node = node | {"value": ""}
        values = compare.read(node)
        return Read(also | values) if values is not None else None
