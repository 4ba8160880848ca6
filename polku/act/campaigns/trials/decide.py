"""The end of a trial: one variant has won, and whoever has waited gets that one."""

from datetime import datetime

from django.db import transaction

from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives import why as whys
from polku.act.campaigns.natives.choose import choose
from polku.act.campaigns.timing.due import by_due, due_of
from polku.act.campaigns.trials.draw import drawn_of, worded
from polku.act.campaigns.trials.models import Trial
from polku.act.campaigns.trials.versions import versions
from polku.kit import clock
from polku.kit.arrays import np
from polku.know.events.append import News, tell
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.limits.way import keep as way
from polku.say.outbox.packed.ask import ask_audience


class NotOnTrial(Exception):
    """Nothing is being tried, or it has been decided already."""


def decide(campaign: Campaign, number: int, *, why: str, by: Member | None = None, now: datetime) -> int:
    """Returns how many people are asked because of it. Raises NotOnTrial, ColumnsError.

    The rest is asked for in the same transaction: either the trial is over and they are, or neither.
    """
    launch = campaign.launched
    chosen = next((one for one in versions(campaign) if one.number == number), None)
    if chosen is None or launch is None or launch.asked_at is None:
        raise NotOnTrial
    rest = drawn_of(campaign).rest[: None if launch.stopped_at is None else 0]
    due_ms = np.full(len(rest), clock.to_ms(now)) if launch.timing is None else due_of(launch, rest, now=now)
    parts = list(worded(chosen, rest, choose(campaign, rest, now=now)))
    with transaction.atomic():
        # Of two workers, or of a worker and somebody who presses, the second finds nothing to decide.
        open_still = Trial.objects.filter(campaign=campaign, decided_at__isnull=True)
        if not open_still.update(decided_at=now, winner=number, why=why, by=by):
            raise NotOnTrial
        asked = sum(
            ask_audience(
                cause_of(campaign),
                identity_ids=people.tolist(),
                channel=part.channel,
                campaign_id=campaign.pk,
                version=part.version,
                due_ms=at_ms,
                now=now,
            )
            for part in parts
            for at_ms, people in by_due(part.people, due_ms[np.searchsorted(rest, part.people)])
        )
        way.asked(cause_of(campaign))
        whys.keep(campaign, parts)
        Trial.objects.filter(campaign=campaign).update(rest=asked)
        properties = {"campaign_id": campaign.pk, "name": campaign.name, "variant": chosen.letter, "why": why}
        who = ("campaign", str(campaign.pk))
        tell(
            [News("Campaign Winner Chosen", who, f"{cause_of(campaign)}/winner", properties, clock.to_ms(now))],
            now_ms=clock.to_ms(now),
        )
        trail.note(by, "campaign.winner_chosen", subject=cause_of(campaign), after=properties)
    return asked
