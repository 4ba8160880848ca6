"""What is promised to who brings a friend, and to the friend: read from JSON, strictly."""

from typing import Any

import msgspec
from django.utils.translation import gettext as _

from polku.act.rewards.ledger.promise import TermsProblem, understood
from polku.act.rewards.prizes import Prize
from polku.say.content.problem import Problem


class Tier(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For having brought so many: beside what each of them brings."""

    friends: int
    prize: Prize


class Doubts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From when on somebody looks first. 0: never for this."""

    network: int = 3  # friends who come from one network within a day
    day: int = 10  # friends of one person within a day
    least: int = 4  # friends of one person who all bought hardly more than the least


class ReferralTerms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    about: str = ""  # in the customer's words
    friend: Prize | None = None
    referrer: Prize | None = None
    tiers: tuple[Tier, ...] = ()
    least_minor: int = 0  # of the purchase, less what was sent back
    wait_days: int = 14  # in which it can be sent back
    within_days: int = 90  # from coming to buying
    known_days: int = 0  # so long before they came they may have been known, without having bought
    month: int | None = None  # so many friends bring somebody something within a month
    takes_back: bool = False  # what is sent back after the waiting takes the rewards with it
    goal: str = ""  # where the link leads; "": to a page of ours
    has_board: bool = False  # the best are shown, of those who agreed
    doubts: Doubts = Doubts()


def read(given: Any) -> ReferralTerms:
    """Raises TermsProblem."""
    terms = understood(given, ReferralTerms)
    if found := _wrong(terms):
        raise TermsProblem(found)
    return terms


def _wrong(terms: ReferralTerms) -> Problem | None:
    """The first thing that cannot be meant."""
    steps = [tier.friends for tier in terms.tiers]
    checks = (
        ("title", not terms.title.strip(), _("Say what it is.")),
        ("friend", not (terms.friend or terms.referrer), _("Say what the friend or who brings them gets.")),
        ("least_minor", terms.least_minor < 0, _("This cannot be below zero.")),
        ("wait_days", not 0 <= terms.wait_days <= 365, _("This must be from 0 to 365 days.")),
        ("within_days", not 1 <= terms.within_days <= 730, _("This must be from 1 to 730 days.")),
        ("known_days", not 0 <= terms.known_days <= 365, _("This must be from 0 to 365 days.")),
        ("month", terms.month is not None and terms.month < 1, _("A limit is one or more.")),
        (
            "tiers",
            min(steps, default=1) < 1 or len(set(steps)) < len(steps),
            _("Each step needs a number of friends of its own, one or more."),
        ),
        (
            "goal",
            bool(terms.goal) and not terms.goal.startswith(("https://", "http://")),
            _("This is not an address of the web: it begins with https://."),
        ),
        ("doubts", min(msgspec.structs.astuple(terms.doubts)) < 0, _("This cannot be below zero.")),
    )
    return next((Problem(sentence, field=field) for field, is_wrong, sentence in checks if is_wrong), None)
