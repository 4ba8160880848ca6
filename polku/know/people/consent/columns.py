"""How consents reach the column store: with the rows of people, whenever something was said or forgotten (`Changed`).

The sayings themselves stay in the state, which alone decides before anything is sent; the columns are for rules.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from polku.kit import bulk
from polku.know.people.consent import sql
from polku.know.people.consent.may_send import Deciding
from polku.know.people.consent.saying import GIVEN, WITHDRAWN
from polku.know.people.consent.standing import FOR_EVER_MS, rank

Lists = tuple[list[object], ...]  # in the order of columns_sql.LISTS


def rows_of(said: Iterable[Deciding]) -> dict[int, Lists]:
    """By identity: what of it can still decide, as the lists of a row."""
    by_identity: defaultdict[int, list[Deciding]] = defaultdict(list)
    for one in said:
        by_identity[one.identity_id].append(one)
    return {identity: _lists(_newest(mine)) for identity, mine in by_identity.items()}


def row(identity: int, lists: Lists | None, *, version: int, now_ms: int) -> tuple[object, ...]:
    """How it arrives in the table; without lists it takes the row out."""
    return identity, version, int(lists is None), now_ms, *(lists if lists is not None else _lists([]))


def of_few(owners: Mapping[int, int], mailboxes: Mapping[int, int]) -> list[tuple[object, ...]]:
    """Rows of columns_sql.FEW, as of now. `owners`: identity → person; `mailboxes`: person → their address."""
    keys = sorted({*owners, *mailboxes.values()})
    with connection.cursor() as cursor:
        said = bulk.ask(cursor, sql.DECIDING, sql.SAID_FROM, keys=keys, vendor=connection.vendor)
    found = rows_of(Deciding(*one) for one in said)
    rows = [(person, "", 0, *found[identity]) for identity, person in owners.items() if identity in found]
    return rows + [
        (person, "email", 0, *found[identity])
        for person, identity in mailboxes.items()
        if identity in found and owners.get(identity) != person
    ]


def _newest(said: Sequence[Deciding]) -> list[Deciding]:
    """Of those that are about the same the newest: an older one never decides, whatever else was said elsewhere."""
    found: dict[tuple[object, ...], Deciding] = {}
    for one in sorted(said, key=rank):
        found[_about(one)] = one
    return list(found.values())


def _about(one: Deciding) -> tuple[object, ...]:
    is_consent = one.kind in (GIVEN, WITHDRAWN)
    return (one.purpose, one.channel, one.topic) if is_consent else ("pause",)


def _lists(said: Sequence[Deciding]) -> Lists:
    columns: Mapping[str, list[object]] = {
        "numbers": [one.id for one in said],
        "kinds": [one.kind for one in said],
        "purposes": [one.purpose for one in said],
        "channels": [one.channel for one in said],
        "topics": [one.topic for one in said],
        "said_ms": [one.at_ms for one in said],
        "until_ms": [FOR_EVER_MS if one.until_ms is None else one.until_ms for one in said],
    }
    return tuple(columns.values())
