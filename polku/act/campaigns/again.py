"""Trying a campaign's failed messages again, and deciding what nobody knows."""

from datetime import datetime

from polku.act.campaigns import pace
from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.models import Campaign, Launch
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.outbox import again


def can_try(campaign: Campaign) -> int:
    """How many failed ones may be tried again."""
    return 0 if _is_stopped(campaign) else again.failed(campaign.pk).count()


def can_decide(campaign: Campaign) -> int:
    return again.unknown(campaign.pk).count()


def try_again(campaign: Campaign, *, by: Member | None, now: datetime) -> int:
    """Returns how many; none of a stopped one. Who got it under another name meanwhile is held."""
    if _is_stopped(campaign):
        return 0
    done = again.ask_again(again.failed(campaign.pk), now=now, note=_note(campaign, "tried_again", by))
    _keep_pace(campaign, done, now=now)
    return done


def send_again(campaign: Campaign, *, by: Member | None, now: datetime) -> int:
    """The unknown ones, who may get it twice by this. Returns how many; none of a stopped one."""
    if _is_stopped(campaign):
        return 0
    done = again.ask_again(again.unknown(campaign.pk), now=now, note=_note(campaign, "decided_again", by))
    _keep_pace(campaign, done, now=now)
    return done


def count_as_sent(campaign: Campaign, *, by: Member | None) -> int:
    """The unknown ones. Returns how many."""
    return again.count_as_sent(again.unknown(campaign.pk), note=_note(campaign, "decided_sent", by))


def _keep_pace(campaign: Campaign, done: int, *, now: datetime) -> None:
    if done:
        pace.keep(campaign, people=pace.waiting(campaign), now=now)


def _note(campaign: Campaign, verb: str, by: Member | None) -> again.Note:
    def note(count: int) -> None:
        after = {"name": campaign.name, "people": count}
        trail.note(by, f"campaign.{verb}", subject=cause_of(campaign), after=after)

    return note


def _is_stopped(campaign: Campaign) -> bool:
    return Launch.objects.filter(campaign=campaign, stopped_at__isnull=False).exists()
