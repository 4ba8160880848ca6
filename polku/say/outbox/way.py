"""What the messages of a block give way to: what of it is still to come to whom."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import msgspec
from django.db import connection

from polku.kit import bulk
from polku.kit.arrays import Flags, Numbers, np
from polku.say.arms.packed import holds
from polku.say.limits.way import keep
from polku.say.limits.way.models import GivesWay
from polku.say.limits.way.room import Ahead
from polku.say.outbox.lately.persons import Persons
from polku.say.outbox.models import Wording
from polku.say.outbox.packed import find as packed
from polku.say.outbox.rounds import first_of

# The messages of these people for some causes, with rows of their own. Unique index (identity_id, cause).
ROWS, ROWS_FROM = "identity_id, cause, id, state", "message WHERE identity_id {among}"


class Stands(msgspec.Struct, frozen=True):
    """By cause, to which names: its message waits, or has been decided about or is in somebody's hands."""

    waiting: dict[str, Numbers]
    decided: dict[str, Numbers]


def firsts(causes: Collection[str]) -> dict[int, GivesWay]:
    """By number, what goes before something of these causes."""
    return {row.pk: row for row in keep.open_of({first_of(cause) for cause in causes})}


def ahead(
    rows: Mapping[int, GivesWay], persons: Persons, *, ours: Collection[int], now_ms: int
) -> dict[str, list[Ahead]]:
    """By cause, of what is still to come to some of these people. `ours`: messages in our own hands."""
    wanted = {row.pk: holds(keep.people_of(row.arm, row.pk), persons.names) for row in rows.values()}
    theirs = [row for row in rows.values() if wanted[row.pk].any()]
    launched = Wording.objects.filter(cause__in={row.to for row in theirs}).values_list("cause", flat=True)
    stands = _stands(persons.names, sorted(launched), ours)
    found: defaultdict[str, list[Ahead]] = defaultdict(list)
    nobody = np.zeros(0, np.int64)
    for row in theirs:
        standing = holds(stands.waiting.get(row.to, nobody), persons.names)
        if not row.is_asked:  # or not everybody has been: the rest of a trial waits for its winner
            standing |= wanted[row.pk] & ~holds(stands.decided.get(row.to, nobody), persons.names)
        if standing.any():
            scopes = tuple([(channel, purpose) for channel, purpose in row.scopes])
            whom = _persons(standing, persons)
            found[row.cause].append(Ahead(row.pk, row.to, max(row.at_ms, now_ms), scopes, whom))
    return dict(found)


def _persons(standing: Flags, persons: Persons) -> Flags:
    found = np.zeros(len(persons), bool)
    found[persons.whose[standing]] = True
    return found


def _stands(names: Numbers, causes: Sequence[str], ours: Collection[int]) -> Stands:
    """What others have in hand is counted as on its way; what we have is about to be decided."""
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    decided: defaultdict[str, list[int]] = defaultdict(list)
    if causes:
        with connection.cursor() as cursor:
            rows = bulk.ask(cursor, ROWS, ROWS_FROM, keys=names.tolist(), vendor=connection.vendor)
        rows += [
            (one.identity_id, one.cause, one.id, one.state) for one in packed.of_people(names.tolist(), causes=causes)
        ]
        for name, cause, number, state in rows:
            (waiting if state == "asked" or number in ours else decided)[cause].append(name)
    return Stands(_sorted(waiting), _sorted(decided))


def _sorted(found: Mapping[str, list[int]]) -> dict[str, Numbers]:
    return {cause: np.array(sorted(names), np.int64) for cause, names in found.items()}
