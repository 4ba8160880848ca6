"""What happens in the log is handed to the rooms of rewards that wait for it: orders, refunds, whatever terms name.

An acting reader: it only goes forward, and what it does is there together with the move of its cursor, once. A program
at which a room breaks is paused, so that all others go on.
"""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

import msgspec
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import QuerySet

from polku.act.rewards.ledger.models import Program
from polku.kit import clock
from polku.know.events.event import Event
from polku.know.events.read import Block
from polku.know.events.trusted import trusted
from polku.know.people import find
from polku.know.teams import trail

log = logging.getLogger(__name__)

# Of the database itself: the same may go well in a moment, and the whole block is tried again.
PASSING = (OperationalError, InterfaceError)


class Follower(msgspec.Struct, frozen=True):
    """A room that waits for events. Both functions get its programs, by number, drafts left out.

    `names`: of the events that matter to these; none where nothing is waited for, paused and ended ones minded.
    `act`: gets those of a block in the log's order, each of an identity that we know. The event's id is a good cause.
    `harmless`: of these names that earn nothing by themselves, so that they may come by a key that anybody can read.
    """

    kinds: frozenset[str]
    names: Callable[[Sequence[Program]], Collection[str]]
    act: Callable[[Sequence[Event], Sequence[Program], datetime], None]
    harmless: frozenset[str] = frozenset()


# In the order in which they act: what the first gives, the next can see.
FOLLOWERS: list[Follower] = []


def is_any() -> bool:
    """Whether anything has been begun that somebody here waits for events for."""
    return _begun().exists()


def fold(block: Block) -> None:
    if not block.events:
        return
    begun = list(_begun().order_by("pk"))
    waiting = [_waits(one, [program for program in begun if program.kind in one.kinds]) for one in FOLLOWERS]
    wanted = frozenset[str]().union(*(names for _one, _programs, names in waiting))
    events = [event for event in block.events if event.name in wanted]
    if not events:
        return
    known, now = people_of(events), clock.now()
    for one, programs, names in waiting:
        theirs = [event for event in events if event.name in names and event.identity_id in known]
        theirs = list(trusted(theirs, also=one.harmless)) if theirs else []
        if theirs:
            _act(one, theirs, programs, now)


def people_of(events: Sequence[Event]) -> Mapping[int, int]:
    """identity → the person's profile now; who has been erased is left out."""
    return find.profile_ids(event.identity_id for event in events)


def _waits(one: Follower, programs: list[Program]) -> tuple[Follower, list[Program], frozenset[str]]:
    """With the names of the events that it waits for."""
    try:
        return one, programs, frozenset(one.names(programs)) if programs else frozenset()
    except PASSING:
        raise
    except Exception:  # noqa: BLE001 - whatever it was: the others go on
        sound = _sound(programs, lambda program: one.names([program]))
        return one, sound, frozenset(one.names(sound)) if sound else frozenset()


def _act(one: Follower, events: Sequence[Event], programs: Sequence[Program], now: datetime) -> None:
    try:
        with transaction.atomic():
            one.act(events, programs, now)
    except PASSING:
        raise
    except Exception:
        sound = _sound(programs, lambda program: one.act(events, [program], now))
        if len(sound) == len(programs):
            raise
        one.act(events, sound, now)


def _sound(programs: Sequence[Program], attempt: Callable[[Program], object]) -> list[Program]:
    """Those with which it goes well; the others are paused. What was attempted has not happened."""
    found = []
    for program in programs:
        try:
            with transaction.atomic():
                attempt(program)
                transaction.set_rollback(True)
        except PASSING:
            raise
        except Exception:
            log.exception("program %s breaks and is paused: nothing is given of it", program.pk)
            _pause(program)
        else:
            found.append(program)
    return found


def _pause(program: Program) -> None:
    live, paused = Program.State.LIVE, Program.State.PAUSED
    if Program.objects.filter(pk=program.pk, state=live).update(state=paused):
        before, after = {"state": live.value}, {"state": paused.value}
        trail.note(None, "program.broke", subject=f"program:{program.pk}", before=before, after=after)


def _begun() -> QuerySet[Program]:
    kinds = frozenset[str]().union(*(one.kinds for one in FOLLOWERS))
    return Program.objects.filter(kind__in=kinds).exclude(state=Program.State.DRAFT)
