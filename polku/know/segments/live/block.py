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
from polku.know.segments.live.followed import OWN, Followed, Index
from polku.know.segments.live.judge import Cause


@dataclass
class Touched:
    """Whom a block concerns: profile numbers, also of profiles that are no more."""

    people: set[int] = field(default_factory=set)
    segments: dict[int, Followed] = field(default_factory=dict)
    why: dict[tuple[int, int], Cause] = field(default_factory=dict)  # by segment and person

    def add(self, segment: Followed, person: int, cause: Cause) -> None:
        """The last cause that is named stands."""
        self.people.add(person)
        self.segments[segment.id] = segment
        self.why[segment.id, person] = cause


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
        # Whoever has not been heard of before meets rules that do not mention what brought them here.
        spoken = [event for event in events if event.source != INTERNAL]
        if spoken and first_seen_ms >= min(event.time_ms for event in spoken):
            for segment in index.all:
                found.add(segment, person, Cause("event", spoken[0].name, spoken[0].id))
        for event in events:
            _by_event(found, index, person, event)
    return found


def regroup(found: Touched, index: Index) -> list[Regrouped]:
    """Adds those who were merged or parted since the last time. What is given has to be taken away afterwards."""
    rows = list(Regrouped.objects.order_by("id"))
    for row in rows:
        for segment in index.all:
            found.add(segment, row.id, Cause("merge"))
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


def _by_event(found: Touched, index: Index, person: int, event: Event) -> None:
    segments = index.by_event.get(event.name, ())
    cause = Cause("event", event.name, event.id) if segments or index.by_anything else None
    if cause is not None:
        for segment in (*index.by_anything, *segments):
            found.add(segment, person, cause)
    if event.type == "identify" and index.by_trait:
        by_trait = {one.id: one for key in traits_of(event) for one in index.by_trait.get(key, ())}
        for segment in by_trait.values():
            found.add(segment, person, Cause("trait", event.name, event.id))
