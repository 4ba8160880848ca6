"""Coupons that stand in chats: which, and what is wrong with them at the account by which they are to be sent."""

from collections.abc import Iterator
from datetime import datetime

from polku.say.channels.line.coupons.models import LineCoupon
from polku.say.channels.line.coupons.states import WHY_NOT, state_of
from polku.say.channels.line.models import LineAccount
from polku.say.content.chat.blocks import Chat, Coupon
from polku.say.content.problem import Problem


def problems(account: LineAccount, chat: Chat, *, now: datetime) -> list[Problem]:
    """Those that are over, closed or gone. One that the mirror does not have is left to LINE: it may be quite new."""
    places = list(_places(chat))
    if not places:
        return []
    rows = LineCoupon.objects.filter(account=account, line_id__in=[coupon_id for _place, coupon_id in places])
    known = {one.line_id: one for one in rows}
    found = []
    for place, coupon_id in places:
        row = known.get(coupon_id)
        why = WHY_NOT.get(state_of(row, now=now)) if row is not None else None
        if row is not None and why is not None:
            found.append(Problem(why().format(title=row.title), field=place))
    return found


def _places(chat: Chat) -> Iterator[tuple[str, str]]:
    for number, one in enumerate(chat.blocks, start=1):
        if isinstance(one, Coupon) and one.coupon_id:
            yield f"blocks.{number}.coupon_id", one.coupon_id
