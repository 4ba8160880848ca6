"""Taking one identity out of a person, whatever joined it with them; and letting two be joined again.

Both are said in the log, as verdicts on links: the fold of people does it, now and in every rebuild.
"""

from collections.abc import Iterable, Mapping

import msgspec
from django.db import connection, transaction

from polku.kit import ids
from polku.know.events.append import News, tell
from polku.know.people.heard import REDONE, UNDONE
from polku.know.people.kinds import rank
from polku.know.people.known import Known
from polku.know.people.models import Identity
from polku.know.people.models import Link as Kept
from polku.know.people.row import Link, Pair, Row, pair

DEVICES = frozenset(("anonymous_id", "push"))  # they go with the identity where they hang on it alone


class Parting(msgspec.Struct, frozen=True):
    """What has to be cut, and who then stands on the other side."""

    links: list[Link]
    stays: list[Row]
    goes: list[Row]  # the identity, and devices that hang on it


@transaction.atomic
def part(identity: Identity, *, by: str, now_ms: int) -> bool:
    """`by`: a member's address, "" where it is the person themselves. False where nothing joins it with anybody."""
    found = _parting(identity)
    if not found.links:
        return False
    first = min(found.links, key=lambda link: (link.at_ms or 0, link.event_id))
    # The side that led keeps the name of the person; the other one is told as the one that had been absorbed.
    sides = (found.stays, found.goes)
    stays, goes = sorted(sides, key=lambda side: all(one.id != identity.profile_id for one in side))
    said = {
        "pairs": [[ids.public(link.low_id), ids.public(link.high_id)] for link in found.links],
        "by": by,
        "merge": {
            "low": ids.public(first.low_id),
            "high": ids.public(first.high_id),
            "profile": ids.public(min(stays, key=_order).id),
            "absorbed": ids.public(min(goes, key=_order).id),
            "identities": [ids.public(one.id) for one in goes],
            "event_id": first.event_id,
            "at_ms": first.at_ms,
        },
    }
    key = f"parted {ids.public(identity.id)} {now_ms}"
    tell([News(UNDONE, identity=(identity.kind, identity.value), key=key, properties=said)], now_ms=now_ms)
    return True


def let_join(one: tuple[str, str], other: tuple[str, str], *, now_ms: int) -> None:
    """These two were joined before and parted: what joins them from now on counts. Within the caller's transaction."""
    low_id, high_id = pair(ids.identity_id(*one), ids.identity_id(*other))
    if Kept.objects.filter(low_id=low_id, high_id=high_id, is_cut=True).exists():
        said = {"pairs": [[ids.public(low_id), ids.public(high_id)]], "by": ""}
        key = f"joined again {ids.public(low_id)} {ids.public(high_id)} {now_ms}"
        tell([News(REDONE, identity=one, key=key, properties=said)], now_ms=now_ms)


def _parting(identity: Identity) -> Parting:
    with connection.cursor() as cursor:
        known = Known(cursor, vendor=connection.vendor)
        known.read_members([identity.profile_id])
        rows = {one.id: one for one in known.members[identity.profile_id]}
        known.read_links(rows)
    live = [link for link in known.links.values() if link.is_live and link.low_id in rows and link.high_id in rows]
    kinds = {number: row.kind for number, row in rows.items()}
    goes = who_goes(identity.id, kinds, [(link.low_id, link.high_id) for link in live])
    cut = [link for link in live if (link.low_id in goes) != (link.high_id in goes)]
    cut.sort(key=lambda link: (link.low_id, link.high_id))
    sides = [[rows[number] for number in sorted(rows) if (number in goes) == is_gone] for is_gone in (False, True)]
    return Parting(cut, *sides)


def who_goes(identity: int, kinds: Mapping[int, str], pairs: Iterable[Pair]) -> set[int]:
    """The identity, and devices that nothing but it joins with anybody who is no device."""
    near: dict[int, set[int]] = {number: set() for number in kinds}
    for low_id, high_id in pairs:
        near[low_id].add(high_id)
        near[high_id].add(low_id)
    goes = {identity}
    for neighbour in near[identity]:
        reached = _reached(neighbour, near, without=identity)
        if all(kinds[number] in DEVICES for number in reached):
            goes |= reached
    return goes


def _reached(start: int, near: dict[int, set[int]], *, without: int) -> set[int]:
    seen, frontier = {start}, [start]
    while frontier:
        fresh = near[frontier.pop()] - seen - {without}
        seen |= fresh
        frontier += fresh
    return seen


def _order(row: Row) -> tuple[int, int, int]:
    return rank(row.kind), row.first_seen_ms, row.id
