"""A campaign's numbers: counted, and kept so that others can be compared with them."""

import logging
from datetime import datetime, timedelta

import msgspec
from django.db import IntegrityError

from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.progress import progress, state_of
from polku.kit import money
from polku.kit.columns import ColumnsError
from polku.know.teams.begin import the_team
from polku.learn.reports.campaigns.answers import answers
from polku.learn.reports.campaigns.costs import Part, costs, sums
from polku.learn.reports.campaigns.numbers import Channel, Numbers, Range, Sum
from polku.learn.reports.campaigns.rule import Rule, rule_of
from polku.learn.reports.conversions import Amount, Conversions, conversions
from polku.learn.reports.effect import Effect, effect
from polku.learn.reports.models import ReportKept
from polku.learn.trials.groups import Difference
from polku.say.arms import packed
from polku.say.arms.models import Arm

log = logging.getLogger(__name__)
SMALL = 20_000  # messages: counted anew whenever somebody looks
WAIT = timedelta(minutes=15)  # after a launch: while it is sent, counting would be in the way
AT_ONCE, SOON, DAILY, WEEKLY = timedelta(minutes=1), timedelta(minutes=10), timedelta(days=1), timedelta(days=7)
MOVES, ENDS = timedelta(days=14), timedelta(days=90)  # after all is over: refunds, late imports


def numbers_of(campaign: Campaign, *, now: datetime) -> tuple[Numbers, datetime]:
    """And when they were counted: just now where that is quick, else when it was done last."""
    kept = ReportKept.objects.filter(campaign=campaign).first()
    if kept is not None and (kept.again_at is None or kept.again_at > now):
        numbers = _read(kept)
        if numbers is not None and numbers.said and numbers.sent > SMALL:
            return numbers, kept.counted_at
    return count(campaign, now=now), now


def kept_of(campaigns: list[int]) -> dict[int, Numbers]:
    """What was counted last, by campaign; one query."""
    rows = {row.campaign_id: _read(row) for row in ReportKept.objects.filter(campaign__in=campaigns)}
    return {number: numbers for number, numbers in rows.items() if numbers is not None}


def count(campaign: Campaign, *, now: datetime) -> Numbers:
    """Count and keep."""
    found = counted(campaign, now=now)
    values = {"numbers": msgspec.to_builtins(found), "counted_at": now, "again_at": _again(campaign, found, now)}
    try:
        ReportKept.objects.update_or_create(campaign=campaign, defaults=values)
    except IntegrityError:
        log.info("Campaign %s was removed, or counted by somebody else.", campaign.pk)
    return found


def count_due(now: datetime) -> int:
    """One campaign whose numbers are due, or that has none yet. Returns how many were counted."""
    due = ReportKept.objects.filter(again_at__lte=now).order_by("again_at").values_list("campaign_id", flat=True)
    number = due.first()
    if number is None:
        number = _without(now)
    row = Campaign.objects.select_related("launch", "trial").filter(pk=number).first() if number is not None else None
    if row is None:
        return 0
    count(row, now=now)
    return 1


def counted(campaign: Campaign, *, now: datetime) -> Numbers:
    rule, done = rule_of(campaign), progress(campaign)
    came, brought, could_ask = _asked(campaign, rule, now)
    by_channel = {one.channel: one.reached for one in came.channels} if came is not None else {}
    currency = the_team().currency
    parts = costs(campaign, by_channel or {campaign.channel: done.sent}, currency=currency)
    told, of_parts = answers(campaign), {one.channel: one for one in parts if one.channel}
    is_sent = state_of(campaign, done=done) == "done"
    return Numbers(
        goal=rule.goal,
        days=rule.days,
        currency=currency,
        asked=done.asked,
        sent=done.sent,
        failed=done.lost,
        delivered=told.delivered,
        opened=told.opened,
        clicked=told.clicked,
        unsubscribed=told.unsubscribed,
        people=came.people if came is not None else None,
        orders=came.orders if came is not None else None,
        revenue=_sums(came.revenue) if came is not None else None,
        costs=[Sum(name, minor) for name, minor in sums(parts).items()],
        is_cost_known=all(one.minor is not None for one in parts),
        channels=[
            Channel(one.channel, one.reached, one.people, one.orders, _sums(one.revenue), _cost(of_parts[one.channel]))
            for one in (came.channels if came is not None else ())
        ],
        held_out=packed.sizes(cause_of(campaign)).get(Arm.Name.HOLDOUT, 0),
        percent=brought.percent if brought is not None else 0,
        uplift=_range(brought.difference) if brought is not None else None,
        earned=_range(brought.revenue, times=brought.asked.people) if brought is not None else None,
        is_trusted=brought is None or brought.sizes is None or not brought.sizes.is_off,
        said=could_ask,
        is_over=is_sent
        and (came is None or came.until is None or came.until <= now)
        and (brought is None or brought.is_over),
    )


def _asked(campaign: Campaign, rule: Rule, now: datetime) -> tuple[Conversions | None, Effect | None, bool]:
    """What the column store is needed for stays unknown while it cannot be asked."""
    came, brought, could_ask = None, None, True
    try:
        came = conversions(campaign, goal=rule.goal, days=rule.days)
        brought = effect(campaign, goal=rule.goal, days=rule.days, now=now)
    except ColumnsError as trouble:
        log.warning("A report did without the column store: %s", trouble)
        could_ask = False
    return came, brought, could_ask


def _again(campaign: Campaign, found: Numbers, now: datetime) -> datetime | None:
    """The older it is, the less it moves."""
    launch = campaign.launched
    if launch is None or not found.said:
        return now + AT_ONCE
    if not found.is_over:
        return now + max(SOON, (now - launch.at) / 20)
    age = now - launch.at - timedelta(days=found.days)
    return None if age > ENDS else now + (WEEKLY if age > MOVES else DAILY)


def _without(now: datetime) -> int | None:
    """The newest launch that nobody has counted."""
    among = Launch.objects.filter(asked_at__isnull=False, at__lte=now - WAIT)
    counted_ones = ReportKept.objects.values("campaign_id")
    return among.exclude(campaign_id__in=counted_ones).order_by("-at").values_list("campaign_id", flat=True).first()


def _sums(amounts: tuple[Amount, ...]) -> list[Sum]:
    return [Sum(one.currency, one.minor, one.orders) for one in amounts]


def _cost(part: Part) -> Sum | None:
    return Sum(part.currency, part.minor) if part.minor is not None else None


def _range(change: Difference | None, *, times: int = 1) -> Range | None:
    return None if change is None else Range(change.value * times, change.low * times, change.high * times)


def units(currency: str) -> int:
    """Smallest units in a whole one."""
    return int(10 ** money.decimals(currency))


def _read(row: ReportKept) -> Numbers | None:
    """None where they were kept in another form, before an update."""
    try:
        return msgspec.convert(row.numbers, Numbers)
    except msgspec.ValidationError:
        return None
