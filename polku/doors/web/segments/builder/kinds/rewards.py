"""What somebody has of rewards: coupons, stamps, points, and their rank."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from polku.doors.web.segments.builder import amount
from polku.doors.web.segments.builder.fields import Choices, Field, length, number
from polku.doors.web.segments.builder.kinds.kind import Kind, Parts, Read, Values
from polku.doors.web.segments.builder.texts import (
    duration_of,
    lines_of,
    number_and_unit,
    text_of,
    value_of,
    values_of,
)

STATES: Choices = (("usable", _("that can be used now")), ("any", _("ever, whatever became of it")))
OFTEN: Choices = (("", _("at least once")), ("count", _("a number of times")))
PROGRAM = _("Program of rewards")
HELD = "programs:coupon,stamps,points,draw"


class HasReward(Kind):
    name = "has_reward"
    title = _("Has a coupon or another reward")
    icon = "ticket"
    about = _("What was given, less what was used, withdrawn or has run out, at this moment.")
    starts = {"state": "usable"}

    def fields(self, values: Values) -> list[Field]:
        return [
            Field("program", PROGRAM, "known", known=HELD, is_needed=True),
            Field("state", _("Has one"), "choice", STATES, usual="usable"),
        ]

    def write(self, values: Values, parts: Parts) -> Any:
        node = {"has_reward": value_of(values.get("program", ""))}
        return node | ({"state": "any"} if values.get("state") == "any" else {})

    def read(self, node: Any) -> Read | None:
        match node:
            case {"has_reward": given, **others} if others.keys() <= {"state"}:
                program, state = text_of(given), others.get("state", "usable")
                return Read({"program": program, "state": state}) if program and state in dict(STATES) else None
        return None


class UsedReward(Kind):
    name = "used_reward"
    title = _("Used a coupon or another reward")
    icon = "ticket-off"
    about = _("Uses that were undone do not count. A number of times may be 0.")

    def fields(self, values: Values) -> list[Field]:
        found = [
            Field("program", PROGRAM, "known", known=f"{HELD},discount", is_needed=True),
            Field("measure", _("How often"), "choice", OFTEN, reshapes=True),
        ]
        if values.get("measure"):
            found += _compared(values)
        return [*found, *length("within", _("In the last (empty: ever)"), usual="", unit=values.get("within_unit", ""))]

    def write(self, values: Values, parts: Parts) -> Any:
        node = {"used_reward": value_of(values.get("program", ""))} | amount.write(values)
        if values.get("within"):
            node["within"] = duration_of(values["within"], values.get("within_unit", ""))
        return node

    def read(self, node: Any) -> Read | None:
        if (
            not isinstance(node, dict)
            or "used_reward" not in node
            or not node.keys() <= {"used_reward", "count", "within"}
        ):
            return None
        program, often = text_of(node["used_reward"]), amount.read(node)
        within = number_and_unit(node["within"]) if "within" in node else ("", "")
        if not program or often is None or within is None:
            return None
        return Read({"program": program} | often | {"within": within[0], "within_unit": within[1]})


class Balance(Kind):
    name = "balance"
    title = _("Has so many points or stamps")
    icon = "coins"
    about = _("What can be used now. Who has none has 0: “at most 10” holds for them as well.")
    starts = {"compare": "gte"}

    def fields(self, values: Values) -> list[Field]:
        known = "programs:points,stamps,draw,coupon"
        return [Field("program", PROGRAM, "known", known=known, is_needed=True), *_compared(values)]

    def write(self, values: Values, parts: Parts) -> Any:
        written = amount.write(values | {"measure": "count"})
        return {"balance": value_of(values.get("program", "")), "amount": written["count"]}

    def read(self, node: Any) -> Read | None:
        match node:
            case {"balance": given, "amount": dict(compared), **others} if not others:
                program, found = text_of(given), amount.read({"count": compared})
                return Read({"program": program} | found) if program and found is not None else None
        return None


class Rank(Kind):
    name = "rank"
    title = _("Is of a rank")
    icon = "award"
    about = _("The rank on which somebody stands now, by what was last told of it.")

    def fields(self, values: Values) -> list[Field]:
        return [
            Field("program", PROGRAM, "known", known="programs:ranks", reshapes=True, is_needed=True),
            Field(
                "values", _("Ranks, one a line"), "lines", known=f"ranks:{values.get('program', '')}", is_needed=True
            ),
        ]

    def write(self, values: Values, parts: Parts) -> Any:
        return {"rank": value_of(values.get("program", "")), "in": values_of(values.get("values", ""))}

    def read(self, node: Any) -> Read | None:
        match node:
            case {"rank": given, "in": list(names), **others} if not others:
                program, lines = text_of(given), lines_of(names)
                return Read({"program": program, "values": lines}) if program and lines is not None else None
        return None


def _compared(values: Values) -> list[Field]:
    found = [
        Field("compare", _("Comparison"), "choice", amount.COMPARISONS, usual="gte", reshapes=True),
        number("number", pgettext_lazy("how many", "Number")),
    ]
    return [*found, number("number_to", _("and"), usual="10")] if values.get("compare") == "between" else found
