"""Launching what is due. Late within the plan's hours it still goes; after that it is skipped, and said to have been.

Every step ends in a row: a process that ends anywhere leaves either the step before or the step after, and launching
the same campaign a second time is launching it once.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from polku.act.campaigns.approval import request
from polku.act.campaigns.approval.find import stands
from polku.act.campaigns.approval.gate import NeedsApproval
from polku.act.campaigns.approval.problems import WaitsAlready
from polku.act.campaigns.checklist.installation import lacking
from polku.act.campaigns.early.find import is_found
from polku.act.campaigns.fingerprint import fingerprint
from polku.act.campaigns.launch import launch
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.problems import NotReady
from polku.act.plan import told, why
from polku.act.plan.how import DUE
from polku.act.plan.models import OPEN, Planned
from polku.act.plan.own_clock import comes_later, timing_of
from polku.act.plan.take import take_due
from polku.say.content.problem import BrokenTemplate

AGAIN = timedelta(minutes=1)  # what is held, and what a process that has ended was at
MOST = 50  # a tick: others have their turn in between

State = Planned.State


def make_due(now: datetime) -> int:
    """Every occurrence that is due becomes a campaign, to be launched at once. Returns how many were dealt with."""
    return take_due(now, most=MOST)


def launch_due(now: datetime) -> int:
    """Every campaign that is due is launched, or skipped. Returns how many were dealt with."""
    due = Planned.objects.filter(over_at__isnull=True, look_at__lte=now).order_by("look_at", "pk")
    rows = list(due.select_related("campaign__segment", "campaign__launch", "made_by", "series__campaign")[:MOST])
    return sum(_go(row, now=now) for row in rows)


def _go(row: Planned, *, now: datetime) -> int:
    """1 where it is over now: it went, or it was skipped."""
    if comes_later(row, now=now) or not _claim(row, now=now) or row.campaign is None:
        return 0
    if row.campaign.launched is None:
        if now - row.at > timedelta(hours=row.late_hours):
            return _skip(row, now=now)
        if trouble := _launched(row, row.campaign, now=now):
            _hold(row, trouble, now=now)
            return 0
    Planned.objects.filter(pk=row.pk).update(state=State.LAUNCHED, over_at=now, trouble="")
    return 1


def _claim(row: Planned, *, now: datetime) -> bool:
    """From here on it can be neither moved nor taken back. One process gets it; of one that has ended, another."""
    ours = Q(state__in=OPEN) | Q(state=State.GOING)
    among = Planned.objects.filter(ours, pk=row.pk, look_at=row.look_at)
    return bool(among.update(state=State.GOING, look_at=now + AGAIN))


def _launched(row: Planned, campaign: Campaign, *, now: datetime) -> str:
    """Why it cannot go now; "" where it has gone."""
    if fingerprint(campaign) != row.fingerprint:
        return why.CHANGED
    if row.is_early and not is_found(campaign):
        return why.EARLY
    if found := lacking(campaign):
        return found[0].sentence
    try:
        is_approved = _is_approved(row, campaign)
        launch(campaign, by=row.made_by, now=now, is_approved=is_approved, timing=timing_of(row, campaign))
    except NeedsApproval as wanted:
        return _asked(row, campaign, wanted, now=now)
    except NotReady as problem:
        return str(problem)
    except BrokenTemplate as broken:
        return broken.problem.sentence
    return ""


def _is_approved(row: Planned, campaign: Campaign) -> bool:
    """Who has said yes to a series has said yes to each of its times that says the same."""
    if stands(campaign, fingerprint(campaign)):
        return True
    whole = row.series.campaign if row.series is not None else None
    return whole is not None and stands(whole, fingerprint(campaign, name=whole.name))


def _asked(row: Planned, campaign: Campaign, wanted: NeedsApproval, *, now: datetime) -> str:
    """When it was planned it needed no approval: there were fewer people, or the rule was another one."""
    try:
        request.ask(campaign, DUE, wanted.need, by=row.made_by, now=now)
    except WaitsAlready as problem:
        return str(problem)
    return why.APPROVAL


def _hold(row: Planned, trouble: str, *, now: datetime) -> None:
    with transaction.atomic():
        Planned.objects.filter(pk=row.pk).update(state=State.HELD, trouble=trouble, look_at=now + AGAIN)
        if row.state != State.HELD:
            told.held(row, trouble, now=now)


def _skip(row: Planned, *, now: datetime) -> int:
    """What had held it is why; where nothing had, nothing was there to launch it."""
    trouble = row.trouble or why.OFF
    with transaction.atomic():
        Planned.objects.filter(pk=row.pk).update(state=State.SKIPPED, over_at=now, trouble=trouble)
        told.skipped(row, trouble, now=now)
        if row.campaign is not None:
            request.lapse(row.campaign, now=now)
            request.call_off(row.campaign, now=now)
    return 1
