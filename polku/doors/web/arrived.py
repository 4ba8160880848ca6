"""The newest events, as the live page shows them."""

from dataclasses import dataclass
from urllib.parse import urlencode

from polku.doors.web import kinds, shown
from polku.know.events.event import Event
from polku.know.events.newest import newest
from polku.know.teams.models import Source

ROWS = 40


@dataclass(frozen=True)
class Arrived:
    event: Event
    person: shown.Person | None
    source: str
    icon: str
    tone: str


@dataclass(frozen=True)
class Wanted:
    """What of all that comes in one wants to see."""

    text: str
    without_own: bool  # only what sources have sent, not what polku itself has noted

    @property
    def query(self) -> str:
        """As an address keeps it."""
        given = {"text": self.text, "from": "sources" if self.without_own else ""}
        return urlencode({name: value for name, value in given.items() if value})


def arrived(wanted: Wanted, after: int) -> list[Arrived]:
    """The newest events that came after a place, newest first; with a text, those that speak of it."""
    text = wanted.text.casefold()
    found = newest(limit=ROWS * 5 if text else ROWS, after=after, with_own=not wanted.without_own)
    people = shown.people_of({event.identity_id for event in found})
    if text:
        found = [event for event in found if _speaks_of(event, people.get(event.identity_id), text)][:ROWS]
    names = dict(Source.objects.values_list("pk", "name"))
    return [
        Arrived(event, people.get(event.identity_id), names.get(event.source, "polku"), *kinds.event_look(event.name))
        for event in found
    ]


def _speaks_of(event: Event, person: shown.Person | None, text: str) -> bool:
    """In its name as given or as shown, its person's name or address, its identity, or anything inside it."""
    given = event.given
    texts = [event.name, kinds.event_name(event.name), event.identity[1]]
    texts += [bytes(given.properties).decode(), bytes(given.traits).decode()]
    texts += [person.name, person.email] if person else []
    return any(text in one.casefold() for one in texts)
