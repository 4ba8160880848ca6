"""Forgetting who has entered, played and won, and telling them of it. Marks and outcomes stay: they name nobody."""

from collections.abc import Mapping
from typing import Any

from polku.act.rewards.draws.models import DrawEntry, DrawResult
from polku.act.rewards.ledger.models import Counter, Program
from polku.know.events.forgetting.keeper import Person
from polku.know.events.forgetting.whom import Whom
from polku.know.people.export import instant

PART = 500


def forget(whom: Whom) -> int:
    """The record for the authorities keeps that a ticket was played and what came of it; by whom is gone."""
    numbers, gone = sorted(whom.identities), 0
    draws = list(Program.objects.filter(kind=Program.Kind.DRAW).values_list("pk", flat=True))
    for start in range(0, len(numbers), PART):
        part = numbers[start : start + PART]
        gone += DrawEntry.objects.filter(identity_id__in=part).update(identity_id=None, lot=None)
        theirs = DrawResult.objects.filter(identity_id__in=part)
        theirs.exclude(out_by="").update(out_why="")  # a reason may name them
        gone += theirs.update(identity_id=None, by="", store="")
        scopes = [f"{what}:{number}" for number in part for what in ("won", "tried")]
        Counter.objects.filter(program_id__in=draws, scope__in=scopes).delete()
    return gone


def tell(person: Person) -> Mapping[str, Any]:
    rows = DrawResult.objects.filter(identity_id__in=list(person)).order_by("at_ms", "pk")
    names = Program.objects.in_bulk({row.program_id for row in rows})
    return {
        "draws": [
            {
                "program": names[row.program_id].name,
                "number": row.number,
                "prize": row.prize,
                "at": instant(row.at_ms),
                "handed_over": instant(row.handed_ms) if row.handed_ms else None,
                "store": row.store,
                "reserve": row.reserve,
                "claimed": instant(row.claimed_ms) if row.claimed_ms else None,
                "lost": instant(row.out_ms) if row.out_ms else None,
                "lost_why": row.out_why,
            }
            for row in rows
        ],
    }
