"""What members do with coupons: wish for one, wish again, give a wish up, ask LINE anew. LINE follows, see loop.py."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.channels.line.coupons.models import LineCouponLook, LineCouponWish
from polku.say.channels.line.coupons.wanted import Wanted, body_of, problems
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.way import is_this_machine
from polku.say.content.problem import Problem

State = LineCouponWish.State


class CouponError(Exception):
    """Such a coupon cannot be made; `problems` says why, each with its field."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(one.sentence for one in problems))
        self.problems = tuple(problems)


def wish(account: LineAccount, wanted: Wanted, *, by: Member | None) -> LineCouponWish:
    """It is made at LINE by itself. Raises CouponError."""
    found = problems(wanted, now=clock.now(), is_near=is_this_machine(account.api_base))
    if found:
        raise CouponError(found)
    with transaction.atomic():
        row = LineCouponWish.objects.create(account=account, said=body_of(wanted), made_by=by)
        trail.note(by, "line_coupon.made", subject=f"line_coupon_wish:{row.pk}", after=_shown(row))
    return row


@transaction.atomic
def wish_again(row: LineCouponWish, *, by: Member | None) -> None:
    """LINE is asked once more, because a person says so."""
    over = LineCouponWish.objects.filter(pk=row.pk, state__in=(State.REFUSED, State.LOST))
    if over.update(state=State.WAITING, asked_at=None, due_ms=0, tries=0, trouble=""):
        trail.note(by, "line_coupon.replayed", subject=f"line_coupon_wish:{row.pk}", after=_shown(row))


@transaction.atomic
def give_up(row: LineCouponWish, *, by: Member | None) -> None:
    """What LINE has been asked for and not answered cannot be given up: it may be there."""
    open_ones = LineCouponWish.objects.filter(pk=row.pk, state__in=(State.WAITING, State.REFUSED, State.LOST))
    if open_ones.update(state=State.DROPPED):
        trail.note(by, "line_coupon.withdrawn", subject=f"line_coupon_wish:{row.pk}", before=_shown(row))


def look_now(account: LineAccount) -> None:
    """The list is asked for within seconds."""
    LineCouponLook.objects.update_or_create(account=account, defaults={"is_wanted": True})


def _shown(row: LineCouponWish) -> dict[str, Any]:
    return {"account": row.account.name, **row.said}
