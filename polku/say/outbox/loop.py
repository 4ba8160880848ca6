"""Sending what is due: claim, prepare, send, settle."""

import logging
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import datetime

from django.db import transaction

from polku.kit import durable
from polku.kit.bulk import no_cycles
from polku.say.channels.channel import Channel, HasRoom, Later, Letter, Outcome, Unknown, WithCalls
from polku.say.channels.registry import ChannelError, channels
from polku.say.outbox import reasons
from polku.say.outbox.claim import claim, ended_claims, is_due, still_held
from polku.say.outbox.claimed import Claimed
from polku.say.outbox.pace import may_go, went
from polku.say.outbox.people import addressees
from polku.say.outbox.prepare import Ready, prepare
from polku.say.outbox.reasons import reason
from polku.say.outbox.rest import rest
from polku.say.outbox.rest.rest import Turn
from polku.say.outbox.rest.rule import TRIAL
from polku.say.outbox.settle import Result, settle
from polku.say.outbox.worn_out import WornOut

log = logging.getLogger(__name__)


def tick(now: datetime) -> int:
    """One block of each channel. Returns how many messages were taken in hand: 0 when nothing is due."""
    return sum(tick_channel(channel, now=now) for channel in channels())


def tick_channel(channel: Channel, *, now: datetime) -> int:
    """One block of one channel."""
    if not may_go(channel) or not is_due(channel, now=now):
        return 0
    if isinstance(channel, WithCalls) and not channel.is_open(now):
        return 0
    room = channel.room(now) if isinstance(channel, HasRoom) else None
    if room is not None and not room.count and not is_due(channel, now=now, single=True):
        return 0
    # Channels with calls know themselves when there is no use in trying.
    turn = Turn.GOES if isinstance(channel, WithCalls) else rest.turn(channel.name, now=now)
    if turn is Turn.RESTS:
        return 0
    ended = 0 if channel.has_idempotency_key else lay_down_ended(channel, now=now)
    return ended + _take_block(channel, now=now, is_trial=turn is Turn.TRIAL, room=room.count if room else None)


@no_cycles()  # of the sending, too: all that a block has made is gone when cycles are looked for again
def _take_block(channel: Channel, *, now: datetime, is_trial: bool, room: int | None) -> int:
    most = min(TRIAL, channel.batch) if is_trial else None
    # A claim is on the disk before anything leaves: where that is written down first, or stays here, it comes in time.
    with durable.later() if channel.stays_here or isinstance(channel, WithCalls) else nullcontext():
        block = claim(channel, now=now, most=most, room=room)
    ready = prepare(block, channel, now=now) if block else Ready({}, {})
    letters = [verdict for verdict in ready.verdicts.values() if isinstance(verdict, Letter)]
    with durable.later() if channel.stays_here else nullcontext():
        outcomes = (
            hand_over_written(channel, block, letters)
            if isinstance(channel, WithCalls)
            else hand_over(channel, letters)
        )
    went(channel, len(letters))
    settle(results(block, ready, outcomes), channel=channel, identities=ready.identities, now=now)
    if not isinstance(channel, WithCalls):
        rest.heard(channel.name, list(outcomes.values()), now=now, is_trial=is_trial)
    return len(block)


def hand_over(channel: Channel, letters: Sequence[Letter]) -> dict[str, Outcome]:
    """What became of each letter, by its key. A channel that breaks leaves its letters unknown, not the loop."""
    if not letters:
        return {}
    try:
        outcomes = channel.send(letters)
        if len(outcomes) != len(letters):
            raise ChannelError(f"{len(outcomes)} outcomes for {len(letters)} letters")
    except Exception as problem:
        log.exception("The channel %s broke", channel.name)
        outcomes = [Unknown(reason(reasons.CHANNEL_BROKE, type(problem).__name__))] * len(letters)
    return dict(zip((letter.key for letter in letters), outcomes, strict=True))


def hand_over_written(channel: WithCalls, block: Sequence[Claimed], letters: Sequence[Letter]) -> dict[str, Outcome]:
    """The same for a channel that writes down first. What has passed to another worker meanwhile is not touched."""
    if not letters:
        return {}
    with transaction.atomic():
        held = still_held(block)
        letters = [letter for letter in letters if letter.message_id in held]
        written = channel.write_down(letters)
    # What it raises goes on to the loop: the claims end, and whoever takes them finds what was written.
    outcomes = channel.send_written(written)
    return dict(zip((letter.key for letter in letters), outcomes, strict=True))


def results(block: Sequence[Claimed], ready: Ready, outcomes: dict[str, Outcome]) -> list[tuple[Claimed, Result]]:
    """Each message with what became of it."""
    return [(claimed, _result(claimed, ready, outcomes)) for claimed in block]


def lay_down_ended(channel: Channel, *, now: datetime) -> int:
    """Messages whose worker died on a channel that cannot drop a repeated one: what became of them stays unknown."""
    with transaction.atomic():
        block = ended_claims(channel, now=now)
        people = addressees(block, currency="USD") if block else {}
        known = {one.id: people[one.identity_id].identity for one in block if one.identity_id in people}
        return settle([(one, WornOut()) for one in block], channel=channel, identities=known, now=now, may_change=True)


def _result(claimed: Claimed, ready: Ready, outcomes: dict[str, Outcome]) -> Result:
    verdict = ready.verdicts[claimed.id]
    # Without an outcome it has passed to another worker, who will tell.
    return outcomes.get(verdict.key, Later(0)) if isinstance(verdict, Letter) else verdict
