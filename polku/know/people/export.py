"""Everything that is known of one person, as plain values: for them to read and to take along.

Every room tells what it keeps (`Keeper.tell`, flow.py); together it is one document.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from polku.kit import clock, columns, ids
from polku.know.events.columns import said
from polku.know.events.event import Event
from polku.know.events.forgetting.keeper import Keeper, Person
from polku.know.events.forgetting.places import events_at, under
from polku.know.events.given import as_object
from polku.know.events.read import last_seq
from polku.know.events.story import Place, StoryEvent, story
from polku.know.people.merges import merges_of
from polku.know.people.models import Identity, Profile
from polku.know.teams.models import Source

PAGE = 2_000
MOST_EVENTS = 100_000  # a device that sends for ever is not a person; what was left out is said


def export(profile: Profile, *, keepers: Iterable[Keeper], now: datetime) -> dict[str, Any]:
    """Raises columns.ColumnsError where the events cannot be read: half of it would not be all."""
    theirs = list(Identity.objects.filter(profile_id=profile.id).order_by("first_seen_ms", "id"))
    numbers = [row.id for row in theirs]
    told: dict[str, Any] = {
        "exported_at": instant(clock.to_ms(now)),
        "person": {
            "id": ids.public(profile.id),
            "name": profile.name,
            "email": profile.email,
            "phone": profile.phone,
            "first_seen": instant(profile.first_seen_ms),
            "last_seen": instant(profile.last_seen_ms) if profile.last_seen_ms else None,
        },
    }
    for keeper in keepers:
        if keeper.tell is not None:
            told |= keeper.tell(numbers)
    return told


def tell(person: Person) -> Mapping[str, Any]:
    """Who they are, by whom it was said and when; what they did."""
    theirs = list(Identity.objects.filter(id__in=person).order_by("first_seen_ms", "id"))
    named = {row.id: f"{row.kind} {row.value}" for row in theirs}
    events = list(_events(person))
    sources = dict(Source.objects.values_list("id", "name")) | {Source.INTERNAL: "polku"}
    from_where = {event.id: sources.get(event.source, "") for event in events if event.type == "identify"}
    profile = theirs[0].profile_id if theirs else 0
    return {
        "identities": [
            {"kind": row.kind, "value": row.value, "first_seen": instant(row.first_seen_ms), "is_shared": row.is_shared}
            for row in theirs
        ],
        "traits": sorted(_traits(theirs, named, from_where), key=lambda trait: (trait["name"], trait["said_at"])),
        "merges": [
            {
                "at": instant(merge.at_ms),
                "identities": [named[number] for number in msgspec.json.decode(merge.identities) if number in named],
                "undone_at": instant(merge.undone_at_ms) if merge.undone_at_ms is not None else None,
            }
            for merge in merges_of(profile)
        ],
        "events": [
            {
                "name": event.name,
                "at": instant(event.time_ms),
                "source": sources.get(event.source, ""),
                "under": named.get(event.identity_id, ""),
                "properties": event.properties,
                "context": event.context,
            }
            for event in events
        ],
        "events_left_out": len(events) >= MOST_EVENTS,
    }


def instant(ms: int) -> str:
    """As the API writes times: 2026-11-21T12:00:00Z."""
    return clock.from_ms(ms).isoformat(timespec="seconds").replace("+00:00", "Z")


def _traits(theirs: list[Identity], named: dict[int, str], from_where: dict[str, str]) -> Iterable[dict[str, Any]]:
    for row in theirs:
        for name, (value, at_ms, event_id) in msgspec.json.decode(row.traits).items():
            if value is not None:
                said = {"said_at": instant(at_ms), "under": named[row.id], "source": from_where.get(event_id, "")}
                yield {"name": name, "value": value, **said}


def _events(person: Person) -> Iterable[StoryEvent]:
    """Where the columns are another process's, the log is read: all of it, which takes a while."""
    if not columns.is_open():
        found = events_at(under(frozenset(person), after=0, end=last_seq()))
        newest = sorted(found, key=lambda event: (event.time_ms, event.seq, event.index), reverse=True)
        yield from map(_as_in_a_story, newest[:MOST_EVENTS])
        return
    before: Place | None = None
    told = 0
    while told < MOST_EVENTS and (part := story(person, before=before, limit=PAGE)):
        yield from part
        told += len(part)
        before = part[-1].place


def _as_in_a_story(event: Event) -> StoryEvent:
    told = as_object(said(event))
    names = event.name, event.type, event.source, event.id, event.time_ms
    return StoryEvent(*names, told, as_object(event.context), event.seq, event.index, event.identity_id)
