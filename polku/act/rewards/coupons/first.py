"""First purchases that nobody has reported yet: whoever has used something that is for one only has made it.

Several that may be used together may be used for the same purchase: within a few minutes they are.
"""

from collections.abc import Collection, Sequence, Set
from datetime import datetime

from django.db import connection

from polku.act.rewards.coupons.terms import CouponTerms
from polku.act.rewards.ledger import limits
from polku.act.rewards.ledger.models import Movement, Terms
from polku.kit import clock

SCOPE = "first:"  # and whose: held while it is looked at, counts nothing
TOGETHER_MS = 15 * clock.MINUTE_MS


def hold(people: Collection[Sequence[int]]) -> None:
    """Names of each: of two uses at the same instant one is first. Within the caller's transaction, before limits."""
    with connection.cursor() as cursor:
        limits.held(cursor, {(0, scope_of(names)) for names in people})


def scope_of(names: Sequence[int]) -> str:
    return f"{SCOPE}{min(names)}"


def is_made(names: Collection[int], *, at: datetime, terms: CouponTerms | None = None) -> bool:
    """By uses that stand. `terms`: of what is to be used; None: of several, and
    each may be one that can be used with others."""
    used = Movement.objects.filter(identity_id__in=names, kind=Movement.Kind.USE)
    rows = list(used.values_list("pk", "program_id", "terms", "at_ms"))
    asked = _of_first(rows)
    undone = set(Movement.objects.filter(of__in=[pk for pk, *_rest in rows]).values_list("of", flat=True))
    since_ms = clock.to_ms(at) - TOGETHER_MS
    together = {key for key, is_stackable in asked.items() if is_stackable and (terms is None or terms.is_stackable)}
    return any(
        (program, number) in asked and pk not in undone and ((program, number) not in together or at_ms < since_ms)
        for pk, program, number, at_ms in rows
    )


def _of_first(rows: Collection[tuple[int, int, int, int]]) -> dict[tuple[int, int], bool]:
    """Which of these terms are for a first purchase only, and whether they may be used with others."""
    wanted: Set[tuple[int, int]] = {(program, number) for _pk, program, number, _at_ms in rows}
    if not wanted:
        return {}
    asked = Terms.objects.filter(program_id__in={program for program, _number in wanted})
    found = asked.filter(terms__conditions__is_first_only=True).values_list("program_id", "number", "terms")
    return {
        (program, number): bool(terms.get("is_stackable"))
        for program, number, terms in found
        if (program, number) in wanted
    }
