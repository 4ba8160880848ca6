"""Draws and games, as a kind of programs."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from polku.act.rewards.draws import promises
from polku.act.rewards.draws.terms import read
from polku.act.rewards.ledger.promise import TermsProblem
from polku.doors.web.programs.draws.card import facts
from polku.doors.web.programs.draws.edit import edit
from polku.doors.web.programs.kind import Kind
from polku.know.teams.begin import the_team


def lines(terms: Mapping[str, Any], _currency: str) -> list[str]:
    try:
        draw = read(terms)
    except TermsProblem as problem:
        return [problem.problem.sentence]
    return [draw.title, *promises.lines(draw, zone=the_team().time_zone)]


DRAW = Kind(
    _("Draw or game"),
    "confetti",
    _("Prizes by chance: a draw on a day, an instant win, a scratch card, a wheel."),
    lines=lines,
    form=edit,
    card="programs/draws/card.html",
    facts=facts,
    can_be_given=True,
)
