"""Coupons that come by themselves: to whoever does what their terms name, once for each person."""

from collections.abc import Collection, Sequence
from datetime import datetime

from polku.act.rewards.coupons.issue import NotLive, current, issue
from polku.act.rewards.follow import Follower, people_of
from polku.act.rewards.ledger.models import Program, Terms
from polku.act.rewards.left import left
from polku.know.events.event import Event

CAUSE = "event"


def names(programs: Sequence[Program]) -> Collection[str]:
    return {name for program in programs for name in _waits_for(program)}


def act(events: Sequence[Event], programs: Sequence[Program], now: datetime) -> None:
    """To the person's leading identity: who comes under another name has it already."""
    belongs = people_of(events)
    for program in programs:
        wanted = _waits_for(program)
        people = {belongs[event.identity_id] for event in events if event.name in wanted}
        try:
            issue(program, sorted(people), CAUSE, now=now)
        except NotLive:
            continue  # it was paused a moment ago


def promised(event: str, *, now: datetime) -> list[str]:
    """Titles of what whoever does this is given, for pages that say so: what is live, not over and not given out."""
    live = Program.objects.filter(kind=Program.Kind.COUPON, state=Program.State.LIVE).order_by("pk")
    given = [program for program in live if event in _waits_for(program) and left(program) != 0]
    terms = [current(program)[1] for program in given]
    return [one.title for one in terms if one.valid.ends is None or one.valid.ends > now]


def _waits_for(program: Program) -> Collection[str]:
    """Rides reward_terms_number."""
    if program.state != Program.State.LIVE:
        return ()
    terms = Terms.objects.filter(program=program).order_by("-number").values_list("terms", flat=True)[0]
    return frozenset(terms.get("given_on") or ())


FOLLOWER = Follower(frozenset((Program.Kind.COUPON.value,)), names, act)
