"""Closing a coupon at LINE: for good, and also for those who have it already. Closed already is as good."""

from datetime import datetime

from django.db import transaction

from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.channels.line.coupons import requests
from polku.say.channels.line.coupons.models import LineCoupon
from polku.say.channels.line.setup.asking import asked
from polku.say.channels.line.trouble import LineTrouble

AGAIN_MS = clock.MINUTE_MS


@transaction.atomic
def ask_to_close(row: LineCoupon, *, by: Member | None) -> None:
    """LINE is told by the loop; twice is once."""
    open_ones = LineCoupon.objects.filter(pk=row.pk, gone_at__isnull=True, closing_at__isnull=True)
    values = {"closing_at": clock.now(), "closing_by": by, "due_ms": 0, "trouble": ""}
    if open_ones.exclude(status=LineCoupon.Status.CLOSED).update(**values):
        before = {"account": row.account.name, "title": row.title, "line_id": row.line_id}
        trail.note(by, "line_coupon.closed", subject=f"line_coupon:{row.pk}", before=before)


def close(row: LineCoupon, *, now: datetime) -> None:
    mine = LineCoupon.objects.filter(pk=row.pk)
    try:
        is_there = asked(row.account, lambda client: requests.close(client, row.line_id))
    except LineTrouble as problem:
        found = problem.trouble
        given_up = {} if found.is_temporary else {"closing_at": None}
        mine.update(trouble=found.reason[:500], due_ms=clock.to_ms(now) + AGAIN_MS, **given_up)
        return
    if is_there:
        mine.update(status=LineCoupon.Status.CLOSED, closed_at=now, closing_at=None, trouble="", is_stale=True)
    else:
        mine.update(gone_at=now, closing_at=None, trouble="")
