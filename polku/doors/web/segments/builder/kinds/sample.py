"""Being one of some people who are drawn once and for all."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from polku.doors.web.segments.builder.fields import Field
from polku.doors.web.segments.builder.kinds.kind import Kind, Parts, Read, Values
from polku.doors.web.segments.builder.texts import text_of, value_of


class Sample(Kind):
    name = "sample"
    title = _("Is in a sample")
    icon = "dice-5"
    about = _("Always the same people for one name; a smaller share of the same name lies within a larger one.")
    starts = {"percent": "10"}

    def fields(self, values: Values) -> list[Field]:
        return [
            Field("percent", _("Per cent"), "number", is_short=True),
            Field("salt", _("Name of the sample")),
        ]

    def write(self, values: Values, parts: Parts) -> Any:
        given: dict[str, Any] = {"percent": value_of(values.get("percent", ""))}
        if values.get("salt"):
            given["salt"] = values["salt"]
        return {"sample": given}

    def read(self, node: Any) -> Read | None:
        match node:
            case {"sample": {"percent": percent, **rest}, **others} if not others and rest.keys() <= {"salt"}:
                text, salt = text_of(percent), rest.get("salt", "")
                return Read({"percent": text, "salt": salt}) if text is not None and isinstance(salt, str) else None
        return None
