"""Ranks, as a kind of programs."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ledger.promise import TermsProblem
from polku.act.rewards.ranks import promises
from polku.act.rewards.ranks.models import RankHeld
from polku.act.rewards.ranks.standing import ladder, terms_of
from polku.act.rewards.ranks.terms import read
from polku.doors.web.asked import Asked
from polku.doors.web.programs.kind import Kind
from polku.doors.web.programs.ranks import edit
from polku.kit.columns import ColumnsError
from polku.know.rules.ask import everybody


def lines(terms: Mapping[str, Any], currency: str) -> list[str]:
    try:
        return promises.lines(read(terms), currency)
    except TermsProblem as problem:
        return [problem.problem.sentence]


def facts(_request: Asked, program: Program) -> Mapping[str, Any]:
    """How many stand on each step above the first, the highest first."""
    counts = dict(
        RankHeld.objects.filter(program_id=program.pk).values_list("rank").annotate(count=Count("pk")).order_by()
    )
    try:
        terms = terms_of(program)
    except TermsProblem:
        return {"steps": []}
    others = _others(sum(counts.values())) if terms.base is not None else None
    found = [
        (
            one,
            promises.amount(terms, one.at, program.currency) if one.at else "",
            counts.get(one.key, 0) if one.at else others,
        )
        for one in reversed(terms.ranks)
    ]
    counting = ladder()
    other = counting[0] if counting is not None and program.state == "live" and counting[0].pk != program.pk else None
    return {"steps": found, "most": max(counts.values(), default=0), "other": other}


def _others(above: int) -> int | None:
    """Everybody who stands on no step above the first; None where it cannot be counted just now."""
    try:
        return max(0, everybody() - above)
    except ColumnsError:
        return None


RANKS = Kind(
    _("Ranks"),
    "crown",
    _("Whoever buys or visits more rises, and has more of it: bronze, silver, gold."),
    lines=lines,
    form=edit.edit,
    card="programs/ranks/standing.html",
    facts=facts,
)
