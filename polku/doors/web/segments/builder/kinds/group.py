"""Several conditions; and what the form has no row for."""

import json
from typing import Any

from django.utils.translation import gettext_lazy as _

from polku.doors.web.segments.builder.fields import Choices, Field
from polku.doors.web.segments.builder.kinds.kind import Kind, Parts, Read, Values

HOW: Choices = (
    ("all", _("All of these are true")), ("any", _("At least one of these is true")),
    ("none", _("None of these is true")), ("not_all", _("Not all of these are true")),
)  # fmt: skip
NEGATED = {"none": "any", "not_all": "all"}
ALONE = {"all": "", "none": "not"}  # → where the only part then stands


class Group(Kind):
    """`alone`: a rule that is one condition without a group around it, and what is turned around twice."""

    name = "group"
    title = _("Group")
    icon = "braces"
    starts = {"how": "any"}
    can_be_negated = False

    def fields(self, values: Values) -> list[Field]:
        return [Field("how", _("Who is meant"), "choice", HOW, usual="all", reshapes=True)]

    def write(self, values: Values, parts: Parts) -> Any:
        nodes = [node for _kind, node in parts]
        how = values.get("how") or "all"
        if values.get("alone") and len(nodes) == 1 and how in ALONE:
            return {"not": nodes[0]} if how == "none" else nodes[0]
        node = {NEGATED.get(how, how): nodes}
        return {"not": node} if how in NEGATED else node

    def read(self, node: Any) -> Read | None:
        match node:
            case {"all": list(parts)}:
                how = "all"
            case {"any": list(parts)}:
                how = "any"
            case {"not": {"not": _} as inner}:
                return Read({"how": "none", "alone": "yes"}, [("", inner)])
            case {"not": {"any": list(parts)}}:
                how = "none"
            case {"not": {"all": list(parts)}}:
                how = "not_all"
            case _:
                return None
        return Read({"how": how}, [("", part) for part in parts])

    def places(self, values: Values, parts: Parts) -> list[str]:
        how = values.get("how") or "all"
        if values.get("alone") and len(parts) == 1 and how in ALONE:
            return [ALONE[how]]
        key = f"not.{NEGATED[how]}" if how in NEGATED else how
        return [f"{key}[{nth}]" for nth in range(len(parts))]


class Json(Kind):
    name = "json"
    title = _("Written as JSON")
    icon = "code"
    about = _("This part was written by hand or by a program. It is kept as it is; change it here if you know how.")
    starts = {"json": "{}"}
    can_be_negated = False

    def fields(self, values: Values) -> list[Field]:
        return [Field("json", _("Condition as JSON"), "json")]

    def write(self, values: Values, parts: Parts) -> Any:
        text = values.get("json", "")
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return text  # no condition: refused where rules are read, at this place

    def read(self, node: Any) -> Read | None:
        return Read({"json": readable(node)})


def readable(node: Any) -> str:
    """JSON for reading; half characters cannot stand in a page, so they are escaped."""
    text = json.dumps(node, ensure_ascii=False, indent=2)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(node, indent=2)
    return text
