"""Pictures that come with the form: each takes the place of what its field held."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from polku.doors.web.chat.canvas import WIDTH
from polku.doors.web.chat.items import Given, its_kind
from polku.doors.web.chat.kinds.registry import CHAT
from polku.know.teams.models import Member
from polku.say.content.media.keep import MOST_BYTES, PictureError, TooBig, keep
from polku.say.content.media.kinds import kind_of
from polku.say.content.media.names import address
from polku.say.content.problem import Problem

TAKEN = ("png", "jpg")  # by LINE, whatever mail programs show besides
SENDER = "sender_icon"


class NotTaken(PictureError):
    """LINE takes PNG and JPEG only; this is neither, or no picture at all."""

    def __str__(self) -> str:
        return _("LINE takes PNG and JPEG only, and this is neither. Save the picture as one of them first.")


def take(given: Given, files: Mapping[str, Any], *, by: Member) -> list[Problem]:
    """`files`: Django's own. What could not be taken is told by its name in the form: "item:b3.src"."""
    faults: list[Problem] = []
    for name, values, key in _fields(given):
        file = files.get(f"{name}.file")
        if file is None:
            continue
        try:
            if (file.size or 0) > MOST_BYTES:
                raise TooBig
            content = file.read()
            kind = kind_of(content)
            if kind is None or kind.ending not in TAKEN:
                raise NotTaken
            values[key] = address(keep(content, title=file.name or "", by=by).name)
            if key == "src" and "height" in values:
                values["height"] = str(round(WIDTH * kind.height / kind.width))  # as areas on it are measured
        except PictureError as problem:
            faults.append(Problem(str(problem), field=f"item:{name}"))
    return faults


def held(given: Given) -> dict[str, str]:
    """What stands in each picture field, by its name in the form."""
    return {name: values.get(key, "") for name, values, key in _fields(given)}


def _fields(given: Given) -> Iterator[tuple[str, dict[str, str], str]]:
    """(name in the form, where to write it, under which key) of every picture."""
    yield f"{CHAT}.{SENDER}", given.own, SENDER
    for item in given.items:
        for field in its_kind(item).fields:
            if field.widget == "picture":
                yield f"{item.id}.{field.name}", item.values, field.name
