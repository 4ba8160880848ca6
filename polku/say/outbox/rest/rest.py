"""Whether a channel may go, and what is told of it. One short query a block as long as nothing is wrong."""

import logging
from collections.abc import Sequence
from datetime import datetime
from enum import Enum

from django.db import transaction

from polku.kit import clock
from polku.say.channels.channel import Failed, Outcome, Unknown
from polku.say.outbox.rest import rule
from polku.say.outbox.rest.models import ChannelRest

log = logging.getLogger(__name__)

TRIAL_MS = clock.MINUTE_MS  # within which a trial is over, or its worker has died


class Turn(Enum):
    GOES = "goes"
    RESTS = "rests"
    TRIAL = "trial"


def turn(channel: str, *, now: datetime) -> Turn:
    """What a worker may do now. A trial is given to one of them."""
    row = ChannelRest.objects.filter(channel=channel, since_ms__isnull=False).first()
    if row is None:
        return Turn.GOES
    now_ms = clock.to_ms(now)
    # Further ahead than any wait: the clock was set back since.
    if now_ms < row.until_ms <= now_ms + rule.MOST_MS:
        return Turn.RESTS
    mine = ChannelRest.objects.filter(channel=channel, since_ms=row.since_ms, until_ms=row.until_ms)
    return Turn.TRIAL if mine.update(until_ms=now_ms + TRIAL_MS) else Turn.RESTS


def heard(channel: str, outcomes: Sequence[Outcome], *, now: datetime, is_trial: bool = False) -> None:
    """What became of a block, in the order of its letters."""
    marks = rule.marks(outcomes)
    if is_trial:
        _judge(channel, marks, outcomes, now_ms=clock.to_ms(now))
    elif marks and ("x" in marks or ChannelRest.objects.filter(channel=channel, since_ms__isnull=True).exists()):
        _note(channel, marks, outcomes, now_ms=clock.to_ms(now))


def try_now(channel: str, *, now: datetime) -> bool:
    """Do not wait any longer: the next block is a trial. False where it does not rest."""
    return ChannelRest.objects.filter(channel=channel, since_ms__isnull=False).update(until_ms=clock.to_ms(now)) == 1


def _note(channel: str, marks: str, outcomes: Sequence[Outcome], *, now_ms: int) -> None:
    with transaction.atomic():
        ChannelRest.objects.get_or_create(channel=channel, defaults={"heard_ms": now_ms})
        row = ChannelRest.objects.select_for_update().get(channel=channel)
        if row.since_ms is not None:  # another worker was first; only a trial tells that it works again
            return
        is_fresh = abs(now_ms - row.heard_ms) <= rule.WITHIN_MS
        row.recent, row.heard_ms = rule.latest(row.recent if is_fresh else "", marks), now_ms
        if "x" not in row.recent:
            row.delete()
        elif rule.fails_steadily(row.recent):
            row.since_ms = now_ms
            _let_rest(row, outcomes, now_ms=now_ms)
        else:
            row.save()


def _judge(channel: str, marks: str, outcomes: Sequence[Outcome], *, now_ms: int) -> None:
    with transaction.atomic():
        row = ChannelRest.objects.select_for_update().filter(channel=channel).first()
        if row is None:
            return
        if not marks:  # nothing was tried: the next block is
            row.until_ms = now_ms
            row.save()
        elif rule.has_failed(marks):
            _let_rest(row, outcomes, now_ms=now_ms)
        else:
            log.warning("The channel %s goes again", channel)
            row.delete()


def _let_rest(row: ChannelRest, outcomes: Sequence[Outcome], *, now_ms: int) -> None:
    wait_ms = rule.wait_ms(row.channel, times=row.times, now_ms=now_ms)
    row.until_ms, row.times, row.recent = now_ms + wait_ms, row.times + 1, ""
    row.reason = next(one.reason for one in reversed(outcomes) if isinstance(one, Failed | Unknown))[:300]
    row.save()
    log.warning("The channel %s rests for %d s: %s", row.channel, wait_ms // 1000, row.reason)
