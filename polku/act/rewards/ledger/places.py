"""Who of many gets something of which there is not enough for all, or of which each may have so many."""

from collections.abc import Sequence

from polku.act.rewards.ledger import limits
from polku.act.rewards.ledger.limits import Limit
from polku.act.rewards.ledger.models import Movement


def with_room(
    program_id: int, people: Sequence[int], cause: str, *, total: int | None, person: int | None
) -> Sequence[int]:
    """Of these, in their order, those who get one of this cause; counted, within the caller's transaction."""
    if person is None and total is None:
        return people
    # Whoever has it of this cause takes no place once more.
    has = set(Movement.objects.filter(cause=cause, identity_id__in=people).values_list("identity_id", flat=True))
    return _places(program_id, [one for one in people if one not in has], total, person)


def _places(program_id: int, people: Sequence[int], total: int | None, person: int | None) -> list[int]:
    """As long as there are any, and who has not enough of them."""
    chosen: list[int] = []
    while people:
        room = len(people)
        if total is not None:
            room = limits.take_some(program_id, Limit("given", total), room)
        part, people = people[:room], people[room:]
        if not part:
            break
        theirs = _not_full(program_id, person, part)
        chosen += theirs
        if total is not None and len(theirs) < len(part):
            limits.put_back(program_id, ["given"], len(part) - len(theirs))
    return chosen


def _not_full(program_id: int, most: int | None, people: Sequence[int]) -> Sequence[int]:
    if most is None:
        return people
    had_room = limits.take_each(program_id, [f"given:{one}" for one in people], most)
    return [one for one in people if f"given:{one}" in had_room]
