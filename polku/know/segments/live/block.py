"""What the events of a block can change: of whom, in which segments, and why."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connection

from polku.kit import bulk
from polku.know.events.append import INTERNAL
from polku.know.events.event import Event
from polku.know.events.read import Block
from polku.know.people.claims import traits_of
from polku.know.people.models import Regrouped
from polku.know.segments.live import recent
from polku.know.segments.live.followed import OWN, Followed, Index
from polku.know.segments.live.judge import Cause

FEW = 100  # people: for them it is not worth the while to learn all about them


@dataclass
class Touched:
    """Whom a block concerns: profile numbers, also of profiles that are no more. And in which segments it may."""

    strangers: set[int] = field(default_factory=set)  # of whom nothing is remembered: asked about every segment
    new: set[int] = field(default_factory=set)  # those of them who have not been heard of before
    known: set[int] = field(default_factory=set)  # asked about `segments` only
    segments: dict[int, Followed] = field(default_factory=dict)
    events: dict[int, list[Event]] = field(default_factory=dict)  # by person, in their order
    regrouped: set[int] = field(default_factory=set)

    def why(self, segment: Followed, person: int) -> Cause:
        """The last event that may have changed it, else whatever brought the person here."""
        events = self.events.get(person, [])
        for event in reversed(events):
            if segment.depends.anything or event.name in segment.depends.events:
                return Cause("event", event.name, event.id)
            if event.type == "identify" and segment.depends.traits & traits_of(event).keys():
                return Cause("trait", event.name, event.id)
        if person in self.regrouped or not events:
            return Cause("merge")
        return Cause("event", events[0].name, events[0].id)


def touched(block: Block, index: Index) -> Touched:
    found = Touched()
    if not index.all:
        return found
    heard = _heard(block.events)
    owners = _owners(heard)
    for identity, events in heard.items():
        if identity not in owners:
            continue  # erased since
        person, first_seen_ms = owners[identity]
        found.events.setdefault(person, []).extend(events)
        spoken = [event.time_ms for event in events if event.source != INTERNAL]
        # Whoever has not been heard of before meets rules that do not mention what brought them here.
        if spoken and first_seen_ms >= min(spoken):
            found.new.add(person)
    recent.forget(found.new)
    for person, events in found.events.items():
        if person in found.new:
            found.strangers.add(person)
        elif (concerned := recent.concerned(person, events)) is not None:
            if concerned:
                found.known.add(person)
                found.segments.update((one.id, one) for one in concerned)
        elif any(index.of(event) for event in events):
            found.strangers.add(person)
    return found


def asked(found: Touched, index: Index) -> list[tuple[Sequence[Followed], set[int]]]:
    """Who is asked about which segments."""
    about = index.all
    if not found.new and not found.regrouped and len(found.strangers) < FEW:
        mine = {one.id: one for person in found.strangers for event in found.events[person] for one in index.of(event)}
        about = list(mine.values())
    return [(about, found.strangers | found.regrouped), (list(found.segments.values()), found.known - found.regrouped)]


def regroup(found: Touched) -> list[Regrouped]:
    """Adds those who were merged or parted since the last time. What is given has to be taken away afterwards."""
    rows = list(Regrouped.objects.order_by("id"))
    if rows:
        found.regrouped = {row.id for row in rows}
        recent.forget(found.regrouped)
    return rows


def _heard(events: Sequence[Event]) -> dict[int, list[Event]]:
    heard: defaultdict[int, list[Event]] = defaultdict(list)
    for event in events:
        if event.source != INTERNAL or event.name not in OWN:
            heard[event.identity_id].append(event)
    return heard


def _owners(identities: dict[int, list[Event]]) -> dict[int, tuple[int, int]]:
    """Whose each identity is now, and when it was first heard of."""
    with connection.cursor() as cursor:
        source = "identity i WHERE i.id {among}"
        asked = "i.id, i.profile_id, i.first_seen_ms"
        rows = bulk.ask(cursor, asked, source, keys=sorted(identities), vendor=connection.vendor)
    return {identity: (profile, first_ms) for identity, profile, first_ms in rows}
