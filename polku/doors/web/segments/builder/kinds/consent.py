"""Having allowed messages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from polku.doors.web.segments.builder.fields import Field
from polku.doors.web.segments.builder.kinds.kind import Kind, Parts, Read, Values


class Consent(Kind):
    name = "consent"
    title = _("Allows messages")
    icon = "shield-check"
    about = _("By what they have said up to now; the same answer as is given in the moment before a message leaves.")
    starts = {"purpose": "marketing"}

    def fields(self, values: Values) -> list[Field]:
        return [
            Field("purpose", _("What for"), "known", known="purposes"),
            Field("channel", _("Channel"), "known", known="channels"),
            Field("topic", _("About what"), "known", known="topics"),
        ]

    def write(self, values: Values, parts: Parts) -> Any:
        given = {key: values[key] for key in ("purpose", "channel", "topic") if values.get(key)}
        return {"consent": given}

    def read(self, node: Any) -> Read | None:
        match node:
            case {"consent": dict(given), **others} if not others and all(
                isinstance(one, str) for one in given.values()
            ):
                return Read({str(key): value for key, value in given.items()})
        return None
