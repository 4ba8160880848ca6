"""What a coupon promises: read from JSON, strictly."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

import msgspec
from django.utils.translation import gettext_lazy as _

from polku.act.rewards.ledger.grant import FOR_EVER_MS
from polku.act.rewards.ledger.limits import Limit, of_person
from polku.act.rewards.ledger.promise import Instant, TermsProblem, understood
from polku.act.rewards.pricing.offer import Benefit, Conditions
from polku.kit import clock
from polku.say.content.problem import Problem

DAY = 24 * 60  # minutes
ALL_DAY = "day:"  # the scope of everybody's uses on one day, and which


class Validity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Between two instants, and for so many days after it was given: to the end of the last of them."""

    begins: Instant | None = None
    ends: Instant | None = None
    days: int | None = None

    def window(self, *, now: datetime, zone: str) -> tuple[int, int]:
        """Of one that is given now: from and until which instant, in milliseconds. `zone`: the team's."""
        begins = max(now, self.begins or now)
        ends = [clock.to_ms(self.ends)] if self.ends else []
        if self.days is not None:
            last = begins.astimezone(ZoneInfo(zone)).date() + timedelta(days=self.days + 1)
            ends.append(clock.to_ms(datetime.combine(last, time(), ZoneInfo(zone)).astimezone(UTC)))
        return clock.to_ms(begins), min(ends, default=FOR_EVER_MS)


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """None: none. `total` and `person`: how many are given out; `uses`: of one coupon; `staff_day`: given by one of the
    staff on one day; the others: of using them. Days are the team's."""

    total: int | None = None
    person: int | None = None
    uses: int = 1
    person_day: int | None = None
    used: int | None = None
    used_day: int | None = None  # by all together
    staff_day: int | None = None


class CouponTerms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    benefit: Benefit
    conditions: Conditions = Conditions()
    valid: Validity = Validity()
    limits: Limits = Limits()
    is_stackable: bool = False
    code: Literal["own", "shared", "imported"] = "own"  # of our own; one for all; a partner's (codes/partner.py)
    shared: str = ""  # the one code that everybody shows
    given_on: frozenset[str] = frozenset()  # names of events: whoever comes with one of them gets one, once
    is_by_staff: bool = False  # may be given at the till
    remind_days: int | None = None  # so many days before it ends, it is told that it does
    how: str = ""  # how to use it, in the customer's words

    def use_limits(self, names: Sequence[int], day: str) -> list[Limit]:
        """Of one use. `names`: the person's, counted under the first. `day`: on which it is used."""
        found = []
        if self.limits.used is not None:
            found.append(Limit("used", self.limits.used))
        if self.limits.used_day is not None:
            found.append(Limit(f"{ALL_DAY}{day}", self.limits.used_day))
        if self.limits.person_day is not None:
            found.append(of_person(f"used:{{one}}:{day}", names, self.limits.person_day))
        return found

    def give_scopes(self, person: int) -> list[str]:
        """Under which it is counted that one was given (ledger/places.py)."""
        most = self.limits
        return ["given"] * (most.total is not None) + [f"given:{person}"] * (most.person is not None)


def read(given: Any) -> CouponTerms:
    """Raises TermsProblem."""
    terms = understood(given, CouponTerms)
    if found := _wrong(terms):
        raise TermsProblem(found)
    return terms


def to_be_kept(terms: CouponTerms) -> None:
    """What is refused when it is written, and read where it was written before. Raises TermsProblem."""
    valid, remind = terms.valid, terms.remind_days
    spans = [] if valid.days is None else [valid.days]
    if valid.begins is not None and valid.ends is not None:
        spans.append((valid.ends - valid.begins).days)
    if remind is not None and spans and remind > min(spans):
        told = _("It is not valid for that long, so nobody would be told. At the most: {days}.")
        raise TermsProblem(Problem(told.format(days=min(spans)), field="remind_days"))


def to_store(terms: CouponTerms) -> Any:
    return msgspec.to_builtins(terms, order="deterministic")


def _wrong(terms: CouponTerms) -> Problem | None:
    """The first thing that cannot be meant."""
    benefit, valid, asked = terms.benefit, terms.valid, terms.conditions
    checks = (
        ("title", not terms.title.strip(), _("Say what it is.")),
        (
            "benefit.percent",
            benefit.kind == "percent" and not 1 <= benefit.percent <= 100,
            _("This must be from 1 to 100 percent."),
        ),
        ("benefit.minor", benefit.kind == "amount" and benefit.minor < 1, _("Say how much is taken off.")),
        ("benefit.minor", benefit.minor < 0 or (benefit.most_minor or 0) < 0, _("This cannot be below zero.")),
        ("benefit.cost_minor", benefit.cost_minor < 0, _("This cannot be below zero.")),
        ("benefit.gift", benefit.kind == "gift" and not benefit.gift.strip(), _("Say what the gift is.")),
        (
            "benefit.buy",
            benefit.kind in ("buy_get", "bundle") and benefit.buy < 1,
            _("Say how many have to be bought."),
        ),
        ("benefit.get", benefit.kind == "buy_get" and benefit.get < 1, _("Say how many are free.")),
        ("conditions.least_minor", asked.least_minor < 0, _("This cannot be below zero.")),
        (
            "conditions.weekdays",
            not asked.weekdays <= frozenset(range(1, 8)),
            _("Days of the week are 1 (Monday) to 7."),
        ),
        (
            "conditions.hours",
            any(not (0 <= one.first < DAY and 0 < one.last <= DAY and one.first != one.last) for one in asked.hours),
            _("Hours are minutes of the day, from 0 to 1,440; from and to are not the same."),
        ),
        (
            "valid.ends",
            valid.begins is not None and valid.ends is not None and valid.ends <= valid.begins,
            _("It ends before it begins."),
        ),
        (
            "valid.days",
            valid.days is not None and not 0 <= valid.days <= 3_660,
            _("This must be from 0 to 3,660 days."),
        ),
        (
            "remind_days",
            terms.remind_days is not None and not 1 <= terms.remind_days <= 365,
            _("This must be from 1 to 365 days."),
        ),
        ("shared", terms.code == "shared" and len(terms.shared.strip()) < 3, _("A code has three characters or more.")),
        (
            "limits",
            min((one for one in msgspec.structs.astuple(terms.limits) if one is not None), default=1) < 1,
            _("A limit is one or more."),
        ),
    )
    return next((Problem(str(sentence), field=field) for field, is_wrong, sentence in checks if is_wrong), None)
