"""The full cards of a person: each a use of all of its stamps, some of which were others when it was filled."""

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from polku.act.rewards.ledger.models import Movement
from polku.act.rewards.stamps import causes


class FullCard(msgspec.Struct):
    """`stamp`: what the stamps that filled it are called. `uses`: those that stand."""

    stamp: str
    terms: int
    uses: list[Movement]


def full_cards(program: int, names: Sequence[int]) -> list[FullCard]:
    """In the order in which they were filled."""
    theirs = Movement.objects.filter(program_id=program, identity_id__in=names, kind__in=("use", "back"))
    rows = list(theirs.order_by("pk"))
    uses = {row.pk: row for row in rows if row.kind == Movement.Kind.USE}
    undone = {row.of for row in rows if row.kind == Movement.Kind.BACK}
    cards: defaultdict[str, list[Movement]] = defaultdict(list)
    filled_by: dict[int, str] = {}
    for row in uses.values():  # what was moved comes after what it was moved from
        before = causes.moved_from(row.cause)
        filled_by[row.pk] = filled_by.get(before, "") if before else row.cause
        cards[filled_by[row.pk]] += [row] if row.pk not in undone else []
    return [FullCard(causes.stamp_of_card(cause), one[0].terms, one) for cause, one in cards.items() if one]
