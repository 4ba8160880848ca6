"""The tabs of a customer's own pages, in their order. A kind of reward adds its line, and its page to `urls.py`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from polku.act.rewards.stamps.cards import is_any
from polku.doors.public.draws.there import is_any as is_any_draw
from polku.doors.public.wallet.looking import Visitor
from polku.doors.public.wallet.points_there import points_there


def always(_who: Visitor) -> bool:
    return True


def when_sure(who: Visitor) -> bool:
    return who.is_sure


def has_cards(who: Visitor) -> bool:
    """Or could have: there are such cards."""
    return is_any(who.identities)


@dataclass(frozen=True)
class Tab:
    """`page`: the name of its page. `is_there`: whether this visitor is shown it. `icon`: of assets/icons.txt."""

    key: str
    name: str | Promise
    icon: str
    page: str
    is_there: Callable[[Visitor], bool] = always


_HISTORY = pgettext_lazy("what happened to somebody’s coupons and points", "History")
TABS: tuple[Tab, ...] = (
    Tab("coupons", _("Coupons"), "ticket", "wallet"),
    Tab("cards", _("Stamp cards"), "rubber-stamp", "wallet cards", has_cards),
    Tab("points", _("Points"), "coin", "wallet points", points_there),
    Tab("draws", _("Draws"), "confetti", "wallet draws", is_any_draw),
    Tab("history", _HISTORY, "history", "wallet history", when_sure),
    Tab("settings", _("Settings"), "settings", "wallet settings", when_sure),
)
