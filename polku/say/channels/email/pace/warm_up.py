"""A domain that has hardly sent yet begins with few letters a day: who sends many at once looks like a forger."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from polku.kit import clock
from polku.know.teams.begin import the_team
from polku.know.teams.models import Member
from polku.say.channels.channel import Room
from polku.say.channels.email.models import Allowance, WarmUp
from polku.say.channels.email.settings import Wrong
from polku.say.channels.email.trouble import Trouble

FIRST, GROWTH, GOAL = 50, 50, 20_000
MOST_DAYS = 120


class Day(msgspec.Struct, frozen=True):
    """Today in a plan. `number`: from 0."""

    number: int
    most: int
    begins_ms: int
    ends_ms: int
    taken: int = 0
    put_off: int = 0


def plan(*, first: int, growth: int, goal: int) -> list[int]:
    """The most letters of each day, up to the first that reaches the goal; from then on there is no limit."""
    days, most = [first], float(first)
    while days[-1] < goal and len(days) < MOST_DAYS:
        most *= 1 + growth / 100
        days.append(min(goal, max(days[-1] + 1, _round(most))))
    return days


def plan_of(row: WarmUp) -> list[int]:
    return plan(first=row.first, growth=row.growth, goal=row.goal)


def open_for(domain: str) -> WarmUp | None:
    return _open(domain).first()


def begin(domain: str, *, first: int, growth: int, goal: int, by: Member | None, now: datetime) -> WarmUp:
    """One that is under way ends. Raises Wrong."""
    if not 1 <= first <= 1_000_000:
        raise Wrong("first", _("From 1 to 1,000,000 letters."))
    if not 5 <= growth <= 200:
        raise Wrong("growth", _("From 5 to 200 per cent."))
    if not first <= goal <= 10_000_000:
        raise Wrong("goal", _("At least as many as on the first day, and at most 10,000,000."))
    with transaction.atomic():
        end(domain, by=by, now=now)
        row = WarmUp.objects.create(domain=domain, first=first, growth=growth, goal=goal, begun_at=now, begun_by=by)
        Allowance.objects.filter(key=key_of(domain)).delete()
    return row


def end(domain: str, *, by: Member | None, now: datetime) -> int:
    return _open(domain).update(ended_at=now, ended_by=by)


def today(row: WarmUp, *, now: datetime) -> Day | None:
    """None once the plan has been gone through. A day counts when at least half of its letters were sent."""
    days = plan_of(row)
    begins, ends = _day_around(now)
    number, so_far = 0, Allowance.objects.filter(key=key_of(row.domain)).order_by("window_ms")
    taken = put_off = 0
    for one in so_far:
        if one.window_ms >= begins:
            taken, put_off = one.taken, one.put_off
        elif number < len(days) and one.taken * 2 >= days[number]:
            number += 1
    return Day(number, days[number], begins, ends, taken, put_off) if number < len(days) else None


def room(domain: str, *, now: datetime) -> Room | None:
    """What today has left for campaigns; None where no plan holds them back."""
    row = open_for(domain)
    day = today(row, now=now) if row is not None else None
    if day is None:
        return None
    why = Trouble("email_warm_up", domain).reason
    return Room(max(0, day.most - day.taken), clock.from_ms(day.ends_ms), why)


def days_for(domain: str, count: int, *, now: datetime) -> int:
    """On how many days so many letters leave, beginning with today; 1 where no plan holds them back."""
    row = open_for(domain)
    day = today(row, now=now) if row is not None else None
    if row is None or day is None:
        return 1
    left, days = count - max(0, day.most - day.taken), 1
    for most in plan_of(row)[day.number + 1 :]:
        if left <= 0:
            return days
        left, days = left - most, days + 1
    return days + (left > 0)


def key_of(domain: str) -> str:
    return f"warm:{domain}"


def _open(domain: str) -> QuerySet[WarmUp]:
    return WarmUp.objects.filter(domain=domain, ended_at__isnull=True).order_by("-pk")


def _day_around(now: datetime) -> tuple[int, int]:
    """Midnight before and after, where the team is."""
    day = now.astimezone(ZoneInfo(the_team().time_zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    following = day + timedelta(days=1)  # by the calendar: there are days of 23 and of 25 hours
    return clock.to_ms(day), clock.to_ms(following)


def _round(most: float) -> int:
    """To two digits that count: 113 → 110, 8,543 → 8,500."""
    step = 10 ** max(0, len(str(int(most))) - 2)
    return int(most // step * step)
