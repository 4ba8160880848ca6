"""Being in another segment."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from polku.doors.web.segments.builder.fields import Field
from polku.doors.web.segments.builder.kinds.kind import Kind, Parts, Read, Values
from polku.doors.web.segments.builder.texts import text_of, value_of


class InSegment(Kind):
    name = "in_segment"
    title = _("Is in a segment")
    icon = "filter"
    about = _("Whoever meets the other segment's rule as it is now, in the same instant.")

    def fields(self, values: Values) -> list[Field]:
        return [Field("in_segment", _("Segment"), "known", known="segments", is_needed=True)]

    def write(self, values: Values, parts: Parts) -> Any:
        return {"in_segment": value_of(values.get("in_segment", ""))}

    def read(self, node: Any) -> Read | None:
        match node:
            case {"in_segment": given, **others} if not others and (text := text_of(given)) is not None:
                return Read({"in_segment": text})
        return None
