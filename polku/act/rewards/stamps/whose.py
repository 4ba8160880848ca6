"""Whose a card is: a person's, whichever of their names is said. One act with their cards after another."""

from django.db import connection

from polku.act.rewards.stamps import sql
from polku.know.people import find


def names_of(identity: int) -> list[int]:
    """Numbers of all identities of the same person; the least first, which stands for them."""
    profile = find.profile_ids([identity]).get(identity)
    names = {one.id for one in find.identities_of(profile)} if profile is not None else set()
    return sorted(names | {identity})


def take_turn(names: list[int]) -> None:
    """Whoever else has to do with their cards waits here until the caller's transaction is through.

    Two stamps at the same instant would else both find the card one short of full.
    """
    with connection.cursor() as cursor:
        cursor.execute(sql.TAKE_TURN, [scope(names[0])])


def scope(identity: int) -> str:
    return f"stamps:{identity}"
