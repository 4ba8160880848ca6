"""People without some of their events: what the fold would have made of the rest.

Facts are looked at again only where an event that is gone had a part in them: the identities that it came under or
claimed, the links that it said. Who is one person is then resolved again round these (regroup.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from django.db import connection

from polku.kit import clock
from polku.kit.bulk import no_cycles
from polku.know.events.event import Event
from polku.know.events.forgetting.rest import Rest
from polku.know.people import sql
from polku.know.people.heard import Heard, hear
from polku.know.people.keep import keep
from polku.know.people.kinds import MOST_TRAITS
from polku.know.people.known import Known
from polku.know.people.meet import Changes, encode_sorted
from polku.know.people.merging import keep_merges
from polku.know.people.regroup import regroup
from polku.know.people.row import NEVER, Link, Pair

DROP_IDENTITIES = "DELETE FROM identity WHERE id IN (SELECT v.column1 FROM (VALUES {rows}) AS v)"
DROP_LINKS = "DELETE FROM identity_link WHERE (low_id, high_id) IN (VALUES {rows})"
DROP_MERGES_OF = "DELETE FROM merge WHERE profile_id IN (SELECT v.column1 FROM (VALUES {rows}) AS v)"


@no_cycles()
def without(gone: Sequence[Event], rest: Rest, whole: AbstractSet[int]) -> int:
    """Within the transaction that took the events out. `whole`: identities under which nothing is left.

    Gives the number of identities that are no more.
    """
    was = hear(gone)
    led = was.spoke.keys() | whole
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(sql.TAKE_TURNS)
        known = Known(cursor, vendor=connection.vendor)
        said = {*was.links, *known.read_links(whole)}
        touched = led | {number for linked in said for number in linked}
        known.read_rows(touched)
        if not known.rows:
            return 0
        known.read_pairs(said)
        again = hear(rest.sayings(touched - whole))
        _links_again(known, said, again)
        vanished = _identities_again(known, again, rest, led=led, whole=whole)
        profiles = {row.was for row in known.rows.values()}
        near = {number for linked in known.links for number in linked}
        known.write(DROP_IDENTITIES, [(number,) for number in sorted(vanished)])
        _regroup((touched | near) - vanished, profiles, vendor=connection.vendor)
        known.write(sql.MARK_CHANGED, [(number, 0) for number in sorted(vanished)])
    return len(vanished)


def _links_again(known: Known, said: AbstractSet[Pair], again: Heard) -> None:
    """What is still said of each link. Those that nobody speaks of any more are no more."""
    kept, dropped = [], []
    for linked in sorted(said):
        link = known.links.get(linked)
        if link is None:
            continue
        now = again.links.get(linked) or Link(*linked, None, "")
        link.at_ms, link.event_id, link.is_explicit = now.at_ms, now.event_id, now.is_explicit
        if link.at_ms is None and link.verdict_ms is None:
            del known.links[linked]
            dropped.append(linked)
            continue
        verdict = bool(link.is_cut), link.verdict_ms, link.verdict_id
        kept.append((*linked, link.at_ms, link.event_id, bool(link.is_explicit), *verdict, link.rule))
    known.write(DROP_LINKS, dropped)
    known.write(sql.KEEP_LINKS, kept)


def _identities_again(
    known: Known, again: Heard, rest: Rest, *, led: AbstractSet[int], whole: AbstractSet[int]
) -> set[int]:
    """The facts of each identity, from what is left. Gives those of which nothing is."""
    times = _times(rest, again, led - whole)
    speechless = [n for n, row in known.rows.items() if n not in times and (n in led or not row.has_spoken)]
    known.read_links(number for number in speechless if number not in whole)
    claims = _claims(known, speechless)
    named = _named(rest, claims, again)
    vanished, kept = set(), []
    for number in sorted(led & known.rows.keys() | set(speechless)):
        row = known.rows[number]
        traits = again.traits.get(number, {}) if number in led else None
        if traits is not None:
            row.traits = (
                encode_sorted({name: traits[name] for name in sorted(traits)[:MOST_TRAITS]}) if traits else "{}"
            )
        if number in times:
            (row.first_seen_ms, row.last_seen_ms), row.has_spoken, row.is_named = times[number], True, True
        elif claims[number]:
            row.first_seen_ms = row.last_seen_ms = min(link.at_ms or 0 for link in claims[number])
            row.has_spoken, row.is_named = False, number in named
        else:
            vanished.add(number)
            continue
        facts = row.traits, row.first_seen_ms, row.last_seen_ms
        flags = bool(row.is_shared), bool(row.is_named), bool(row.has_spoken)
        kept.append((number, row.kind, row.value, row.profile_id, *facts, *flags, row.orders, row.revenue_minor))
    known.write(sql.KEEP_IDENTITIES, kept)
    return vanished


def _times(rest: Rest, again: Heard, numbers: AbstractSet[int]) -> dict[int, tuple[int, int]]:
    """First and last seen, as the fold counts: an identify that says they were not there moves no date of theirs."""
    found = rest.times(numbers) if numbers else {}
    for number in numbers & again.spoke.keys():
        first, last = again.spoke[number]
        other = found.get(number, (first, NEVER))
        found[number] = min(first, other[0]), max(last, other[1])
    return found


def _claims(known: Known, numbers: Iterable[int]) -> defaultdict[int, list[Link]]:
    """What others still say of each: only these, for nothing came under it."""
    wanted, claims = set(numbers), defaultdict[int, list[Link]](list)
    for linked, link in known.links.items():
        for number in linked:
            if number in wanted and link.at_ms is not None:
                claims[number].append(link)
    return claims


def _named(rest: Rest, claims: dict[int, list[Link]], again: Heard) -> set[int]:
    """Which of them an identify names. A link does not tell where an alias has said it, too: then events are asked."""
    named = {number for number, links in claims.items() if any(not link.is_explicit for link in links)}
    unsure = {number for number in claims if number not in named and claims[number]}
    others = {n for number in unsure for link in claims[number] for n in (link.low_id, link.high_id)} - unsure
    asked = hear(rest.sayings(others)).named if others else set()
    return named | (unsure & (asked | again.named))


def _regroup(numbers: AbstractSet[int], profiles: AbstractSet[int], *, vendor: str) -> None:
    """Resolve everybody again round whom a fact has changed, and let go of people of whom no identity is left."""
    with connection.cursor() as cursor:
        known = Known(cursor, vendor=vendor)
        known.read_rows(numbers)
        known.read_members(profiles)
        members = [row for profile in profiles for row in known.members[profile]]
        starts = {row.id for row in members} | known.rows.keys()
        changes = Changes(starts=starts, whole=set(starts), profiles=set(profiles))
        changes.recount = {number for number in starts if known.rows[number].is_shared}
        if starts:
            inside, resolution = regroup(known, changes)
            keep_merges(known, resolution, inside)
        _drop(known, {profile for profile in profiles if not known.members[profile]})
        keep(known, changes, at_seq=0)


def _drop(known: Known, profiles: AbstractSet[int]) -> None:
    faces = known.faces(profiles)
    days: defaultdict[int, int] = defaultdict(int)
    for face in faces.values():
        days[face.first_seen_ms // clock.DAY_MS] -= 1
    rows = [(profile,) for profile in sorted(profiles)]
    known.write(sql.DROP_PROFILES, rows)
    known.write(DROP_MERGES_OF, rows)
    known.write(sql.COUNT_DAYS, sorted(days.items()))
    known.write(sql.MARK_CHANGED, [(profile, 0) for profile in sorted(profiles)])
