"""A field of a row: what it asks for, and how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

Widget = Literal["choice", "text", "number", "date", "lines", "known", "json", "check", "day", "length"]
Choices = Sequence[tuple[str, Any]]


@dataclass(frozen=True)
class Field:
    """`known`: what the choices are filled from (known.py): "events", "traits", "properties:Order Completed"."""

    name: str
    label: Any
    widget: Widget = "text"
    choices: Choices = ()
    usual: str = ""
    known: str = ""
    hint: Any = ""
    reshapes: bool = False  # other fields come and go with its value
    is_short: bool = False
    starts_line: bool = False
    is_needed: bool = False  # without it there is no condition yet
    heads: Mapping[str, Any] = dataclass_field(default_factory=dict)  # over the choice that begins a group of them

    @property
    def takes_other(self) -> bool:
        """Names of what may come, also those that were never received."""
        return self.known.startswith(("events", "traits", "properties", "numbers", "number", "contexts", "lists"))

    @property
    def grouped(self) -> list[tuple[Any, list[tuple[str, Any]]]]:
        """The choices under the heads of their groups; without any, all under none."""
        groups: list[tuple[Any, list[tuple[str, Any]]]] = [("", [])]
        for value, words in self.choices:
            if value in self.heads:
                groups.append((self.heads[value], []))
            groups[-1][1].append((value, words))
        return [group for group in groups if group[1]]

    @property
    def is_ticked(self) -> bool:
        """A browser sends it only where it is."""
        return self.widget in ("check", "day")


UNITS: Choices = (
    ("m", _("minutes")), ("h", _("hours")), ("d", _("days")), ("w", _("weeks")),
)  # fmt: skip
ALL_UNITS: Choices = (("s", _("seconds")), *UNITS)


def number(name: str, label: Any, *, usual: str = "1") -> Field:
    return Field(name, label, "number", usual=usual, is_short=True)


def length(name: str, label: Any, *, usual: str = "30", unit: str = "") -> list[Field]:
    """A length of time: a number, and beside it its unit as `name_unit`. `unit`: what is written there now."""
    return [Field(name, label, "length", ALL_UNITS if unit == "s" else UNITS, usual=usual)]


def of_context(name: str, chosen: str, values: dict[str, str]) -> list[Field]:
    """Whether the property is one of the event's context: asked until one is chosen, and told where it is so."""
    if chosen and not values.get(name):
        return []
    return [Field(name, _("from the device or page, not from the event itself"), "check", reshapes=True)]
