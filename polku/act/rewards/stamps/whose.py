"""Whose a card is: a person's, whichever of their names is said. One act with their cards after another."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import connection

from polku.act.rewards.stamps import sql
from polku.know.people import find
from polku.know.people.models import Identity


def names_of(identity: int) -> list[int]:
    """Numbers of all identities of the same person; the least first, which stands for them."""
    profile = find.profile_ids([identity]).get(identity)
    names = {one.id for one in find.identities_of(profile)} if profile is not None else set()
    return sorted(names | {identity})


def names_of_each(identities: Sequence[int]) -> dict[int, list[int]]:
    """The same of many, by each of these."""
    profiles = find.profile_ids(identities)
    theirs: defaultdict[int, set[int]] = defaultdict(set)
    rows = Identity.objects.filter(profile_id__in=set(profiles.values()), is_named=True)
    for profile, number in rows.values_list("profile_id", "pk"):
        theirs[profile].add(number)
    return {one: sorted(theirs[profiles[one]] | {one}) if one in profiles else [one] for one in identities}


def take_turn(names: list[int]) -> None:
    """Whoever else has to do with their cards waits here until the caller's transaction is through.

    Two stamps at the same instant would else both find the card one short of full.
    """
    with connection.cursor() as cursor:
        cursor.execute(sql.TAKE_TURN, [scope(names[0])])


def scope(identity: int) -> str:
    return f"stamps:{identity}"
