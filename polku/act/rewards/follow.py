"""What happens in the log is handed to the rooms of rewards that wait for it: orders, refunds, whatever terms name.

An acting reader: it only goes forward, and what it does is there together with the move of its cursor, once.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

import msgspec
from django.db.models import QuerySet

from polku.act.rewards.ledger.models import Program
from polku.kit import clock
from polku.know.events.event import Event
from polku.know.events.read import Block
from polku.know.people import find


class Follower(msgspec.Struct, frozen=True):
    """A room that waits for events. Both functions get its programs, by number, drafts left out.

    `names`: of the events that matter to these; none where nothing is waited for, paused and ended ones minded.
    `act`: gets those of a block in the log's order, each of an identity that we know. The event's id is a good cause.
    """

    kinds: frozenset[str]
    names: Callable[[Sequence[Program]], Collection[str]]
    act: Callable[[Sequence[Event], Sequence[Program], datetime], None]


# In the order in which they act: what the first gives, the next can see.
FOLLOWERS: list[Follower] = []


def is_any() -> bool:
    """Whether anything has been begun that somebody here waits for events for."""
    return _begun().exists()


def fold(block: Block) -> None:
    if not block.events:
        return
    begun = list(_begun().order_by("pk"))
    waiting: list[tuple[Follower, list[Program], frozenset[str]]] = []
    for one in FOLLOWERS:
        programs = [program for program in begun if program.kind in one.kinds]
        waiting.append((one, programs, frozenset(one.names(programs)) if programs else frozenset()))
    wanted = frozenset[str]().union(*(names for _one, _programs, names in waiting))
    events = [event for event in block.events if event.name in wanted]
    if not events:
        return
    known, now = people_of(events), clock.now()
    for one, programs, names in waiting:
        theirs = [event for event in events if event.name in names and event.identity_id in known]
        if theirs:
            one.act(theirs, programs, now)


def people_of(events: Sequence[Event]) -> Mapping[int, int]:
    """identity → the person's profile now; who has been erased is left out."""
    return find.profile_ids(event.identity_id for event in events)


def _begun() -> QuerySet[Program]:
    kinds = frozenset[str]().union(*(one.kinds for one in FOLLOWERS))
    return Program.objects.filter(kind__in=kinds).exclude(state=Program.State.DRAFT)
