"""What holds of a person apart from what they did: consent, being in a sample."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from polku.doors.web.segments.builder.fields import Field
from polku.doors.web.segments.builder.kinds.kind import Kind, Parts, Read, Values
from polku.doors.web.segments.builder.texts import text_of, value_of


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
