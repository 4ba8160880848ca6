"""Points, as a kind of programs."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from polku.act.rewards.ledger.promise import TermsProblem
from polku.act.rewards.points import promises
from polku.act.rewards.points.terms import read
from polku.doors.web.programs.kind import Kind
from polku.doors.web.programs.points import edit


def lines(terms: Mapping[str, Any], currency: str) -> list[str]:
    try:
        return promises.lines(read(terms), currency)
    except TermsProblem as problem:
        return [problem.problem.sentence]


POINTS = Kind(
    _("Points"),
    "coin",
    _("Points for what people buy and do, which they spend on rewards or money off."),
    lines=lines,
    form=edit.edit,
)
