"""Asking for the messages of launched campaigns."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from polku.act.campaigns import checks, gives, pace
from polku.act.campaigns.audience import asked_of
from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.launch import chat_of
from polku.act.campaigns.models import Launch
from polku.act.campaigns.natives import why
from polku.act.campaigns.natives.choose import Chosen, choose
from polku.act.campaigns.natives.wordings import in_use
from polku.act.campaigns.priority import Ahead, nothing_ahead
from polku.act.campaigns.settled import has_settled, has_waited
from polku.act.campaigns.timing.due import by_due, due_of
from polku.act.campaigns.trials.draw import parts
from polku.act.rewards.gifts import NotLive
from polku.kit import clock
from polku.kit.arrays import Numbers, np
from polku.kit.columns import ColumnsError
from polku.know.rules.condition import RuleError
from polku.say.limits.way import keep as way
from polku.say.limits.way.keep import First
from polku.say.outbox.packed.ask import ask_audience

AGAIN_AFTER_S = 5.0

_not_before: dict[int, float] = {}  # launches in trouble → when to try again (monotonic seconds)


def tick(now: datetime, *, ahead: Ahead = nothing_ahead) -> int:
    """Ask for the messages of every launch that has not asked yet. Returns how many people were asked."""
    pending = Launch.objects.filter(asked_at__isnull=True).select_related("campaign__segment").order_by("at")
    return sum(_carry_on(launch, ahead, now=now) for launch in pending)


def _carry_on(launch: Launch, ahead: Ahead, *, now: datetime) -> int:
    if _not_before.get(launch.pk, 0.0) > clock.monotonic():
        return 0
    if not has_settled(at=launch.at, at_seq=launch.at_seq, now=now):
        if has_waited(launch.at, now=now):
            _say(launch, _("The audience waits until the newest events have been read."))
        return 0
    audience = None if _is_refused(launch) else _audience(launch)
    due = None if audience is None else _due(launch, audience, now=now)
    firsts = None if audience is None or due is None else _firsts(launch, audience, ahead, now=now)
    chosen = None if audience is None or firsts is None else _chosen(launch, audience, now=now)
    if audience is None or due is None or firsts is None or chosen is None or not _given(launch, audience, now=now):
        _not_before[launch.pk] = clock.monotonic() + AGAIN_AFTER_S
        return 0
    _not_before.pop(launch.pk, None)
    return ask(launch, audience, due_ms=due, firsts=firsts, chosen=chosen, now=now)


def ask(
    launch: Launch,
    audience: Sequence[int] | Numbers,
    *,
    now: datetime,
    due_ms: Numbers | None = None,
    firsts: Sequence[First] = (),
    chosen: Chosen | None = None,
) -> int:
    """Freeze the audience and ask for its messages: all at once, so that a crash finds all of it or nothing.

    `due_ms`: of each of the audience, which ascends; None: at the launch. `firsts`: what it gives way to. `chosen`:
    which wording each gets.
    """
    people = np.asarray(audience, np.int64)
    chosen = choose(launch.campaign, people, now=now) if chosen is None else chosen
    due_ms = np.full(len(people), clock.to_ms(launch.at), np.int64) if due_ms is None else due_ms
    campaign = launch.campaign
    with transaction.atomic():
        # Of two workers the second waits here, and finds that it has been done.
        if not Launch.objects.filter(pk=launch.pk, asked_at__isnull=True).update(
            asked_at=now, audience=len(audience), trouble=""
        ):
            return 0
        pace.keep(campaign, people=len(audience), now=now)
        way.keep(cause_of(campaign), firsts)
        if campaign.tried is None or not campaign.tried.is_open:  # else some wait for the winner
            way.asked(cause_of(campaign))
        asked = list(parts(campaign, people, chosen))
        why.keep(campaign, asked)
        return sum(
            ask_audience(
                cause_of(campaign),
                identity_ids=together.tolist(),
                channel=part.channel,
                campaign_id=campaign.pk,
                version=part.version,
                due_ms=at_ms + part.later_ms,
                now=now,
            )
            for part in asked
            for at_ms, together in by_due(part.people, due_ms[np.searchsorted(people, part.people)])
        )


def _is_refused(launch: Launch) -> bool:
    """Whether what was fine at the launch is no longer: a picture is gone, the platform has changed its mind."""
    for one in in_use(launch.campaign):
        found = checks.unfinished(one.subject, chat_of(one), channel_name=one.channel)
        if found:
            _say(launch, found[0].sentence)
            return True
    return False


def _due(launch: Launch, audience: Numbers, *, now: datetime) -> Numbers | None:
    """When each of them is due; None while it cannot be said."""
    try:
        return due_of(launch, audience, now=now)
    except ColumnsError as problem:
        _say(launch, _("The audience cannot be found at the moment: {reason}").format(reason=problem))
        return None


def _firsts(launch: Launch, audience: Numbers, ahead: Ahead, *, now: datetime) -> Sequence[First] | None:
    """What it gives way to; None while it cannot be said."""
    try:
        return ahead(launch, audience, now)
    except ColumnsError as problem:
        _say(launch, _("The audience cannot be found at the moment: {reason}").format(reason=problem))
        return None


def _chosen(launch: Launch, audience: Numbers, *, now: datetime) -> Chosen | None:
    """By which channel and in which words each of them gets it; None while it cannot be said."""
    try:
        return choose(launch.campaign, audience, now=now)
    except ColumnsError as problem:
        _say(launch, _("The audience cannot be found at the moment: {reason}").format(reason=problem))
        return None


def _audience(launch: Launch) -> Numbers | None:
    """Who is to be asked, as of the launch; None while it cannot be said, with the reason kept where people look."""
    try:
        return asked_of(launch)
    except (ColumnsError, RuleError) as problem:
        _say(launch, _("The audience cannot be found at the moment: {reason}").format(reason=problem))
        return None


def _given(launch: Launch, audience: Numbers, *, now: datetime) -> bool:
    """What it gives is given before anybody is written to: the message can show it."""
    try:
        gives.give(launch.campaign, audience, now=now)
    except NotLive:
        _say(launch, gives.missing(launch.campaign)[0].sentence if gives.missing(launch.campaign) else "")
        return False
    return True


def _say(launch: Launch, trouble: str) -> None:
    """Keep, where people look, why it does not go on; empty when it does."""
    if launch.trouble != trouble:
        Launch.objects.filter(pk=launch.pk).update(trouble=trouble)
