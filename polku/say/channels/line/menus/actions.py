"""What an area of a menu does, as LINE has it, from what the team enters."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from polku.say.channels.line.limits import limits
from polku.say.channels.line.linking.links import WORD

KINDS = ("uri", "message", "postback", "richmenuswitch", "connect")
ALIAS = re.compile(r"[a-z0-9_-]{1,32}")


class Wrong(ValueError):
    """This action cannot be kept; the sentence says why."""


def action(kind: str, value: str, *, label: str = "") -> dict[str, Any]:
    """`value`: the address, the words, the data, or the other menu's alias; "connect" needs none. Raises Wrong."""
    value, most = WORD if kind == "connect" else value.strip(), limits()["action"]
    if not value:
        raise Wrong(_("Say what it does."))
    if kind == "uri":
        if len(value.encode("utf-16-le")) // 2 > most["uri"]["most"]:
            raise Wrong(_("The address is too long."))
        try:
            scheme = urlsplit(value).scheme
        except ValueError:
            scheme = ""
        if scheme not in most["schemes"]:
            raise Wrong(_("The address begins with https://, http://, line:// or tel:."))
        made: dict[str, Any] = {"type": "uri", "uri": value}
    elif kind == "message":
        _short(value, most["text"]["most"])
        made = {"type": "message", "text": value}
    elif kind in ("postback", "connect"):
        _short(value, most["data"]["most"])
        made = {"type": "postback", "data": value}
    elif kind == "richmenuswitch":
        if not ALIAS.fullmatch(value):
            raise Wrong(_("A tab’s name has small letters, digits, _ and -; 32 at the most."))
        made = {"type": "richmenuswitch", "richMenuAliasId": value, "data": f"tab={value}"}
    else:
        raise Wrong(_("Say what it does."))
    return made | ({"label": label[: most["label"]["most"]]} if label else {})


def entered(made: Mapping[str, Any]) -> tuple[str, str]:
    """The inverse: kind and value."""
    kind = str(made.get("type", ""))
    if kind == "postback" and made.get("data") == WORD:
        return "connect", ""
    names = {"uri": "uri", "message": "text", "postback": "data", "richmenuswitch": "richMenuAliasId"}
    return kind, str(made.get(names.get(kind, ""), ""))


def _short(value: str, most: int) -> None:
    if len(value) > most:
        raise Wrong(_("It is longer than {most} characters.").format(most=most))
