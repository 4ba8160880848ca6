"""What a coupon of the mirror is at a moment: LINE's three states do not tell those that wait from those that run."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from polku.say.channels.line.coupons.models import LineCoupon

Status = LineCoupon.Status
RUNNING, PLANNED, DRAFT, ENDED, CLOSED, GONE = STATES = ("running", "planned", "draft", "ended", "closed", "gone")

# Why one of these cannot be given to anybody; `{title}` is the coupon's.
WHY_NOT: dict[str, Callable[[], str]] = {
    DRAFT: lambda: _("The coupon “{title}” is a draft at LINE: nobody can take it yet."),
    ENDED: lambda: _("The coupon “{title}” is over: nobody can take it any more."),
    CLOSED: lambda: _("The coupon “{title}” has been closed: nobody can take or use it any more."),
    GONE: lambda: _("LINE does not have the coupon “{title}” any more."),
}


def state_of(row: LineCoupon, *, now: datetime) -> str:
    if row.gone_at is not None:
        return GONE
    if row.closed_at is not None or row.closing_at is not None:
        return CLOSED
    if row.status == Status.CLOSED or (row.ends_at is not None and row.ends_at <= now):
        return ENDED
    if row.status == Status.DRAFT:
        return DRAFT
    return PLANNED if row.starts_at is not None and row.starts_at > now else RUNNING


def giveable(now: datetime) -> Q:
    """Running, or going to: what may stand in a message."""
    is_over = Q(ends_at__isnull=False, ends_at__lte=now)
    return Q(status=Status.RUNNING, gone_at__isnull=True, closed_at__isnull=True, closing_at__isnull=True) & ~is_over
