"""Pausing a campaign that is on its way, letting it go on, stopping it."""

from datetime import datetime

from django.db import transaction

from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.models import Campaign, Launch
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.outbox import steer


def pause(campaign: Campaign, *, by: Member | None, now: datetime) -> bool:
    """Nothing more of it leaves, within two seconds, until it goes on. False where it is paused or stopped already."""
    with transaction.atomic():
        if not steer.pause(cause_of(campaign)):
            return False
        _keep(campaign, by, paused_at=now)
        trail.note(by, "campaign.paused", subject=cause_of(campaign), after={"name": campaign.name})
    return True


def resume(campaign: Campaign, *, by: Member | None) -> bool:
    """What waits goes on where it was. False where it was not paused."""
    with transaction.atomic():
        if not steer.resume(cause_of(campaign)):
            return False
        _keep(campaign, by, paused_at=None)
        trail.note(by, "campaign.resumed", subject=cause_of(campaign), after={"name": campaign.name})
    return True


def stop(campaign: Campaign, *, by: Member | None, now: datetime) -> bool:
    """Whoever has not got it gets it no more; there is no way back. False where it was stopped, or is not launched."""
    with transaction.atomic():
        if not steer.stop(cause_of(campaign)):
            return False
        _keep(campaign, by, paused_at=None, stopped_at=now)
        # Nobody need be found any more.
        Launch.objects.filter(campaign=campaign, asked_at__isnull=True).update(asked_at=now, audience=0, trouble="")
        trail.note(by, "campaign.called_off", subject=cause_of(campaign), after={"name": campaign.name})
    return True


def _keep(campaign: Campaign, by: Member | None, **moments: datetime | None) -> None:
    Launch.objects.filter(campaign=campaign).update(steered_by=by, **moments)
