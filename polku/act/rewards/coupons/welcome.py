"""Coupons that come by themselves: to whoever does what their terms name, once for each person."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from polku.act.rewards.coupons.issue import NotLive, current, issue
from polku.act.rewards.follow import Follower, people_of
from polku.act.rewards.ledger.latest import terms_of
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.left import left
from polku.know.events.event import Event

CAUSE = "event"


def names(programs: Sequence[Program]) -> Collection[str]:
    return {name for _program, waits_for in _waiting(programs) for name in waits_for}


def act(events: Sequence[Event], programs: Sequence[Program], now: datetime) -> None:
    """To the person's leading identity: who comes under another name has it already."""
    belongs = people_of(events)
    for program, waits_for in _waiting(programs):
        people = {belongs[event.identity_id] for event in events if event.name in waits_for}
        try:
            issue(program, sorted(people), CAUSE, now=now)
        except NotLive:
            continue  # it was paused a moment ago


def promised(event: str, *, now: datetime) -> list[str]:
    """Titles of what whoever does this is given, for pages that say so: what is live, not over and not given out."""
    live = Program.objects.filter(kind=Program.Kind.COUPON, state=Program.State.LIVE).order_by("pk")
    given = [program for program, waits_for in _waiting(live) if event in waits_for and left(program) != 0]
    terms = [current(program)[1] for program in given]
    return [one.title for one in terms if one.valid.ends is None or one.valid.ends > now]


def _waiting(programs: Iterable[Program]) -> list[tuple[Program, Collection[str]]]:
    """Those that come by themselves, and the names of the events by which they do."""
    live = [program for program in programs if program.state == Program.State.LIVE]
    terms = terms_of(live)
    waits_for = [(program, frozenset(terms[program.pk].get("given_on") or ())) for program in live]
    return [(program, names) for program, names in waits_for if names]


FOLLOWER = Follower(frozenset((Program.Kind.COUPON.value,)), names, act)
