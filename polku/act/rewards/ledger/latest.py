"""On which terms programs are given out now: of all in one question, for who looks at each of them again and again."""

from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, Subquery

from polku.act.rewards.ledger.models import Program, Terms
from polku.kit import bulk


def terms_of(programs: Iterable[Program]) -> dict[int, Any]:
    """By program's number, as they are stored. Rides reward_terms_number."""
    numbers, found = sorted({one.pk for one in programs}), dict[int, Any]()
    newest = Terms.objects.filter(program=OuterRef("program")).order_by("-number").values("number")[:1]
    for start in range(0, len(numbers), bulk.ASKED):
        rows = Terms.objects.filter(program__in=numbers[start : start + bulk.ASKED], number=Subquery(newest))
        found |= dict(rows.values_list("program_id", "terms"))
    return found
