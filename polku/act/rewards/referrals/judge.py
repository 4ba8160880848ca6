"""In which state a friend is: computed from the facts, and from nothing else."""

from collections.abc import Sequence

import msgspec

from polku.act.rewards.referrals.models import Referral
from polku.act.rewards.referrals.terms import ReferralTerms
from polku.kit import clock

State = Referral.State

# Why they are refused …
SELF, DEVICE, LOOP, TWICE = "self", "device", "loop", "twice"
CUSTOMER, KNOWN, LATE, DECIDED = "customer", "known", "late", "decided"
# … or held until somebody has looked.
NETWORK, CROWD, RUSH, LEAST, DEVICE_AGAIN = "network", "crowd", "rush", "least", "device_again"

# Whoever signs up and then opens the link, or whose shop's clock goes before ours, is new all the same.
GRACE_MS = clock.HOUR_MS


class Bought(msgspec.Struct, frozen=True):
    at_ms: int
    minor: int  # less what was sent back; 0 where it was cancelled
    currency: str


class Facts(msgspec.Struct, frozen=True):
    """What is known of a friend and of who brought them, taken together as of now."""

    came_ms: int
    friend: int  # the profile
    referrer: int
    named_ms: int | None = None  # since when they have a name, an address, a number; None: nobody knows who it is
    shares_contact: bool = False
    shares_device: bool = False
    is_loop: bool = False
    is_twice: bool = False
    orders: Sequence[Bought] = ()
    doubts: Sequence[str] = ()
    decided: str = ""


class Verdict(msgspec.Struct, frozen=True):
    state: str
    why: str = ""
    due_ms: int | None = None  # when it has to be looked at again, whatever happens
    bought_minor: int | None = None


def judge(facts: Facts, terms: ReferralTerms, currency: str, *, now_ms: int) -> Verdict:
    if why := _refused(facts, terms):
        return Verdict(State.REFUSED, why)
    ends_ms = facts.came_ms + terms.within_days * clock.DAY_MS
    theirs = sorted(facts.orders, key=lambda one: one.at_ms)
    counts = counting(theirs, facts.came_ms, terms, currency)
    if counts is None:
        if now_ms >= ends_ms:
            return Verdict(State.REFUSED, LATE)
        if any(one.minor > 0 for one in theirs):
            return Verdict(State.BOUGHT, due_ms=ends_ms)
        return Verdict(State.INVITED if facts.named_ms is None else State.KNOWN, due_ms=ends_ms)
    due_ms = counts.at_ms + terms.wait_days * clock.DAY_MS
    if facts.doubts and facts.decided != "approved":
        return Verdict(State.HELD, facts.doubts[0], bought_minor=counts.minor)
    if now_ms < due_ms:
        return Verdict(State.WAITING, due_ms=due_ms, bought_minor=counts.minor)
    return Verdict(State.REWARDED, bought_minor=counts.minor)


def _refused(facts: Facts, terms: ReferralTerms) -> str:
    new_ms = facts.came_ms - max(GRACE_MS, terms.known_days * clock.DAY_MS)
    checks = (
        (SELF, facts.friend == facts.referrer or facts.shares_contact),
        (DEVICE, facts.shares_device),
        (CUSTOMER, any(one.at_ms < facts.came_ms for one in facts.orders)),
        (KNOWN, facts.named_ms is not None and facts.named_ms < new_ms),
        (TWICE, facts.is_twice),
        (LOOP, facts.is_loop),
        (DECIDED, facts.decided == "refused"),
    )
    return next((why for why, is_so in checks if is_so), "")


def counting(orders: Sequence[Bought], came_ms: int, terms: ReferralTerms, currency: str) -> Bought | None:
    """The first of these purchases that is enough, as it stands now."""
    ends_ms = came_ms + terms.within_days * clock.DAY_MS
    theirs = (one for one in orders if came_ms <= one.at_ms < ends_ms and _counts(one, terms, currency))
    return min(theirs, key=lambda one: one.at_ms, default=None)


def _counts(one: Bought, terms: ReferralTerms, currency: str) -> bool:
    """Of another currency nothing can be said but that it is something."""
    if one.minor <= 0:
        return False
    return not terms.least_minor or (one.currency == currency and one.minor >= terms.least_minor)
