"""Being reachable by a channel."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from polku.doors.web.segments.builder.fields import Field
from polku.doors.web.segments.builder.kinds.kind import Kind, Parts, Read, Values


class Reachable(Kind):
    name = "reachable"
    title = _("Can be reached")
    icon = "mailbox"
    about = _("An address of the channel is known, nothing came back from it for good, and we may use it.")

    def fields(self, values: Values) -> list[Field]:
        return [
            Field("reachable", _("Channel"), "known", known="channels", is_needed=True),
            Field("purpose", _("What for"), "known", known="purposes"),
        ]

    def write(self, values: Values, parts: Parts) -> Any:
        node = {"reachable": values.get("reachable", "")}
        return node | ({"purpose": values["purpose"]} if values.get("purpose") else {})

    def read(self, node: Any) -> Read | None:
        match node:
            case {"reachable": str(channel), **others} if others.keys() <= {"purpose"}:
                return Read({"reachable": channel, "purpose": str(others.get("purpose", ""))})
        return None
