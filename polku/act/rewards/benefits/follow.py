"""What events bring: the tenth purchase, a segment that was joined."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from polku.act.rewards.benefits.earn import earn, earn_each
from polku.act.rewards.benefits.purchases import reached
from polku.act.rewards.benefits.terms import BY_DAY, SEGMENT, BenefitTerms, read
from polku.act.rewards.follow import Follower
from polku.act.rewards.ledger.latest import terms_of
from polku.act.rewards.ledger.models import Program
from polku.know.events.append import INTERNAL
from polku.know.events.event import Event
from polku.know.orders.said import REPORTS
from polku.know.people import find

JOINED = "Segment Joined"


def names(programs: Sequence[Program]) -> Collection[str]:
    wanted: set[str] = set()
    for _program, terms in _live(programs):
        if terms.when not in BY_DAY:
            wanted |= {JOINED} if terms.when == SEGMENT else REPORTS
    return wanted


def act(events: Sequence[Event], programs: Sequence[Program], now: datetime) -> None:
    bought = {event.identity_id for event in events if event.name in REPORTS}
    joined: dict[int, set[int]] = defaultdict(set)
    for event in events:
        segment = event.properties.get("segment_id") if event.name == JOINED and event.source == INTERNAL else None
        if isinstance(segment, int):
            joined[segment].add(event.identity_id)
    people = sorted(set(find.profile_ids(bought).values()))
    for program, terms in _live(programs):
        if terms.when == SEGMENT:
            meant = sorted(joined.get(terms.segment or 0, ()))
            earn_each(program, terms.prize, {f"segment:{terms.segment}": meant}, now=now)
        elif terms.when not in BY_DAY:
            for meaning, profiles in sorted(reached(program, terms, people).items()):
                earn(program, terms.prize, profiles, meaning, now=now)


def _live(programs: Sequence[Program]) -> list[tuple[Program, BenefitTerms]]:
    live = [one for one in programs if one.state == Program.State.LIVE]
    terms = terms_of(live)
    return [(one, read(terms[one.pk])) for one in live]


FOLLOWER = Follower(frozenset((Program.Kind.BENEFIT,)), names, act)
