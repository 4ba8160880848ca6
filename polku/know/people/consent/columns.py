"""How consents reach the column store: with the rows of people, whenever something was said or forgotten (`Changed`).

The sayings themselves stay in the state, which alone decides before anything is sent; the columns are for rules.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from polku.kit import bulk, ids
from polku.know.people.consent import sql
from polku.know.people.consent.may_send import Deciding
from polku.know.people.consent.saying import GIVEN, PAUSED, WITHDRAWN
from polku.know.people.consent.standing import FOR_EVER_MS, rank

Values = tuple[object, ...]  # in the order of columns_sql.COLUMNS
NOTHING: Values = ([], [], 0, 0, 0)


def about(purpose: str, channel: str, topic: str) -> int:
    """What a consent is given for, as a number."""
    return ids.hash63(f"{purpose}\0{channel}\0{topic}".encode())


def rows_of(said: Iterable[Deciding]) -> dict[int, Values]:
    """By identity, where anything was said."""
    by_identity: defaultdict[int, list[Deciding]] = defaultdict(list)
    for one in said:
        by_identity[one.identity_id].append(one)
    return {identity: _values(mine) for identity, mine in by_identity.items()}


def row(identity: int, values: Values | None, *, version: int, now_ms: int) -> tuple[object, ...]:
    """How it arrives in the table; without values it takes the row out."""
    return identity, version, int(values is None), now_ms, *(NOTHING if values is None else values)


def of_few(owners: Mapping[int, int], mailboxes: Mapping[int, int]) -> list[tuple[object, ...]]:
    """Rows of columns_sql.FEW, as of now. `owners`: identity → person; `mailboxes`: person → their address."""
    keys = sorted({*owners, *mailboxes.values()})
    with connection.cursor() as cursor:
        said = bulk.ask(cursor, sql.DECIDING, sql.SAID_FROM, keys=keys, vendor=connection.vendor)
    found = rows_of(Deciding(*one) for one in said)
    own = [(person, 0, 0, *found[identity]) for identity, person in owners.items() if identity in found]
    return own + [
        (person, 1, 0, *found[identity])
        for person, identity in mailboxes.items()
        if identity in found and owners.get(identity) != person
    ]


def _values(said: Sequence[Deciding]) -> Values:
    newest: dict[int, int] = {}  # an older saying about the same never decides, whatever else is said elsewhere
    for one in said:
        if one.kind in (GIVEN, WITHDRAWN):
            key = about(one.purpose, one.channel, one.topic)
            newest[key] = max(_rank(one), newest.get(key, _rank(one)))
    pause = max((one for one in said if one.kind not in (GIVEN, WITHDRAWN)), key=rank, default=None)
    if pause is None:
        return [*newest], [*newest.values()], 0, 0, 0
    ends_ms = (FOR_EVER_MS if pause.until_ms is None else pause.until_ms) if pause.kind == PAUSED else 0
    return [*newest], [*newest.values()], _rank(pause), pause.id, ends_ms


def _rank(one: Deciding) -> int:
    at_ms, refuses, _number = rank(one)
    return at_ms * 2 + refuses
