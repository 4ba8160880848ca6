"""Who of many gets something of which there is not enough for all, or of which each may have so many.

Somebody is a person, whatever names they have: what was given to another identity of theirs was given to them.
"""

from collections.abc import Mapping, Sequence, Set

from django.db import connection

from polku.act.rewards.ledger import limits
from polku.act.rewards.ledger.limits import Limit
from polku.kit import bulk
from polku.know.people import find

HAVE = "reward_movement WHERE identity_id {among} AND cause = %s"
THEIRS = "given:{one}"

Names = Mapping[int, Set[int]]  # identity → the person's other ones


def with_room(
    program_id: int, people: Sequence[int], cause: str, *, total: int | None, person: int | None
) -> Sequence[int]:
    """Of these, in their order, those who get one of this cause; counted, within the caller's transaction."""
    others = find.other_names(people)
    # Whoever has it of this cause takes no place once more.
    new = _new(people, _have(cause, sorted({*people, *(one for those in others.values() for one in those)})), others)
    return new if person is None and total is None else _places(program_id, new, total, person, others)


def _have(cause: str, names: Sequence[int]) -> set[int]:
    with connection.cursor() as cursor:
        rows = bulk.ask(cursor, "identity_id", HAVE, keys=names, vendor=connection.vendor, after=[cause])
    return {identity for (identity,) in rows}


def _new(people: Sequence[int], have: set[int], others: Names) -> list[int]:
    found: list[int] = []
    for one in people:
        if one not in have and not (one in others and others[one] & have):
            found.append(one)
            have.add(one)
    return found


def _places(program_id: int, people: Sequence[int], total: int | None, person: int | None, others: Names) -> list[int]:
    """As long as there are any, and who has not enough of them."""
    chosen: list[int] = []
    while people:
        room = len(people)
        if total is not None:
            room = limits.take_some(program_id, Limit("given", total), room)
        part, people = people[:room], people[room:]
        if not part:
            break
        theirs = _not_full(program_id, person, part, others)
        chosen += theirs
        if total is not None and len(theirs) < len(part):
            limits.put_back(program_id, ["given"], len(part) - len(theirs))
    return chosen


def _not_full(program_id: int, most: int | None, people: Sequence[int], others: Names) -> Sequence[int]:
    if most is None:
        return people
    alone = [one for one in people if one not in others]
    had_room = limits.take_each(program_id, [THEIRS.format(one=one) for one in alone], most) if alone else set()
    several = {min(one, *others[one]): ({one} | others[one]) for one in people if one in others}
    counted = {first: names - {first} for first, names in several.items()}
    with_several = limits.take_sum(program_id, counted, THEIRS, most) if counted else set()
    return [
        one
        for one in people
        if (min(one, *others[one]) in with_several if one in others else THEIRS.format(one=one) in had_room)
    ]
