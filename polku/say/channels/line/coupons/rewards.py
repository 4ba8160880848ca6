"""What a coupon can give, as LINE has it: by our names, which join LINE's two."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Reward(msgspec.Struct, frozen=True):
    """`amounts`: the numbers that it needs, each in percent or not: then of the account's currency."""

    type: str
    price: str
    title: "StrPromise"
    amounts: Mapping[str, bool] = {}

    def said(self, amounts: Mapping[str, int | None]) -> dict[str, Any]:
        if not self.price:
            return {"type": self.type}
        return {
            "type": self.type,
            "priceInfo": {"type": self.price} | {LINES[one]: amounts[one] for one in self.amounts},
        }


# Our name of an amount → LINE's.
LINES = {
    "amount": "fixedAmount",
    "percentage": "percentage",
    "original": "originalPrice",
    "reduced": "priceAfterDiscount",
}
REWARDS = {
    "discount-fixed": Reward("discount", "fixed", _("An amount off"), {"amount": False}),
    "discount-percentage": Reward("discount", "percentage", _("A percentage off"), {"percentage": True}),
    "discount-explicit": Reward(
        "discount", "explicit", _("A lower price"), {"original": False, "reduced": False}
    ),
    "cashBack-fixed": Reward("cashBack", "fixed", _("An amount back"), {"amount": False}),
    "cashBack-percentage": Reward("cashBack", "percentage", _("A percentage back"), {"percentage": True}),
    "free": Reward("free", "", _("Something for free")),
    "gift": Reward("gift", "", _("A gift")),
    "others": Reward("others", "", _("Something else")),
}  # fmt: skip


def part(told: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """An object within what LINE tells; {} for anything else."""
    found = told.get(name)
    return found if isinstance(found, dict) else {}


def name_of(told: Mapping[str, Any]) -> str:
    """Our name of what LINE tells as `reward`; "" for what we do not know."""
    kind, form = str(told.get("type") or ""), str(part(told, "priceInfo").get("type") or "")
    return next((name for name, one in REWARDS.items() if one.type == kind and one.price in ("", form)), "")


def amounts_of(told: Mapping[str, Any]) -> dict[str, int]:
    """By our names."""
    given = part(told, "priceInfo")
    return {ours: given[lines] for ours, lines in LINES.items() if isinstance(given.get(lines), int)}
