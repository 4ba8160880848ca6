"""An occurrence that is due becomes a campaign of its own; one that is too late is skipped."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.fingerprint import fingerprint
from polku.act.plan import occurrences, told, why
from polku.act.plan.copies import copy, dated
from polku.act.plan.models import Planned, Series
from polku.act.plan.own_clock import LONGEST_AHEAD, ahead, first_look
from polku.act.plan.series import rhythm_of
from polku.act.plan.way.coming import key_of
from polku.say.limits.way import keep as way


def take_due(now: datetime, *, most: int) -> int:
    """So many at the most. After a long time without power there may be hundreds: each is said to have been skipped."""
    taken = 0
    running = Series.objects.filter(ended_at__isnull=True, paused_at__isnull=True, next_at__lte=now + LONGEST_AHEAD)
    for row in running.order_by("pk"):
        until = now + ahead(row.campaign)
        while taken < most and row.next_at is not None and row.next_at <= until and _take(row, now=now):
            taken += 1
    return taken


def _take(row: Series, *, now: datetime) -> bool:
    """One occurrence, and the series moves on, or neither. False where it waits, or another process was faster."""
    if row.next_number is None or row.next_at is None:
        return False
    number, at = row.next_number, row.next_at
    is_late = now - at > timedelta(hours=row.late_hours)
    is_changed = fingerprint(row.campaign) != row.fingerprint
    if is_changed and not is_late:
        _wait(row, now=now)
        return False
    following = occurrences.after(rhythm_of(row), ZoneInfo(row.zone), number=number)
    values: dict[str, Any] = {"next_number": None, "next_at": None, "ended_at": now}
    if following is not None:
        values = {"next_number": following.number, "next_at": following.at}
    with transaction.atomic():
        # First of all: whoever moves it on has it, others find nothing to change.
        still = Series.objects.filter(pk=row.pk, next_number=number, ended_at__isnull=True, paused_at__isnull=True)
        if not still.update(**values, trouble=""):
            return False
        _write(row, number=number, at=at, is_late=is_late, is_changed=is_changed, now=now)
    row.refresh_from_db()
    return row.ended_at is None


def _write(row: Series, *, number: int, at: datetime, is_late: bool, is_changed: bool, now: datetime) -> None:
    made = Planned(series=row, number=number, at=at, late_hours=row.late_hours, made_by=row.made_by)
    made.made_at, made.look_at = now, first_look(row.campaign, at=at)
    if is_late:
        made.state, made.over_at = Planned.State.SKIPPED, now
        made.trouble = why.SERIES_CHANGED if is_changed else why.OFF
        made.save()
        told.skipped(made, made.trouble, now=now)
        return
    day = at.astimezone(ZoneInfo(row.zone)).date()
    made.campaign = copy(row.campaign, name=dated(row.campaign.name, day), by=row.made_by)
    made.fingerprint = fingerprint(made.campaign)
    made.save()
    way.became(key_of(row, number), cause_of(made.campaign))


def _wait(row: Series, *, now: datetime) -> None:
    if row.trouble:
        return
    with transaction.atomic():
        Series.objects.filter(pk=row.pk).update(trouble=why.SERIES_CHANGED)
        told.waits(row, why.SERIES_CHANGED, now=now)
    row.trouble = why.SERIES_CHANGED
