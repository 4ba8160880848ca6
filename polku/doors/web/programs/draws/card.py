"""How a draw stands, on its page: what waits for the team, who has won, what was handed over."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from polku.act.rewards.draws import claims, reserves, result
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


WHY = {
    reserves.UNCLAIMED: _("It was not claimed in time."),
    reserves.GONE: _("Nobody knows any more who that is."),
}


@dataclass(frozen=True)
class Won:
    row: DrawResult
    title: str
    person: Profile | None  # None: they were forgotten
    public_id: str

    @property
    def why(self) -> str:
        """Of a prize that was lost again."""
        return str(WHY[self.row.out_why]) if self.row.out_why in WHY and not self.row.out_by else self.row.out_why

    @property
    def last_ms(self) -> int | None:
        """The last instant at which it can be claimed."""
        return self.row.claim_ms - 1 if self.row.claim_ms is not None else None

    @property
    def passed_on_ms(self) -> int | None:
        """When the next reserve moves up, of a prize that can still be given back to them."""
        row = self.row
        return row.out_ms + claims.UNDO_MS if row.out_ms is not None and row.passed_ms is None else None


def facts(request: Asked, program: Program) -> Mapping[str, Any]:
    try:
        there = result.standing(program, now=clock.now())
    except TermsProblem:
        return {"there": None}
    rows = DrawResult.objects.filter(program_id=program.pk).exclude(prize__in=("", CONSOLATION))
    after = DrawResult.objects.filter(program_id=program.pk, reserve__gt=0, instead=None).order_by("reserve")
    waits = to_hand_over(program.pk)
    return {
        "there": there,
        "draw": there.draw,
        "is_scheduled": there.terms.mode == "scheduled",
        "tickets": Lot.objects.filter(program_id=program.pk).count(),
        "won": _won(there, list(_ordered(rows)[:SHOWN])),
        "won_count": rows.count(),
        "after": _won(there, list(after[:SHOWN])),
        "waits": waits,
        "may_see_people": may(request.user, "people.see"),
        "page": f"{settings.BASE_URL}/p/draws/{program.pk}",
    }


def _ordered(rows: QuerySet[DrawResult]) -> QuerySet[DrawResult]:
    """What waits for the team before the rest; what was lost for good at the end."""
    lost = F("passed_ms").asc(nulls_first=True)
    return rows.order_by(lost, "is_given", F("handed_ms").asc(nulls_first=True), "number")


def _won(there: result.Standing, rows: list[DrawResult]) -> list[Won]:
    titles = {prize.key: prize.title for prize in there.terms.prizes}
    numbers = find.profile_ids([row.identity_id for row in rows if row.identity_id is not None])
    people = find.profiles(numbers.values())
    found = []
    for row in rows:
        person = people.get(numbers.get(row.identity_id or 0, 0))
        public_id = ids.public(person.id) if person is not None else ""
        title = titles.get(row.prize, row.prize)
        found.append(Won(row, title, person, public_id))
    return found
