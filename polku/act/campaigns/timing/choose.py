"""Choosing when each person gets a campaign, as long as it is a draft."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.problems import AlreadyLaunched, NotReady
from polku.act.campaigns.timing.timing import KINDS, LEAST_HOURS, MOST_HOURS, OWN_CLOCK, Timing, stored, to_store
from polku.act.campaigns.told import note_written, state
from polku.kit.wall import shown
from polku.know.teams.begin import the_team
from polku.know.teams.models import Member
from polku.say.content.problem import Problem

LATE_HOURS = 3  # of one that nobody planned


@transaction.atomic
def choose(campaign: Campaign, timing: Timing, *, by: Member | None) -> None:
    """Raises AlreadyLaunched, NotReady."""
    check(timing)
    if Launch.objects.filter(campaign=campaign).exists():
        raise AlreadyLaunched
    if stored(campaign.timing) == timing:
        return
    was = state(campaign)
    campaign.timing = to_store(timing)
    campaign.save(update_fields=["timing"])
    note_written(campaign, was, by=by)


def check(timing: Timing) -> None:
    """Raises NotReady."""
    if timing.kind not in KINDS:
        raise NotReady([Problem(_("There is no such choice."), field="timing")])
    if not LEAST_HOURS <= timing.hours <= MOST_HOURS:
        sentence = _("This must be a whole number from {least} to {most}.").format(least=LEAST_HOURS, most=MOST_HOURS)
        raise NotReady([Problem(sentence, field="hours")])
    if not 0 <= timing.first_hour < timing.last_hour <= 24:
        sentence = _("The hours of the day begin before they end, from 0 to 24.")
        raise NotReady([Problem(sentence, field="first_hour")])


def as_of(timing: Timing, at: datetime, *, late_hours: int = LATE_HOURS) -> Timing:
    """The same for a launch that is meant for `at`: by people's own clocks it is what the team's shows then."""
    if timing.kind != OWN_CLOCK:
        return timing
    return replace(timing, wall=shown(at, ZoneInfo(the_team().time_zone)), late_hours=late_hours)
