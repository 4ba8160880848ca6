"""What stands in a sequence: steps, and what must not lie between them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from polku.doors.web.segments.builder import when
from polku.doors.web.segments.builder.fields import Field, length
from polku.doors.web.segments.builder.kinds.kind import Kind, Parts, Read, Values
from polku.doors.web.segments.builder.texts import duration_of, number_and_unit

KEYS = frozenset(("did", "where", "after_within", *when.KEYS))


class Step(Kind):
    """What has to happen."""

    name = "step"
    title = _("step")
    icon = "circle-dot"
    holds = ("where",)
    can_be_negated = False
    stands_in_groups = False

    def fields(self, values: Values) -> list[Field]:
        after = length("after", _("Within, after the step before"), usual="", unit=values.get("after_unit", ""))
        event = Field("did", _("Event"), "known", known="events", reshapes=True, is_needed=True)
        return [event, *after, *when.fields(values)]

    def write(self, values: Values, parts: Parts) -> Any:
        node: dict[str, Any] = {"did": values.get("did", "")}
        if values.get("after"):
            node["after_within"] = duration_of(values["after"], values.get("after_unit", ""))
        return node | ({"where": [part for _kind, part in parts]} if parts else {}) | when.write(values)

    def read(self, node: Any) -> Read | None:
        if not isinstance(node, dict) or not node.keys() <= KEYS:
            return None
        after = number_and_unit(node["after_within"]) if "after_within" in node else ("", "")
        where, of_time = node.get("where", []), when.read(node)
        if not isinstance(node.get("did"), str) or after is None or of_time is None or not isinstance(where, list):
            return None
        values = {"did": node["did"], "after": after[0], "after_unit": after[1]}
        return Read(values | of_time, [("where", part) for part in where])

    def places(self, values: Values, parts: Parts) -> list[str]:
        return [f"where[{nth}]" for nth in range(len(parts))]


class Gap(Step):
    """What must not lie between the step before and the one after it."""

    name = "gap"
    title = _("must not lie between")
    icon = "barrier-block"

    def fields(self, values: Values) -> list[Field]:
        return [one for one in super().fields(values) if one.name != "after"]

    def write(self, values: Values, parts: Parts) -> Any:
        return {"not": super().write(values, parts)}

    def read(self, node: Any) -> Read | None:
        match node:
            case {"not": inner, **others} if not others:
                return super().read(inner)
        return None

    def places(self, values: Values, parts: Parts) -> list[str]:
        return [f"not.where[{nth}]" for nth in range(len(parts))]
