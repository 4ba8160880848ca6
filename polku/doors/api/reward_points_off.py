"""What somebody's points could take off a price, as other programs see it."""

from collections.abc import Sequence

from polku.act.rewards.points.balance import balances_of
from polku.act.rewards.points.offered import Offered, offered
from polku.act.rewards.points.words import sentence
from polku.doors.api.asked import bounded
from polku.doors.api.forms.reward_uses import PointsOff, PriceIn


def points_off(given: PriceIn, names: Sequence[int], price_minor: int, *, now_ms: int) -> list[PointsOff]:
    if not names:
        return []
    found = offered(
        balances_of(names, now_ms=now_ms),
        price_minor=price_minor,
        currency=given.basket.currency,
        points=given.points,
        program=bounded(given.points_program) if given.points_program is not None else None,
    )
    return [_out(one, price_minor) for one in found]


def _out(one: Offered, price_minor: int) -> PointsOff:
    balance = one.balance
    return PointsOff(
        program=balance.program.pk,
        title=balance.terms.title,
        unit=balance.terms.unit,
        usable=balance.usable,
        pending=balance.pending,
        most=one.most.points,
        most_off_minor=one.most.off_minor,
        left_minor=price_minor - one.most.off_minor,
        points=one.used.points,
        off_minor=one.used.off_minor,
        why=one.why,
        sentence=sentence(one.why) if one.why else "",
    )
