"""A coupon of LINE's in words, and as the renderer of phones takes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from polku.doors.web.line.coupon_times import period, there
from polku.doors.web.widgets.amounts import money, number
from polku.kit.money import decimals
from polku.say.channels.line.coupons.choices import Choice
from polku.say.channels.line.coupons.models import LineCoupon, LineCouponWish
from polku.say.channels.line.coupons.rewards import REWARDS, amounts_of, name_of, part
from polku.say.channels.line.coupons.states import state_of
from polku.say.content.media.names import MEDIA


@dataclass(frozen=True)
class Shown:
    """A coupon, or the wish for one: `told` is what LINE tells of it, or is asked."""

    row: LineCoupon | LineCouponWish
    state: str
    title: str
    told: Mapping[str, Any]
    trouble: str = ""

    @property
    def picture(self) -> str:
        return near(str(self.told.get("imageUrl") or ""))

    @property
    def barcode(self) -> str:
        return near(str(self.told.get("barcodeImageUrl") or ""))

    @property
    def period(self) -> str:
        """ "" for a wish, and for what LINE has not been asked about yet."""
        starts_at, ends_at = (getattr(self.row, name, None) for name in ("starts_at", "ends_at"))
        return period(starts_at, ends_at, zone=str(self.told.get("timezone") or ""))

    @property
    def reward(self) -> str:
        return reward_in_words(part(self.told, "reward"))

    @property
    def draw(self) -> Mapping[str, Any]:
        """Of a lottery; {} where everybody gets it."""
        condition = part(self.told, "acquisitionCondition")
        return condition if condition.get("type") == "lottery" else {}

    @property
    def has_most(self) -> bool:
        """Of a lottery: only so many can win."""
        most = self.draw.get("maxAcquireCount")
        return isinstance(most, int) and most > 0

    @property
    def is_referral(self) -> bool:
        return part(self.told, "acquisitionCondition").get("type") == "referral"


def of_coupon(row: LineCoupon, *, now: datetime, trouble: str = "") -> Shown:
    return Shown(row, state_of(row, now=now), row.title, row.told, trouble)


def reward_in_words(told: Mapping[str, Any]) -> str:
    """ "20% off", "¥1,000 → ¥800"; "" for what LINE has thought of since."""
    name, amounts = name_of(told), amounts_of(told)
    currency = str(part(told, "priceInfo").get("currency") or "")
    words = {one: _money(amount, currency) for one, amount in amounts.items() if one != "percentage"}
    words |= {"percentage": f"{amounts['percentage']}%"} if "percentage" in amounts else {}
    match name:
        case "discount-fixed":
            return _("{amount} off").format(amount=words.get("amount", "–"))
        case "discount-percentage":
            return _("{amount} off").format(amount=words.get("percentage", "–"))
        case "discount-explicit":
            return f"{words.get('original', '–')} → {words.get('reduced', '–')}"
        case "cashBack-fixed":
            return _("{amount} back").format(amount=words.get("amount", "–"))
        case "cashBack-percentage":
            return _("{amount} back").format(amount=words.get("percentage", "–"))
    return str(REWARDS[name].title) if name else ""


def on_phones(choices: Sequence[Choice]) -> dict[str, dict[str, str]]:
    """By LINE's ids, for assets/phone."""
    return {
        one.id: {
            "title": one.title,
            "image": near(one.picture),
            "description": one.description,
            "until": there(one.ends_at, zone=one.zone),
        }
        for one in choices
    }


def near(url: str) -> str:
    """Our own pictures as this page finds them, by whatever name we were called."""
    return url.removeprefix(settings.BASE_URL) if url.startswith(f"{settings.BASE_URL}{MEDIA}") else url


def _money(amount: int, currency: str) -> str:
    """LINE counts whole yen, baht and dollars."""
    return money(amount * 10 ** decimals(currency), currency) if currency else number(amount)
