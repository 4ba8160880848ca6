"""What somebody did: which event, with what, how often, and when."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from polku.doors.web.segments.builder import amount, when
from polku.doors.web.segments.builder.fields import Field
from polku.doors.web.segments.builder.kinds.kind import Kind, Parts, Read, Values

KEYS = frozenset(("did", "where", *amount.KEYS, *when.KEYS))


class Did(Kind):
    name = "did"
    title = _("Did something")
    icon = "bolt"
    about = _(
        "Counts events up to now, under every identity of a person; both ends of a time belong to it. A number of "
        "times may be 0: “at most 1” holds for those who never did it as well."
    )
    holds = ("where",)
    starts = {"measure": "", "when": ""}

    def fields(self, values: Values) -> list[Field]:
        event = values.get("did", "")
        return [
            Field("did", _("Event"), "known", known="events", reshapes=True, is_needed=True),
            *amount.fields(values, event),
            *when.fields(values),
        ]

    def write(self, values: Values, parts: Parts) -> Any:
        node: dict[str, Any] = {"did": values.get("did", "")}
        if parts:
            node["where"] = [part for _kind, part in parts]
        return node | amount.write(values) | when.write(values)

    def read(self, node: Any) -> Read | None:
        if not isinstance(node, dict) or not isinstance(node.get("did"), str) or not node.keys() <= KEYS:
            return None
        of_amount, of_time = amount.read(node), when.read(node)
        where = node.get("where", [])
        if of_amount is None or of_time is None or not isinstance(where, list):
            return None
        return Read({"did": node["did"]} | of_amount | of_time, [("where", part) for part in where])

    def places(self, values: Values, parts: Parts) -> list[str]:
        return [f"where[{nth}]" for nth in range(len(parts))]
