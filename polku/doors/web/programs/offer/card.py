"""Who has a place, on the program's page; and giving one back for somebody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from polku.act.rewards.ledger.models import Act, Program
from polku.act.rewards.offers import see, take
from polku.act.rewards.offers.models import HAS, Place
from polku.act.rewards.offers.words import REFUSALS
from polku.doors.web import shown
from polku.doors.web.asked import Asked
from polku.doors.web.programs.stats import Stat
from polku.kit import clock
from polku.kit.amounts import number
from polku.know.teams.rights import may

SHOWN = 100
S = Place.State
STATES: dict[str, str | Promise] = {
    S.ASKED: gettext_lazy("has asked"),
    S.TAKEN: gettext_lazy("has a place"),
    S.WAITING: gettext_lazy("on the waiting list"),
    S.BACK: gettext_lazy("gave it back"),
    S.MISSED: gettext_lazy("not drawn"),
}


@dataclass(frozen=True)
class Row:
    place: Place
    person: shown.Person | None
    state: str | Promise
    at: datetime
    can_be_taken_back: bool


def facts(request: Asked, program: Program) -> Mapping[str, Any]:
    """Whoever may not see people sees none."""
    rows = Place.objects.filter(program_id=program.pk)
    newest = list(rows.order_by("-at_ms", "-pk")[:SHOWN])
    people = shown.people_of([row.identity_id for row in newest]) if may(request.user, "people.see") else {}
    drawn = Act.objects.filter(key=f"offer/{program.pk}/drawn").first()
    return {
        "stats": _stats(program),
        "is_apart": True,  # what comes with a place stands in the program of the prize
        "drawn": drawn.answer if drawn is not None else None,
        "places": [
            Row(row, people.get(row.identity_id), STATES[row.state], clock.from_ms(row.at_ms), row.state in HAS)
            for row in newest
        ],
    }


@require_POST
def give_back(request: Asked, program_id: int, place_id: int) -> HttpResponse:
    program = get_object_or_404(Program, pk=program_id, kind=Program.Kind.OFFER)
    place = get_object_or_404(Place, pk=place_id, program_id=program.pk)
    try:
        take.give_back(program, see.terms_of(program), place, now=clock.now())
    except take.Refused as no:
        messages.error(request, str(REFUSALS[no.word]))
    else:
        messages.success(request, _("Given back. The place is free for whoever is next."))
    return redirect("program", program_id)


def _stats(program: Program) -> list[Stat]:
    counted = Place.objects.filter(program_id=program.pk).values_list("state")
    counts = dict(counted.annotate(count=Count("pk")).order_by())
    places = see.terms_of(program).places
    hint = _("of {places}").format(places=number(places)) if places is not None else ""
    found = [Stat(_("Places taken"), number(counts.get(S.TAKEN, 0)), hint)]
    for state, label in ((S.ASKED, _("Have asked")), (S.WAITING, _("On the waiting list"))):
        if counts.get(state):
            found.append(Stat(label, number(counts[state])))
    return found
