"""People of whom a campaign has asked under several names, since they have merged: what the others tell counts too."""

from collections.abc import Sequence

from django.db import connection

from polku.act.campaigns.fallback.reacted import answered
from polku.act.campaigns.natives.several import Until
from polku.kit import bulk
from polku.kit.arrays import Flags, Numbers, np
from polku.say.outbox import find

OWNER = "identity WHERE id {among}"
NAMES = "identity WHERE profile_id {among}"
OPEN = ("asked", "claimed", "unknown")  # what becomes of it, or became, nobody knows yet


def owners(identities: Numbers) -> Numbers:
    """The profiles to which these belong now; 0 of those erased. Shape as given."""
    with connection.cursor() as cursor:
        found = bulk.ask(cursor, "id, profile_id", OWNER, keys=identities.tolist(), vendor=connection.vendor)
    rows = np.array(sorted(map(tuple, found)), np.int64).reshape(-1, 2)
    if not len(rows):
        return np.zeros(len(identities), np.int64)
    places = np.searchsorted(rows[:, 0], identities).clip(max=len(rows) - 1)
    return np.where(rows[places, 0] == identities, rows[places, 1], 0)


def done_with(profiles: Numbers, identities: Numbers, *, causes: Sequence[str], until: Until) -> Flags:
    """Who has reacted, or may yet have got it, under another of their names. Shapes: (people,) each."""
    with connection.cursor() as cursor:
        wanted = np.unique(profiles).tolist()
        rows = bulk.ask(cursor, "id, profile_id", NAMES, keys=wanted, vendor=connection.vendor)
    ours = set(identities.tolist())
    whose = {number: profile for number, profile in rows if number not in ours}
    theirs = find.of_people(sorted(whose), causes=causes) if whose else []
    told = set(answered(sorted(one.id for one in theirs), until))
    over = {whose[one.identity_id] for one in theirs if one.state in OPEN or one.id in told}
    return np.isin(profiles, np.array(sorted(over), np.int64))
