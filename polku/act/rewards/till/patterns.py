"""What of the acts of a member, or of a key, is worth a question at the till. Numbers and their rules, no verdict."""

from collections import defaultdict
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Literal, get_args

import msgspec
from django.db import connection
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from polku.act.rewards.till import large, nights, sql
from polku.act.rewards.till.models import TillAct
from polku.kit import clock

DAYS = 28
AROUND_MS = clock.DAY_MS // 2
UNDONE, UNDONE_PERCENT = 3, 10
AT_NIGHT = 3
SAME = 10  # times for one customer
UNBOUGHT, UNBOUGHT_PERCENT = 10, 80
FRIENDS = 5  # of one link
LARGE = 3  # amounts

What = Literal["undone", "night", "same", "unbought", "friends", "large"]
WHATS: tuple[What, ...] = get_args(What)
# A key is a till with whoever stands at it, by day and night, for everybody: of it less is strange.
OF_KEYS: tuple[What, ...] = ("undone", "unbought", "friends", "large")


class Staff(msgspec.Struct, frozen=True):
    """The last four weeks of a member, or of a key. `striking`: which of the numbers are beyond what is usual."""

    by: str
    acts: int
    undone: int
    night: int
    same: int  # of the customer whom they served most, where that is often
    gifts: int
    unbought: int
    friends: int  # noted for the link that they noted most for, where these are many
    large: int  # amounts recorded that are large beside what is usual

    @property
    def striking(self) -> list[What]:
        found: dict[What, bool] = {
            "undone": self.undone >= UNDONE and self.undone * 100 >= self.acts * UNDONE_PERCENT,
            "night": self.night >= AT_NIGHT,
            "same": self.same >= SAME,
            "unbought": self.unbought >= UNBOUGHT and self.unbought * 100 >= self.gifts * UNBOUGHT_PERCENT,
            "friends": self.friends >= FRIENDS,
            "large": self.large >= LARGE,
        }
        asked = OF_KEYS if self.by.startswith("key:") else WHATS
        return [what for what, is_so in found.items() if is_so and what in asked]


def staff(*, now: datetime) -> list[Staff]:
    """Of every member and key that did something; who is striking first, then who did most."""
    since = _since_ms(now)
    same: dict[str, int] = defaultdict(int)
    friends: dict[str, int] = defaultdict(int)
    with connection.cursor() as cursor:
        own, others = nights.offsets(now)
        ahead = " ".join(f"WHEN %s THEN {ms}" for ms in others.values())
        offset = f"CASE a.store {ahead} ELSE {own} END" if others else str(own)
        statement = sql.BY_WHOM.format(offset=offset, night=", ".join(map(str, nights.HOURS)))
        cursor.execute(statement, [*others, since])
        rows = cursor.fetchall()
        cursor.execute(sql.SAME, [since, SAME])
        for by, _identity, count in cursor.fetchall():
            same[by] = max(same[by], count)
        cursor.execute(sql.FRIENDS, [since, FRIENDS])
        for by, _link, count in cursor.fetchall():
            friends[by] = max(friends[by], count)
        cursor.execute(sql.GIFTS.format(around=AROUND_MS), [since])
        gifts = defaultdict(lambda: (0, 0), {by: (count, unbought) for by, count, unbought in cursor.fetchall()})
    many = large.by_whom(since_ms=since)
    found = [
        Staff(by, acts, undone, int(night), same[by], int(gifts[by][0]), int(gifts[by][1]), friends[by], many[by])
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
        own, others = nights.offsets(now)
        ahead = Case(*(When(store=key, then=Value(ms)) for key, ms in others.items()), default=Value(own))
        return theirs.annotate(hour=(F("at_ms") + ahead) / clock.HOUR_MS % 24).filter(hour__in=nights.HOURS)
    if what == "large":
        bounds = large.bounds(since_ms=_since_ms(now))
        beyond = [Q(currency=currency, money_minor__gte=least) for currency, least in bounds.items()]
        return theirs.filter(kind=TillAct.Kind.PURCHASE).filter(reduce(or_, beyond)) if beyond else theirs.none()
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


def striking(*, now: datetime) -> list[str]:
    """Of whom something is worth a question."""
    return [one.by for one in staff(now=now) if one.striking]
