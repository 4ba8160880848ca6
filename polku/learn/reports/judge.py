"""Deciding trials: as soon as one variant is clearly ahead, or when their time is over."""

from datetime import datetime

from polku.act.campaigns.models import NATIVE, Campaign
from polku.act.campaigns.trials.decide import NotOnTrial, decide
from polku.act.campaigns.trials.models import Trial
from polku.kit.columns import ColumnsError
from polku.learn.reports.variants import Variants, variants

MOST = 20  # at once

_looked_at = 0  # the last campaign of the last round: a trial may last for days, and others have their turn


def tick(now: datetime) -> int:
    """Returns how many were decided."""
    global _looked_at
    running = Campaign.objects.filter(
        trial__decided_at__isnull=True,
        trial__percent__lt=100,
        variants__number__lt=NATIVE,
        launch__asked_at__isnull=False,
        launch__stopped_at__isnull=True,
    ).distinct()
    turn = list(running.filter(pk__gt=_looked_at).order_by("pk")[:MOST])
    _looked_at = turn[-1].pk if len(turn) == MOST else 0
    return sum(_judge(one, now=now) for one in turn)


def _judge(campaign: Campaign, *, now: datetime) -> int:
    try:
        found = variants(campaign)
        which = verdict(found, now=now) if found is not None else None
        if which is None:
            return 0
        decide(campaign, which[0], why=which[1], now=now)
    except (ColumnsError, NotOnTrial):
        return 0  # another time, or somebody has been faster
    return 1


def verdict(found: Variants, *, now: datetime) -> tuple[int, str] | None:
    """Which has won, and by what rule; None while it goes on, or waits for somebody."""
    trial, is_over = found.trial, now >= found.ends_at
    if found.clear is not None and (trial.ends_early or is_over) and _all_have_left(found, now=now):
        return found.clear, Trial.Why.CLEAR
    if not is_over or trial.unclear == Trial.Unclear.ASK:
        return None
    if trial.unclear == Trial.Unclear.FIRST:
        return 0, Trial.Why.FIRST
    return found.leader, Trial.Why.LEADER


def _all_have_left(found: Variants, *, now: datetime) -> bool:
    """Nothing is decided before a variant that goes later has had its turn, for as long as the first by then."""
    latest = max(one.later_h for one in found.rows)
    return latest == 0 or now >= found.ends_at
