"""Planning a campaign for an instant, moving it, taking it back."""

from datetime import UTC, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from polku.act.campaigns.approval import gate, request
from polku.act.campaigns.early import find as early
from polku.act.campaigns.fingerprint import fingerprint
from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.problems import AlreadyLaunched, NotReady
from polku.act.plan.missing import missing
from polku.act.plan.models import OPEN, USUAL_LATE_HOURS, Planned, Series
from polku.act.plan.own_clock import first_look
from polku.act.plan.problems import PlanError, TooLate
from polku.know.teams import trail
from polku.know.teams.models import ApiKey, Member

# Less than the 23 hours from one day to the next in spring: a daily series never has two to catch up with.
MOST_LATE_HOURS = 20


def schedule(
    campaign: Campaign,
    *,
    at: datetime,
    late_hours: int = USUAL_LATE_HOURS,
    is_early: bool = False,
    by: Member | None,
    key: ApiKey | None = None,
    now: datetime,
) -> Planned:
    """It is launched at `at`, to whom its audience finds then; where `is_early`, to whom it finds now.

    Raises PlanError, NotReady, AlreadyLaunched, and NeedsApproval.
    """
    check_free(campaign)
    at = check_instant(at, late_hours, now=now)
    if found := missing(campaign):
        raise NotReady(found)
    gate.check(campaign, by=by, key=key, now=now)
    return put(campaign, at=at, late_hours=late_hours, is_early=is_early, by=by, now=now)


def put(
    campaign: Campaign,
    *,
    at: datetime,
    late_hours: int,
    is_early: bool = False,
    by: Member | None,
    now: datetime,
    approved_by: Member | None = None,
) -> Planned:
    """The same without a look, for whoever has had it. Raises PlanError."""
    try:
        with transaction.atomic():
            row = Planned.objects.create(
                campaign=campaign,
                at=at,
                look_at=first_look(campaign, at=at),
                late_hours=late_hours,
                is_early=is_early,
                fingerprint=fingerprint(campaign),
                made_at=now,
                made_by=by,
            )
            if is_early:
                early.wish(campaign, now=now)
            request.lapse(campaign, now=now)
            trail.note(approved_by or by, "campaign.planned", subject=f"campaign:{campaign.pk}", after=shown(row))
    except IntegrityError as problem:  # pressed twice at the same moment
        raise PlanError(_("It is planned already.")) from problem
    return row


def move(row: Planned, *, at: datetime, late_hours: int | None = None, by: Member | None, now: datetime) -> None:
    """As long as it has not gone; what was held goes at the new time, if it can by then. Raises PlanError."""
    late_hours = row.late_hours if late_hours is None else late_hours
    at = check_instant(at, late_hours, now=now)
    before = shown(row)
    look_at = first_look(row.campaign, at=at)
    values = {"at": at, "look_at": look_at, "late_hours": late_hours, "state": Planned.State.WAITING, "trouble": ""}
    with transaction.atomic():
        if not Planned.objects.filter(pk=row.pk, state__in=OPEN).update(**values):
            raise TooLate(_("It is too late to move it: it has gone, or it is over."))
        row.refresh_from_db()
        was, became = trail.changed(before, shown(row))
        if became:
            trail.note(by, "campaign.moved", subject=f"campaign:{row.campaign_id}", before=was, after=became)


def take_back(row: Planned, *, by: Member | None, now: datetime) -> None:
    """The campaign is a draft again. Raises PlanError."""
    values = {"state": Planned.State.TAKEN_BACK, "over_at": now, "over_by": by, "trouble": ""}
    with transaction.atomic():
        if not Planned.objects.filter(pk=row.pk, state__in=OPEN).update(**values):
            raise TooLate(_("It is too late to take it back: it has gone, or it is over."))
        trail.note(by, "campaign.taken_back", subject=f"campaign:{row.campaign_id}", before=shown(row))
        if row.campaign is not None:
            early.drop(row.campaign)
            request.lapse(row.campaign, now=now)
            request.call_off(row.campaign, now=now)
    row.refresh_from_db()


def plan_of(campaign: Campaign) -> Planned | None:
    """Of one that is still to go."""
    among = Planned.objects.filter(campaign=campaign, over_at__isnull=True)
    return among.select_related("campaign", "series__campaign", "made_by").first()


def skipped_of(campaign: Campaign) -> Planned | None:
    """The plan that this draft had and that was skipped, as long as there is no newer one."""
    last = Planned.objects.filter(campaign=campaign).order_by("-pk").first()
    return last if last is not None and last.state == Planned.State.SKIPPED else None


def series_of(campaign: Campaign) -> Series | None:
    """The one that goes on with this campaign, paused or not."""
    among = Series.objects.filter(campaign=campaign, ended_at__isnull=True)
    return among.select_related("campaign", "made_by", "paused_by").first()


def is_fixed(campaign: Campaign) -> bool:
    """Whether what it says must stay as it is: it is planned, or a series says it that is not paused."""
    if Planned.objects.filter(campaign=campaign, over_at__isnull=True).exists():
        return True
    return Series.objects.filter(campaign=campaign, ended_at__isnull=True, paused_at__isnull=True).exists()


def check_free(campaign: Campaign) -> None:
    """Raises AlreadyLaunched, PlanError."""
    if Launch.objects.filter(campaign=campaign).exists():
        raise AlreadyLaunched
    if plan_of(campaign) is not None:
        raise PlanError(_("It is planned already."))
    if series_of(campaign) is not None:
        raise PlanError(_("It goes again and again already; end that first."))


def check_late_hours(late_hours: int) -> None:
    """Raises PlanError."""
    if not 1 <= late_hours <= MOST_LATE_HOURS:
        raise PlanError(_("Between 1 and {most} hours.").format(most=MOST_LATE_HOURS), field="late_hours")


def shown(row: Planned) -> dict[str, object]:
    """For the trail."""
    return {"at": row.at.isoformat(), "late_hours": row.late_hours, **({"audience": "now"} if row.is_early else {})}


def check_instant(at: datetime, late_hours: int, *, now: datetime) -> datetime:
    """The instant in UTC. Raises PlanError."""
    if at <= now:
        raise PlanError(_("This moment is over."), field="at")
    if at.year > now.year + 10:
        raise PlanError(_("That is more than ten years ahead."), field="at")
    check_late_hours(late_hours)
    return at.astimezone(UTC)
