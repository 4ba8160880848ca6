"""Coupons as something to be chosen and handed over; the shape of every kind of reward (see this room's sign)."""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from django.db.models import QuerySet

from polku.say.channels.line.coupons.models import LineCoupon
from polku.say.channels.line.coupons.states import giveable, state_of
from polku.say.channels.line.models import LineAccount
from polku.say.content.chat.blocks import AnyBlock, Coupon

MOST = 200


class Choice(msgspec.Struct, frozen=True):
    """`id`: as a block has it. `state`: running or planned, or why it cannot be given (states.py)."""

    id: str
    title: str
    state: str
    picture: str = ""
    description: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    zone: str = ""  # LINE's name of the one in which customers see its times


def choices(account: LineAccount, *, now: datetime) -> list[Choice]:
    """What can be given now or soon; the latest first."""
    return _choices(LineCoupon.objects.filter(giveable(now), account=account), now=now)


def chosen(account: LineAccount, ids: Iterable[str], *, now: datetime) -> list[Choice]:
    """These, whatever has become of them; those that the mirror does not have are left out."""
    return _choices(LineCoupon.objects.filter(account=account, line_id__in=list(ids)), now=now)


def named(ids: Iterable[str], *, now: datetime) -> list[Choice]:
    """The same by their ids alone, of whichever account."""
    return _choices(LineCoupon.objects.filter(line_id__in=list(ids)), now=now)


def block(coupon_id: str, *, tag: str = "") -> AnyBlock:
    """What a chat holds to hand it over. `tag`: by which way it came, for LINE's own statistics."""
    return Coupon(coupon_id=coupon_id, tag=tag)


def _choices(rows: QuerySet[LineCoupon], *, now: datetime) -> list[Choice]:
    return [_choice(one, now=now) for one in rows.order_by("-made_at", "-pk")[:MOST]]


def _choice(row: LineCoupon, *, now: datetime) -> Choice:
    picture, description, zone = (str(row.told.get(name) or "") for name in ("imageUrl", "description", "timezone"))
    state = state_of(row, now=now)
    return Choice(row.line_id, row.title, state, picture, description, row.starts_at, row.ends_at, zone)
