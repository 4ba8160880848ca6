"""Going through what campaigns that fall back have come to, part by part."""

import logging
from datetime import datetime
from functools import cache

from polku.act.campaigns.fallback.follow import TooLate, follow
from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.natives.best.responses import responses
from polku.act.campaigns.natives.rounds import falls_back, rounds_of
from polku.act.campaigns.natives.several import Several, stored
from polku.act.campaigns.natives.wordings import channels_of
from polku.kit import clock
from polku.kit.columns import ColumnsError
from polku.know.events.read import last_seq, place
from polku.say.outbox.followed.settled import is_left, settled
from polku.say.outbox.packed.models import MessageCounted

log = logging.getLogger(__name__)
READER = "tracking"  # who reads reactions
PARTS = 20  # of a campaign, before the next one has its turn

_noted: tuple[int, int] | None = None  # the end of the log at an instant: reactions before it are read soon


def tick(now: datetime) -> int:
    """Returns how many people are asked for."""
    among = Launch.objects.filter(asked_at__isnull=False, paused_at=None, stopped_at=None, fallback_over_at=None)
    going = list(among.filter(campaign__several__isnull=False).select_related("campaign").order_by("pk"))
    until_ms = _read_until(now) if going else None
    return 0 if until_ms is None else sum(_go_through(launch, until_ms, now=now) for launch in going)


def _go_through(launch: Launch, until_ms: int, *, now: datetime) -> int:
    several = stored(launch.campaign.several)
    if several is None or several.fallback_h is None or not falls_back(launch.campaign):
        _end(launch, now=now)
        return 0
    before_ms = until_ms - several.fallback_h * clock.HOUR_MS
    try:
        asked = _follow_all(launch, several, before_ms, now=now)
    except TooLate:
        return 0
    except ColumnsError as problem:
        log.warning("Who gets campaign %s by another channel cannot be asked now: %s", launch.campaign_id, problem)
        return 0
    if not asked and _is_over(launch.campaign):
        _end(launch, now=now)
    return asked


def _follow_all(launch: Launch, several: Several, before_ms: int, *, now: datetime) -> int:
    asked, campaign = 0, launch.campaign
    # Once for all parts, and not kept: of a million people it is some ten megabytes.
    answered = cache(lambda: responses(channels_of(campaign), until=several.until, now=now))
    for nth, cause in enumerate(rounds_of(launch.campaign)[:-1]):
        for _part in range(PARTS):
            part = settled(cause, campaign_id=launch.campaign_id, before_ms=before_ms)
            if part is None:
                break
            asked += follow(launch, several, part, nth=nth, answered=answered, now=now)
    return asked


def _is_over(campaign: Campaign) -> bool:
    """Nothing is on its way, nobody waits for a winner, and everything but the last round has been followed."""
    waiting = MessageCounted.objects.filter(campaign_id=campaign.pk, state__in=("asked", "claimed"))
    if (campaign.tried is not None and campaign.tried.is_open) or waiting.exists():
        return False
    return not any(is_left(cause, campaign_id=campaign.pk) for cause in rounds_of(campaign)[:-1])


def _end(launch: Launch, *, now: datetime) -> None:
    Launch.objects.filter(pk=launch.pk, fallback_over_at=None).update(fallback_over_at=now)


def _read_until(now: datetime) -> int | None:
    """Up to which instant all reactions have been read; None while the newest are still being read."""
    global _noted
    if _noted is None:
        _noted = last_seq(), clock.to_ms(now)
    seq, at_ms = _noted
    if place(READER) < seq:
        return None
    _noted = None
    return at_ms
