"""Choosing when each person gets a campaign, as long as it is a draft."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.problems import AlreadyLaunched
from polku.act.campaigns.timing.timing import OWN_CLOCK, Timing, stored, to_store
from polku.act.campaigns.told import note_written, state
from polku.kit.wall import shown
from polku.know.teams.begin import the_team
from polku.know.teams.models import Member

LATE_HOURS = 3  # of one that nobody planned


@transaction.atomic
def choose(campaign: Campaign, timing: Timing, *, by: Member | None) -> None:
    """Raises AlreadyLaunched."""
    if Launch.objects.filter(campaign=campaign).exists():
        raise AlreadyLaunched
    if stored(campaign.timing) == timing:
        return
    was = state(campaign)
    campaign.timing = to_store(timing)
    campaign.save(update_fields=["timing"])
    note_written(campaign, was, by=by)


def as_of(timing: Timing, at: datetime, *, late_hours: int = LATE_HOURS) -> Timing:
    """The same for a launch that is meant for `at`: by people's own clocks it is what the team's shows then."""
    if timing.kind != OWN_CLOCK:
        return timing
    return replace(timing, wall=shown(at, ZoneInfo(the_team().time_zone)), late_hours=late_hours)
