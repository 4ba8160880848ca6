"""What a kind of item is: fields to write in, and slots that hold other items."""

from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Widget = Literal["line", "text", "address", "choice", "picture", "whole", "decimal", "json", "colour", "coupon"]


class Field(msgspec.Struct, frozen=True):
    """`bound`: its length's name in LINE's limits; `narrow` counts instead where one of `narrowed_by` is filled in."""

    name: str
    label: "StrPromise"
    widget: Widget = "line"
    choices: "tuple[tuple[str, StrPromise], ...]" = ()
    hint: "StrPromise | str" = ""
    usual: str = ""
    bound: str = ""
    narrow: str = ""
    narrowed_by: tuple[str, ...] = ()
    is_fixed: bool = False  # no merge fields: an id, a place
    is_seldom: bool = False  # needed seldom: folded away

    @property
    def takes_facts(self) -> bool:
        return self.widget in ("line", "text", "address") and not self.is_fixed


class Slot(msgspec.Struct, frozen=True):
    """`one`: a single item, or none. `keyed`: each item has a name of its own, its field `key`.

    `begins`: with so many items of the first kind. `bound`: that of its actions' labels.
    """

    name: str
    title: "StrPromise"
    kinds: tuple[str, ...]
    most: int = 10
    shape: Literal["list", "one", "keyed"] = "list"
    begins: int = 0
    bound: str = "action.label"
    is_required: bool = False
    is_seldom: bool = False


class Kind(msgspec.Struct, frozen=True):
    """`tag`: its `kind` in the block's JSON, or "" where that has none. `is_action`: one may change it to another."""

    name: str
    title: "StrPromise"
    icon: str
    fields: tuple[Field, ...] = ()
    slots: tuple[Slot, ...] = ()
    tag: str = ""
    is_action: bool = False
