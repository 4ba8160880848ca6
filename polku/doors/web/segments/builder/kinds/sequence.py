"""One thing after another."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from polku.doors.web.segments.builder import when
from polku.doors.web.segments.builder.fields import Field, length
from polku.doors.web.segments.builder.kinds.kind import Kind, Parts, Read, Values
from polku.doors.web.segments.builder.texts import duration_of, number_and_unit


class Sequence(Kind):
    name = "sequence"
    title = _("Did one thing after another")
    icon = "timeline"
    about = _(
        "Events stand in the order of their time; of the same instant, in the order in which they came. No event "
        "serves two steps."
    )
    holds = ("step", "gap")
    begins_with = ("step", "step")

    def fields(self, values: Values) -> list[Field]:
        span = length("span", _("All of it within"), usual="", unit=values.get("span_unit", ""))
        return [*span, *when.fields(values)]

    def write(self, values: Values, parts: Parts) -> Any:
        node: dict[str, Any] = {"sequence": [part for _kind, part in parts]}
        if values.get("span"):
            node["span"] = duration_of(values["span"], values.get("span_unit", ""))
        return node | when.write(values)

    def read(self, node: Any) -> Read | None:
        if not isinstance(node, dict) or not node.keys() <= {"sequence", "span", *when.KEYS}:
            return None
        steps, of_time = node.get("sequence"), when.read(node)
        span = number_and_unit(node["span"]) if "span" in node else ("", "")
        if not isinstance(steps, list) or of_time is None or span is None:
            return None
        parts = [("gap" if isinstance(step, dict) and "not" in step else "step", step) for step in steps]
        return Read({"span": span[0], "span_unit": span[1]} | of_time, parts)

    def places(self, values: Values, parts: Parts) -> list[str]:
        return [f"sequence[{nth}]" for nth in range(len(parts))]
