"""What the events of one block say about people: facts that may come in any order, and twice.

By a key that stands in a web page anybody can say anything of anybody: such an event joins visitors and users, as pages
have to, and says neither who else somebody is nor where letters to them go.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from polku.kit import ids
from polku.know.events.append import INTERNAL
from polku.know.events.event import Event, Identity
from polku.know.events.trusted import from_pages
from polku.know.people.claims import claimed, is_identity, is_passive, previous, traits_of
from polku.know.people.row import NEVER, Link, Pair, Stamped, pair

log = logging.getLogger(__name__)

UNDONE, REDONE = "Merge Undone", "Merge Redone"
OF_PAGES = frozenset(("anonymous_id", "user_id"))  # kinds of identities that a page may join, one with another
NOT_OF_PAGES = ("email", "phone")  # fields that it does not say


@dataclass
class Heard:
    names: dict[int, Identity] = field(default_factory=dict)
    spoke: dict[int, list[int]] = field(default_factory=dict)  # led events: first time, last active one or NEVER
    spoken_of: dict[int, int] = field(default_factory=dict)  # claimed by others' events: first time
    named: set[int] = field(default_factory=set)  # … by an identify
    traits: dict[int, dict[str, Stamped]] = field(default_factory=dict)
    links: dict[Pair, Link] = field(default_factory=dict)
    undone: list[dict[str, Any]] = field(default_factory=list)

    def drop(self, number: int, *, known: Identity) -> None:
        """Take back all that was said of an identity whose number belongs to another one already."""
        log.error("Identities %s and %s share the number %s: the second is left out", known, self.names[number], number)
        for facts in (self.names, self.spoke, self.spoken_of, self.traits):
            facts.pop(number, None)
        self.named.discard(number)
        for linked in [linked for linked in self.links if number in linked]:
            del self.links[linked]


def hear(events: Sequence[Event]) -> Heard:
    heard = Heard()
    names, spoke, pages = heard.names, heard.spoke, from_pages(events)
    for event in events:
        if event.source == INTERNAL:
            # What polku did is about a person, not by them: it makes nobody and moves no date.
            if event.name in (UNDONE, REDONE):
                _hear_verdict(heard, event)
            continue
        number, time_ms = event.identity_id, event.time_ms
        is_identify = event.type == "identify"
        last_ms = NEVER if is_identify and is_passive(event) else time_ms
        times = spoke.get(number)
        if times is None:
            if not _is_same(names, number, event.identity):
                continue
            spoke[number] = [time_ms, last_ms]
        elif names[number] != event.identity:
            _is_same(names, number, event.identity)
            continue
        else:
            if last_ms > times[1]:
                times[1] = last_ms
            if time_ms < times[0]:
                times[0] = time_ms
        is_page = (event.seq, event.index) in pages
        if is_identify:
            _hear_identify(heard, event, is_page=is_page)
        elif event.type == "alias":
            for identity in previous(event):
                if not is_page or _may_join(event.identity, identity):
                    _link(heard, event, identity, is_explicit=True)
    return heard


def _may_join(one: Identity, other: Identity) -> bool:
    """A page: a visitor with another one or with a user; who is one user is not another."""
    kinds = {one[0], other[0]}
    return kinds <= OF_PAGES and "anonymous_id" in kinds


def _hear_identify(heard: Heard, event: Event, *, is_page: bool) -> None:
    traits = traits_of(event)
    if is_page:
        traits = {name: value for name, value in traits.items() if name not in NOT_OF_PAGES}
    if traits:
        known = heard.traits.setdefault(event.identity_id, {})
        stamp = event.stamp
        for name, value in traits.items():
            if name not in known or known[name][1:] < stamp:
                known[name] = (value, *stamp)
    for identity in claimed(event, traits):
        if is_page and not _may_join(event.identity, identity):
            continue
        number = _link(heard, event, identity, is_explicit=False)
        if number is not None:
            heard.named.add(number)


def _link(heard: Heard, event: Event, identity: Identity, *, is_explicit: bool) -> int | None:
    number = ids.identity_id(*identity)
    if number == event.identity_id or not _is_same(heard.names, number, identity):
        return None
    heard.spoken_of[number] = min(event.time_ms, heard.spoken_of.get(number, event.time_ms))
    linked = pair(event.identity_id, number)
    link = heard.links.get(linked)
    if link is None:
        heard.links[linked] = Link(*linked, event.time_ms, event.id, is_explicit)
    else:
        hear_saying(link, event.time_ms, event.id, is_explicit=is_explicit)
    return number


def hear_saying(link: Link, at_ms: int, event_id: str, *, is_explicit: bool) -> bool:
    """The earliest saying stays. Whether that changed anything."""
    before = link.at_ms, link.event_id, link.is_explicit
    if link.at_ms is None or (at_ms, event_id) < (link.at_ms, link.event_id):
        link.at_ms, link.event_id = at_ms, event_id
    link.is_explicit = link.is_explicit or is_explicit
    return before != (link.at_ms, link.event_id, link.is_explicit)


def hear_verdict(link: Link, at_ms: int, event_id: str, *, is_cut: bool) -> bool:
    """The newest verdict stays. Whether that changed anything."""
    if link.verdict_ms is not None and (at_ms, event_id) <= (link.verdict_ms, link.verdict_id):
        return False
    link.verdict_ms, link.verdict_id, link.is_cut = at_ms, event_id, is_cut
    return True


def _hear_verdict(heard: Heard, event: Event) -> None:
    said = event.properties
    for one, other in said.get("pairs", ()):
        linked = pair(ids.number(one) or 0, ids.number(other) or 0)
        link = heard.links.setdefault(linked, Link(*linked, None, ""))
        hear_verdict(link, event.time_ms, event.id, is_cut=event.name == UNDONE)
    if event.name == UNDONE and "merge" in said:
        heard.undone.append({**said["merge"], "undone_at_ms": event.time_ms, "by": said.get("by", "")})


def _is_same(names: dict[int, Identity], number: int, identity: Identity) -> bool:
    known = names.get(number)
    if known is None and is_identity(*identity):
        names[number] = known = identity
    if known == identity:
        return True
    if known is None:
        log.error("%.600r cannot be an identity: it is left out", identity)
    else:
        log.error("Identities %s and %s share the number %s: the second is left out", known, identity, number)
    return False
