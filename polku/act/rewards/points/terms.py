"""What points promise: read from JSON, strictly."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

import msgspec
from django.utils.translation import gettext as _

from polku.act.rewards.ledger.grant import FOR_EVER_MS
from polku.act.rewards.ledger.promise import TermsProblem, understood
from polku.act.rewards.pricing.offer import Goods
from polku.act.rewards.prize import Prize
from polku.kit import clock
from polku.say.content.problem import Problem

MOST = 1_000_000  # points or smallest units in one rule
MOST_DAYS = 3_660


class Per(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`points` for every `minor` that was paid for these goods, and for a part of it the part."""

    points: int
    minor: int
    goods: Goods = Goods()


class Deed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`points` for every event of this name, at most so many times a day of a person; None: as often as it happens."""

    event: str
    points: int
    most_day: int | None = 1


class Expiry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """After so many days, to the end of the last one; or with the year, so many years after the one in which they were
    earned. Neither: never."""

    days: int | None = None
    years: int | None = None


class Rate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`points` take `minor` off a price; `least` of them at once."""

    points: int
    minor: int
    least: int = 1


class Reward(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that costs points."""

    points: int
    title: str
    prize: Prize


class PointsTerms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    unit: str = ""  # as customers call them: "beans", "bean|beans"; "": points
    per: tuple[Per, ...] = ()
    deeds: tuple[Deed, ...] = ()
    rounding: Literal["down", "nearest"] = "down"  # of what one rule makes of one order
    pending_days: int = 0  # until goods can no longer be given back
    expiry: Expiry = Expiry()
    rate: Rate | None = None
    rewards: tuple[Reward, ...] = ()
    sources: frozenset[int] = frozenset()  # whose orders and deeds count; none named: all
    how: str = ""  # in the customer's words

    def window(self, *, earned: datetime, now: datetime, zone: str) -> tuple[int, int]:
        """From and until when those hold that were earned then, in milliseconds. `zone`: the team's."""
        begins = max(now, earned + timedelta(days=self.pending_days))
        day, last = earned.astimezone(ZoneInfo(zone)).date(), None
        if self.expiry.days is not None:
            last = day + timedelta(days=self.expiry.days + 1)
        elif self.expiry.years is not None:
            last = date(day.year + self.expiry.years + 1, 1, 1)
        if last is None:
            return clock.to_ms(begins), FOR_EVER_MS
        return clock.to_ms(begins), clock.to_ms(datetime.combine(last, time(), ZoneInfo(zone)).astimezone(UTC))


def read(given: Any) -> PointsTerms:
    """Raises TermsProblem."""
    terms = understood(given, PointsTerms)
    if found := _wrong(terms):
        raise TermsProblem(found)
    return terms


def _wrong(terms: PointsTerms) -> Problem | None:
    """The first thing that cannot be meant."""
    days, years, rate = terms.expiry.days, terms.expiry.years, terms.rate
    names = [deed.event for deed in terms.deeds]
    checks = (
        ("title", not terms.title.strip(), _("Say what it is.")),
        (
            "per",
            any(not (0 < per.points <= MOST and 0 < per.minor <= MOST) for per in terms.per),
            _("Say how many points there are for how much money: both are one or more."),
        ),
        ("deeds", any(not deed.event.strip() for deed in terms.deeds), _("Say what has to happen.")),
        (
            "deeds",
            any(not 0 < deed.points <= MOST or (deed.most_day or 1) < 1 for deed in terms.deeds),
            _("Say how many points there are: one or more."),
        ),
        ("deeds", len(names) != len(set(names)), _("Each of these may be named once.")),
        (
            "pending_days",
            not 0 <= terms.pending_days <= MOST_DAYS,
            _("This must be from 0 to 3,660 days."),
        ),
        ("expiry.days", days is not None and not 1 <= days <= MOST_DAYS, _("This must be from 1 to 3,660 days.")),
        ("expiry.years", years is not None and not 0 <= years <= 10, _("This must be from 0 to 10 years.")),
        ("expiry", days is not None and years is not None, _("Points expire in one way only.")),
        (
            "expiry.days",
            days is not None and days <= terms.pending_days,
            _("They would expire before they can be used."),
        ),
        (
            "rate",
            rate is not None and not (0 < rate.points <= MOST and 0 < rate.minor <= MOST and rate.least >= 1),
            _("Say how many points take off how much: both are one or more."),
        ),
        (
            "rewards",
            any(one.points < 1 or not one.title.strip() or one.prize.amount < 1 for one in terms.rewards),
            _("Each reward has a title and costs one point or more."),
        ),
    )
    return next((Problem(sentence, field=field) for field, is_wrong, sentence in checks if is_wrong), None)
