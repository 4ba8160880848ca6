"""Following a part of a round: who of it gets the campaign again, and by what."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from polku.act.campaigns import pace
from polku.act.campaigns.fallback.next_way import Ways, next_ways
from polku.act.campaigns.fallback.others import done_with, owners
from polku.act.campaigns.fallback.reacted import reacted
from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.natives.best.responses import Responses
from polku.act.campaigns.natives.rounds import rounds_of
from polku.act.campaigns.natives.several import Several
from polku.kit import clock
from polku.kit.arrays import Numbers, np
from polku.say.outbox import find
from polku.say.outbox.followed.settled import Settled, mark
from polku.say.outbox.packed.ask import ask_audience


class TooLate(Exception):
    """Somebody else has followed it, or nothing may go any more; nothing was done."""


def follow(
    launch: Launch, several: Several, part: Settled, *, nth: int, answered: Callable[[], Responses], now: datetime
) -> int:
    """Returns how many are asked for. `nth`: of the rounds, from 0. Raises columns.ColumnsError, TooLate.

    What has to be looked up is, before anything is held; reactions are looked at once more at the end.
    """
    campaign, causes = launch.campaign, rounds_of(launch.campaign)
    which, profiles = _wanted(part, several, causes)
    ways: Ways = {}
    if len(which):
        tried = _tried(part, which, causes[:nth])
        ways = next_ways(campaign, profiles, part.versions[which], tried, answered=answered, now=now)
    with transaction.atomic():
        # Whoever stops it waits here, or has done so.
        going = Launch.objects.select_for_update().filter(pk=launch.pk, paused_at=None, stopped_at=None)
        if going.first() is None:
            raise TooLate
        late = reacted(part.messages[which], several.until) & part.went[which]
        asked = [(one, which[gets & ~late]) for one, gets in ways.values()]
        places = np.concatenate([np.zeros(0, np.int64), *(ours for _one, ours in asked)])
        if not mark(part, asked=part.messages[places]):
            raise TooLate
        return _ask(campaign, causes[nth + 1], [(one, part.identities[ours]) for one, ours in asked], now=now)


def _wanted(part: Settled, several: Several, causes: list[str]) -> tuple[Numbers, Numbers]:
    """The places of those who may get it again, and their profiles."""
    is_over = part.went & reacted(part.messages, several.until)
    which = np.flatnonzero((part.went | part.in_vain) & ~is_over & (part.identities != 0))
    profiles = owners(part.identities[which])
    which, profiles = which[profiles != 0], profiles[profiles != 0]
    if not len(which):
        return which, profiles
    left = ~done_with(profiles, part.identities[which], causes=causes, until=several.until)
    return which[left], profiles[left]


def _tried(part: Settled, which: Numbers, before: list[str]) -> list[set[str]]:
    """By which channels each of them was written to so far."""
    earlier: dict[int, set[str]] = {}
    if before:
        for one in find.of_people(part.identities[which].tolist(), causes=before):
            earlier.setdefault(one.identity_id, set()).add(one.channel)
    return [
        {part.names[part.channels[place]]} | earlier.get(int(part.identities[place]), set()) for place in which.tolist()
    ]


def _ask(campaign: Campaign, cause: str, asked: list[tuple[Campaign, Numbers]], *, now: datetime) -> int:
    count = sum(len(people) for _one, people in asked)
    if count:
        pace.keep_round(campaign, cause, now=now)
    return sum(
        ask_audience(
            cause,
            identity_ids=np.unique(people).tolist(),
            channel=one.channel,
            campaign_id=campaign.pk,
            version=one.number,
            due_ms=clock.to_ms(now),
            now=now,
        )
        for one, people in asked
        if len(people)
    )
