"""Sending a campaign off as somebody wants it, or asking for approval of that, where the team wants a second look."""

from datetime import UTC, datetime

from polku.act.campaigns.approval import gate, request
from polku.act.campaigns.approval.gate import NeedsApproval
from polku.act.campaigns.approval.models import Approval
from polku.act.campaigns.checklist.collect import blocking
from polku.act.campaigns.checklist.installation import lacking
from polku.act.campaigns.launch import missing, send_off
from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.problems import NotReady
from polku.act.plan import how, schedule, series
from polku.act.plan.models import USUAL_LATE_HOURS, Planned, Series
from polku.act.plan.rhythm import Rhythm
from polku.know.teams.models import ApiKey, Member


def at_once(campaign: Campaign, *, by: Member | None, key: ApiKey | None = None, now: datetime) -> Launch | Approval:
    """Also refused: what only matters where it goes at once. Raises NotReady, WaitsAlready."""
    there = Launch.objects.filter(campaign=campaign).first()
    if there is not None:
        return there
    found = missing(campaign) or lacking(campaign) or blocking(campaign, now=now)
    if found:
        raise NotReady(found)
    try:
        gate.check(campaign, by=by, key=key, now=now)
    except NeedsApproval as wanted:
        schedule.check_free(campaign)
        return request.ask(campaign, how.NOW, wanted.need, by=by, key=key, now=now)
    return send_off(campaign, by=by, now=now)


def later(
    campaign: Campaign,
    *,
    at: datetime,
    late_hours: int = USUAL_LATE_HOURS,
    is_early: bool = False,
    by: Member | None,
    key: ApiKey | None = None,
    now: datetime,
) -> Planned | Approval:
    """Raises PlanError, NotReady, AlreadyLaunched, WaitsAlready."""
    try:
        return schedule.schedule(campaign, at=at, late_hours=late_hours, is_early=is_early, by=by, key=key, now=now)
    except NeedsApproval as wanted:
        asked = how.at(at.astimezone(UTC), late_hours=late_hours, is_early=is_early)
        return request.ask(campaign, asked, wanted.need, by=by, key=key, now=now)


def again(
    campaign: Campaign,
    rhythm: Rhythm,
    *,
    late_hours: int = USUAL_LATE_HOURS,
    by: Member | None,
    key: ApiKey | None = None,
    now: datetime,
) -> Series | Approval:
    """Raises PlanError, NotReady, AlreadyLaunched, WaitsAlready."""
    try:
        return series.begin(campaign, rhythm, late_hours=late_hours, by=by, key=key, now=now)
    except NeedsApproval as wanted:
        asked = how.again(rhythm, late_hours=late_hours)
        return request.ask(campaign, asked, wanted.need, by=by, key=key, now=now)
