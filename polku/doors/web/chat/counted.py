"""How long a field may be by LINE's rule, and how long it is: in UTF-16 units or in letters as readers see them."""

import re

import msgspec

from polku.doors.web.chat.kinds.kind import Field, Slot
from polku.say.channels.line.limits import limits
from polku.say.content.chat.lengths import clusters, units

# What fills in for a person: its own letters do not count, what it becomes does.
CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


class Length(msgspec.Struct, frozen=True):
    """`way`: "units" or "graphemes". `is_open`: more comes with a person's facts."""

    now: int
    most: int
    way: str
    is_open: bool

    @property
    def is_over(self) -> bool:
        return self.now > self.most


def length(field: Field, values: dict[str, str], *, slot: Slot) -> Length | None:
    """None where LINE sets no bound. `slot`: where the item stands; the bound of an action's label is its slot's."""
    bound = field.bound or (slot.bound if field.name == "label" else "")
    if field.narrow and any(values.get(name, "").strip() for name in field.narrowed_by):
        bound = field.narrow
    return measured(values.get(field.name, ""), bound) if bound else None


def measured(text: str, bound: str) -> Length:
    """`bound`: a name in limits.toml, like "sender.name"."""
    section, _dot, name = bound.partition(".")
    rule = limits()[section][name]
    fixed = CODE.sub("", text)
    is_units = bool(rule.get("units"))
    counted = units(fixed) if is_units else clusters(fixed)
    return Length(counted, rule["most"], "units" if is_units else "graphemes", fixed != text)
