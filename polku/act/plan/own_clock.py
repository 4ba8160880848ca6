"""A plan by which everybody gets it when their own clock shows the time: it begins where that is first."""

from datetime import datetime, timedelta

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.timing.choose import as_of
from polku.act.campaigns.timing.own_clock import first_instant
from polku.act.campaigns.timing.timing import OWN_CLOCK, Timing, stored
from polku.act.plan.models import OPEN, Planned
from polku.kit.columns import ColumnsError
from polku.know.people.zones_asked import zones_in_use
from polku.know.teams.begin import the_team

AGAIN = timedelta(hours=1)  # people from further east may come meanwhile
SOON = timedelta(minutes=1)  # where the columns are not there
LONGEST_AHEAD = timedelta(hours=27)  # that a day begins anywhere before it begins where the team is


def timing_of(row: Planned, campaign: Campaign) -> Timing:
    return as_of(stored(campaign.timing), row.at, late_hours=row.late_hours)


def first_look(campaign: Campaign | None, *, at: datetime) -> datetime:
    """When the loop is to look at a plan first: before it is that time anywhere."""
    wall = as_of(stored(campaign.timing), at).wall if campaign is not None else None
    return min(at, first_instant(wall)) if wall is not None else at


def ahead(campaign: Campaign) -> timedelta:
    """How long before the team's time an occurrence of it has to be there."""
    return LONGEST_AHEAD if stored(campaign.timing).kind == OWN_CLOCK else timedelta()


def comes_later(row: Planned, *, now: datetime) -> bool:
    """Whether it is not yet that time for any of our people; then it is looked at again."""
    wall = timing_of(row, row.campaign).wall if row.campaign is not None else None
    if wall is None or now >= row.at:
        return False
    try:
        first = first_instant(wall, zones_in_use(team=the_team().time_zone))
    except ColumnsError:
        first = now + SOON
    if first <= now:
        return False
    again = min(first, now + AGAIN)
    return bool(Planned.objects.filter(pk=row.pk, state__in=OPEN, look_at=row.look_at).update(look_at=again))
