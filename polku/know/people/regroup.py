"""Who belongs to whom again, round the identities of which a block says something new."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from polku.know.people.kinds import MOST_CLAIMS, MOST_LINKS, SHARED
from polku.know.people.known import Known
from polku.know.people.meet import Changes
from polku.know.people.resolve import Resolution, resolve
from polku.know.people.row import Link, Pair


def regroup(known: Known, changes: Changes) -> tuple[set[int], Resolution]:
    """Resolve every component that holds a start, and point its identities to their profile.

    A component reaches over refused links too, for what they ask may now be allowed; never through what is shared.
    """
    inside = _component(known, changes)
    _recount_shared(known, changes, inside)
    rows = {
        number: known.rows[number]
        for number in inside
        if known.rows[number].is_named and not known.rows[number].is_shared
    }
    live = [link for link in known.links.values() if link.is_live and link.low_id in rows and link.high_id in rows]
    resolution = resolve(rows, live)
    for number in inside:
        row, profile = known.rows[number], resolution.leads.get(number, number)
        changes.profiles.update((row.was, profile))
        if row.profile_id != profile:
            row.profile_id, row.is_changed = profile, True
    for linked, link in known.links.items():
        if linked[0] in inside or linked[1] in inside:
            rule = resolution.refused.get(linked, "") or (SHARED if _is_shared(known, link) else "")
            if rule != link.rule:
                link.rule = rule
                changes.links.add(linked)
    return inside, resolution


def _component(known: Known, changes: Changes) -> set[int]:
    rows = known.rows
    inside: set[int] = set()
    near: defaultdict[int, list[int]] = defaultdict(list)
    _put_near(near, known.links)
    frontier = set(changes.starts)
    while frontier:
        known.read_members({rows[number].was for number in frontier if not rows[number].is_new})
        fresh = set(frontier)
        for number in frontier:
            fresh.update(member.id for member in known.members.get(rows[number].was, ()))
        fresh -= inside
        inside |= fresh
        passable = [number for number in fresh if not rows[number].is_shared or number in changes.recount]
        _put_near(near, known.read_links(number for number in passable if not rows[number].is_new))
        neighbours = {other for number in passable for other in near[number]}
        known.read_rows(neighbours)
        frontier = {
            other
            for number in passable
            if rows[number].is_named
            for other in near[number]
            if other not in inside and _may_join(known, number, other, changes)
        }
    return inside


def _put_near(near: defaultdict[int, list[int]], links: Iterable[Pair]) -> None:
    for low_id, high_id in links:
        near[low_id].append(high_id)
        near[high_id].append(low_id)


def _may_join(known: Known, number: int, other: int, changes: Changes) -> bool:
    link = known.links[min(number, other), max(number, other)]
    row = known.rows.get(other)
    return row is not None and link.is_live and row.is_named and (not row.is_shared or other in changes.recount)


def _recount_shared(known: Known, changes: Changes, inside: set[int]) -> None:
    """Claims are counted over the links that were said and not cut, between identities that are named."""
    users: Counter[int] = Counter()
    everybody: Counter[int] = Counter()
    rows = known.rows
    for (low_id, high_id), link in known.links.items():
        if not _is_claim(known, link):
            continue
        for number, other in ((low_id, high_id), (high_id, low_id)):
            everybody[number] += 1
            if rows[other].kind == "user_id":
                users[number] += 1
    for number in inside:
        row = rows[number]
        if row.is_shared and number not in changes.recount:
            continue  # its other links are not in hand; only a verdict takes claims away
        is_shared = everybody[number] > MOST_LINKS or (row.kind != "user_id" and users[number] > MOST_CLAIMS)
        if is_shared != row.is_shared:
            row.is_shared, row.is_changed = is_shared, True


def _is_claim(known: Known, link: Link) -> bool:
    low, high = known.rows.get(link.low_id), known.rows.get(link.high_id)
    return link.is_live and low is not None and high is not None and low.is_named and high.is_named


def _is_shared(known: Known, link: Link) -> bool:
    return _is_claim(known, link) and (known.rows[link.low_id].is_shared or known.rows[link.high_id].is_shared)
