"""What of a member's acts at the till is worth a question. Numbers and their rules, no verdict."""

from collections import defaultdict
from datetime import datetime
from typing import Literal, get_args
from zoneinfo import ZoneInfo

import msgspec
from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet

from polku.act.rewards.till import sql
from polku.act.rewards.till.models import TillAct
from polku.kit import clock
from polku.know.teams.begin import the_team

DAYS = 28
NIGHT = (22, 23, 0, 1, 2, 3, 4, 5)  # hours of the team's clock
AROUND_MS = clock.DAY_MS // 2
UNDONE, UNDONE_PERCENT = 3, 10
AT_NIGHT = 3
SAME = 10  # times for one customer
UNBOUGHT, UNBOUGHT_PERCENT = 10, 80
FRIENDS = 5  # of one link

What = Literal["undone", "night", "same", "unbought", "friends"]
WHATS: tuple[What, ...] = get_args(What)


class Staff(msgspec.Struct, frozen=True):
    """One member's last four weeks. `striking`: which of the numbers are beyond what is usual."""

    by: str
    acts: int
    undone: int
    night: int
    same: int  # of the customer whom they served most, where that is often
    gifts: int
    unbought: int
    friends: int  # noted for the link that they noted most for, where these are many

    @property
    def striking(self) -> list[What]:
        found: dict[What, bool] = {
            "undone": self.undone >= UNDONE and self.undone * 100 >= self.acts * UNDONE_PERCENT,
            "night": self.night >= AT_NIGHT,
            "same": self.same >= SAME,
            "unbought": self.unbought >= UNBOUGHT and self.unbought * 100 >= self.gifts * UNBOUGHT_PERCENT,
            "friends": self.friends >= FRIENDS,
        }
        return [what for what, is_so in found.items() if is_so]


def staff(*, now: datetime) -> list[Staff]:
    """Of every member who did something; who is striking first, then who did most."""
    since = _since_ms(now)
    same: dict[str, int] = defaultdict(int)
    friends: dict[str, int] = defaultdict(int)
    with connection.cursor() as cursor:
        cursor.execute(sql.BY_WHOM.format(offset=_offset_ms(now), night=", ".join(map(str, NIGHT))), [since])
        rows = cursor.fetchall()
        cursor.execute(sql.SAME, [since, SAME])
        for by, _identity, count in cursor.fetchall():
            same[by] = max(same[by], count)
        cursor.execute(sql.FRIENDS, [since, FRIENDS])
        for by, _link, count in cursor.fetchall():
            friends[by] = max(friends[by], count)
        cursor.execute(sql.GIFTS.format(around=AROUND_MS), [since])
        gifts = defaultdict(lambda: (0, 0), {by: (count, unbought) for by, count, unbought in cursor.fetchall()})
    found = [
        Staff(by, acts, undone, int(night), same[by], int(gifts[by][0]), int(gifts[by][1]), friends[by])
        for by, acts, undone, night in rows
    ]
    return sorted(found, key=lambda one: (-len(one.striking), -one.acts, one.by))


def acts_of(by: str, what: What, *, now: datetime) -> QuerySet[TillAct]:
    """Those that one of the numbers counts, the newest first."""
    theirs = TillAct.objects.filter(by=by, at_ms__gte=_since_ms(now)).exclude(kind=TillAct.Kind.UNDO)
    theirs = theirs.order_by("-at_ms", "-pk")
    if what == "undone":
        return theirs.filter(Exists(TillAct.objects.filter(of=OuterRef("pk"))))
    if what == "night":
        return theirs.annotate(hour=(F("at_ms") + _offset_ms(now)) / clock.HOUR_MS % 24).filter(hour__in=NIGHT)
    if what == "same":
        with connection.cursor() as cursor:
            cursor.execute(sql.SAME, [_since_ms(now), SAME])
            often = [identity for whom, identity, _count in cursor.fetchall() if whom == by]
        return theirs.filter(identity_id__in=often, kind__in=("use", "give", "stamps", "points", "spend"))
    if what == "friends":
        with connection.cursor() as cursor:
            cursor.execute(sql.FRIENDS, [_since_ms(now), FRIENDS])
            links = [link for whom, link, _count in cursor.fetchall() if whom == by]
        return theirs.filter(kind=TillAct.Kind.FRIEND, cause__in=links)
    bought = TillAct.objects.filter(identity_id=OuterRef("identity_id"), kind=TillAct.Kind.PURCHASE)
    around = bought.filter(at_ms__gt=OuterRef("at_ms") - AROUND_MS, at_ms__lt=OuterRef("at_ms") + AROUND_MS)
    return theirs.filter(kind__in=("give", "stamps", "points")).exclude(Exists(around))


def _since_ms(now: datetime) -> int:
    return clock.to_ms(now) - DAYS * clock.DAY_MS


def _offset_ms(now: datetime) -> int:
    """As it is now: where the clocks were changed within these weeks, some nights are an hour off."""
    offset = now.astimezone(ZoneInfo(the_team().time_zone or "UTC")).utcoffset()
    return round(offset.total_seconds() * 1000) if offset is not None else 0
