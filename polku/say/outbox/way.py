"""What the messages of a block give way to: what of it is still to come to whom."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.db import connection

from polku.kit import bulk
from polku.kit.arrays import Flags, Numbers, np
from polku.say.arms.packed import holds
from polku.say.limits.way import keep
from polku.say.limits.way.models import GivesWay
from polku.say.limits.way.room import Ahead
from polku.say.outbox.lately.persons import Persons
from polku.say.outbox.packed import find as packed

# The messages of these people for some causes, with rows of their own. Unique index (identity_id, cause).
ROWS, ROWS_FROM = "identity_id, cause, id, state", "message WHERE identity_id {among} AND state IN ('asked', 'claimed')"


def firsts(causes: Collection[str]) -> dict[int, GivesWay]:
    """By number, what goes before something of these causes."""
    return {row.pk: row for row in keep.open_of(causes)}


def ahead(
    rows: Mapping[int, GivesWay], persons: Persons, *, ours: Collection[int], now_ms: int
) -> dict[str, list[Ahead]]:
    """By cause, of what is still to come to some of these people. `ours`: messages in our own hands."""
    theirs = {row.pk: holds(keep.people_of(row.arm, row.pk), persons.names) for row in rows.values()}
    in_outbox = {row.to for row in rows.values() if row.is_asked and theirs[row.pk].any()}
    waiting = _waiting(persons.names, sorted(in_outbox), ours) if in_outbox else {}
    found: defaultdict[str, list[Ahead]] = defaultdict(list)
    for row in rows.values():
        standing = theirs[row.pk]
        if row.is_asked:
            standing = holds(waiting.get(row.to, np.zeros(0, np.int64)), persons.names)
        if standing.any():
            scopes = tuple([(channel, purpose) for channel, purpose in row.scopes])
            found[row.cause].append(Ahead(row.pk, row.to, max(row.at_ms, now_ms), scopes, _persons(standing, persons)))
    return dict(found)


def _persons(standing: Flags, persons: Persons) -> Flags:
    found = np.zeros(len(persons), bool)
    found[persons.whose[standing]] = True
    return found


def _waiting(names: Numbers, causes: Sequence[str], ours: Collection[int]) -> dict[str, Numbers]:
    """By cause: to which of these names its message has not left yet. What others have in hand is counted anyway."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        for name, cause, number, state in bulk.ask(
            cursor, ROWS, ROWS_FROM, keys=names.tolist(), vendor=connection.vendor
        ):
            if state == "asked" or number in ours:
                found[cause].append(name)
    for one in packed.of_people(names.tolist(), causes=causes):
        if one.state == "asked" or one.id in ours:
            found[one.cause].append(one.identity_id)
    return {cause: np.array(sorted(found[cause]), np.int64) for cause in causes}
