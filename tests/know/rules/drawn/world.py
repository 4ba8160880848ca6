"""Putting people into the program."""

import json
from collections.abc import Callable, Sequence

from polku.kit import ids
from polku.know.people import columns as people_columns
from polku.know.people.models import Changed, Identity, Profile
from tests.know.rules.oracle.people import Somebody


def settle(people: Sequence[Somebody], log_events: Callable[..., None], carry_on: Callable[[], None]) -> None:
    """Everybody's events arrive under several names, and those that are late after a while; then names are merged."""
    for is_late in (False, True):
        arriving = [
            {
                "type": "track",
                "event": event.name,
                "userId": _name(person, event.under),
                "timestamp": event.time_ms,
                "properties": event.properties,
                "context": event.context,
            }
            for person in people
            for event in person.events
            if event.is_late == is_late
        ]
        log_events(*arriving)
        carry_on()
    Profile.objects.all().delete()
    Identity.objects.all().delete()
    for person in people:
        number = ids.identity_id("user_id", person.name)
        facts = {"name": person.name, "traits": json.dumps(person.traits), "first_seen_ms": 0, "last_seen_ms": 0}
        Profile.objects.create(id=number, **facts)
        for under in range(3):
            name = _name(person, under)
            own = {"kind": "user_id", "value": name, "first_seen_ms": 0, "last_seen_ms": 0}
            known = ids.identity_id("user_id", name)
            Identity.objects.create(id=known, profile_id=number, **own)
            Changed.objects.update_or_create(id=known, defaults={"at_seq": 1})
    while people_columns.sync():
        pass


def _name(person: Somebody, under: int) -> str:
    return person.name if under == 0 else f"{person.name}, name {under}"
