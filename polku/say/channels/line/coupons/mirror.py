"""The mirror follows LINE: the list, then each coupon that is new or another, and those that are there no more."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from polku.say.channels.line.client import Client
from polku.say.channels.line.coupons import requests
from polku.say.channels.line.coupons.models import LineCoupon, LineCouponLook
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.setup.asking import asked

Status = LineCoupon.Status
ONWARD = (Status.DRAFT, Status.RUNNING, Status.CLOSED)  # what moves on while we ask is met later, never missed
AT_ONCE = 40  # details in one turn: nothing else of LINE's settings waits long
TITLE = 300
Heard = dict[str, tuple[str, str]]  # LINE's id → (title, status)


def look(account: LineAccount, *, now: datetime) -> None:
    """Ask for the whole list, and keep it. Raises LineTrouble; then nothing was kept."""

    async def work(client: Client) -> Heard:
        return {
            line_id: (title, status) for status in ONWARD for line_id, title in await requests.listed(client, status)
        }

    heard = asked(account, work)
    with transaction.atomic():
        _keep(account, heard, now=now)
        LineCouponLook.objects.update_or_create(account=account, defaults={"looked_at": now})


def fetch(account: LineAccount, *, now: datetime) -> int:
    """Ask about some that are new or another. Raises LineTrouble."""
    rows = LineCoupon.objects.filter(account=account, is_stale=True, gone_at__isnull=True).order_by("-pk")[:AT_ONCE]
    wanted = {one.line_id: one for one in rows}
    if not wanted:
        return 0
    told = asked(account, lambda client: requests.details(client, wanted))
    for line_id, row in wanted.items():
        _tell(row, told[line_id], now=now)
    return len(wanted)


def _keep(account: LineAccount, heard: Heard, *, now: datetime) -> None:
    rows = LineCoupon.objects.filter(account=account).only("line_id", "title", "status", "gone_at")
    known = {one.line_id: one for one in rows}
    fresh = [
        LineCoupon(account=account, line_id=line_id, title=title[:TITLE], status=status, seen_at=now)
        for line_id, (title, status) in heard.items()
        if line_id and line_id not in known
    ]
    LineCoupon.objects.bulk_create(fresh, ignore_conflicts=True)  # another process may have seen it as well
    for line_id, row in known.items():
        title, status = heard.get(line_id, (row.title, row.status))
        if line_id not in heard:
            if row.gone_at is None:
                LineCoupon.objects.filter(pk=row.pk).update(gone_at=now, closing_at=None)
        elif row.gone_at is not None or (title[:TITLE], status) != (row.title, row.status):
            LineCoupon.objects.filter(pk=row.pk).update(title=title[:TITLE], status=status, gone_at=None, is_stale=True)
    _note_closed(account, now=now)


def _note_closed(account: LineAccount, *, now: datetime) -> None:
    """Closed before its end, as far as the mirror has seen it."""
    early = LineCoupon.objects.filter(account=account, status=Status.CLOSED, closed_at__isnull=True, ends_at__gt=now)
    early.update(closed_at=now, closing_at=None)


def _tell(row: LineCoupon, told: Mapping[str, Any] | None, *, now: datetime) -> None:
    if told is None:
        LineCoupon.objects.filter(pk=row.pk).update(gone_at=now, is_stale=False, closing_at=None)
        return
    status = told.get("status") if told.get("status") in Status.values else row.status
    times = {name: _time(told.get(f"{said}Timestamp")) for name, said in TIMES}
    is_early = status == Status.CLOSED and times["ends_at"] is not None and times["ends_at"] > now
    closed = {"closed_at": row.closed_at or now, "closing_at": None} if is_early else {}
    title = str(told.get("title") or row.title)[:TITLE]
    values = {"title": title, "status": status, "told": dict(told), "fetched_at": now, "is_stale": False}
    LineCoupon.objects.filter(pk=row.pk).update(**values, **times, **closed)


TIMES = (("starts_at", "start"), ("ends_at", "end"), ("made_at", "created"))


def _time(given: Any) -> datetime | None:
    """LINE says seconds; nonsense is nothing."""
    try:
        return datetime.fromtimestamp(given, UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None
