"""How a draw stands, on its page: what waits for the team, who has won, what was handed over."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import F, QuerySet

from polku.act.rewards.draws import result
from polku.act.rewards.draws.handed import to_hand_over
from polku.act.rewards.draws.models import DrawResult
from polku.act.rewards.draws.play import CONSOLATION
from polku.act.rewards.ledger.models import Lot, Program
from polku.act.rewards.ledger.promise import TermsProblem
from polku.doors.web.asked import Asked
from polku.kit import clock, ids
from polku.know.people import find
from polku.know.people.models import Profile
from polku.know.teams.rights import may

SHOWN = 100


@dataclass(frozen=True)
class Won:
    number: int
    title: str
    person: Profile | None  # None: they were forgotten
    public_id: str
    is_given: bool
    is_handed: bool


def facts(request: Asked, program: Program) -> Mapping[str, Any]:
    try:
        there = result.standing(program, now=clock.now())
    except TermsProblem:
        return {"there": None}
    rows = DrawResult.objects.filter(program_id=program.pk).exclude(prize__in=("", CONSOLATION))
    waits = to_hand_over(program.pk)
    return {
        "there": there,
        "draw": there.draw,
        "is_scheduled": there.terms.mode == "scheduled",
        "tickets": Lot.objects.filter(program_id=program.pk).count(),
        "won": _won(there, list(_ordered(rows)[:SHOWN])),
        "won_count": rows.count(),
        "waits": waits,
        "may_see_people": may(request.user, "people.see"),
        "page": f"{settings.BASE_URL}/p/draws/{program.pk}",
    }


def _ordered(rows: QuerySet[DrawResult]) -> QuerySet[DrawResult]:
    """What waits for the team before the rest."""
    return rows.order_by("is_given", F("handed_ms").asc(nulls_first=True), "number")


def _won(there: result.Standing, rows: list[DrawResult]) -> list[Won]:
    titles = {prize.key: prize.title for prize in there.terms.prizes}
    numbers = find.profile_ids([row.identity_id for row in rows if row.identity_id is not None])
    people = find.profiles(numbers.values())
    found = []
    for row in rows:
        person = people.get(numbers.get(row.identity_id or 0, 0))
        public_id = ids.public(person.id) if person is not None else ""
        title = titles.get(row.prize, row.prize)
        found.append(Won(row.number, title, person, public_id, row.is_given, row.handed_ms is not None))
    return found
