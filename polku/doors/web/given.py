"""What a campaign gives everybody whom it writes to, as its pages show it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from polku.act.campaigns.gives import given
from polku.act.campaigns.models import Campaign
from polku.act.rewards.ledger.models import Program
from polku.doors.web.programs.kind import Kind
from polku.doors.web.programs.kinds import kind_of
from polku.kit.amounts import money, number


@dataclass(frozen=True)
class Shown:
    """`facts`: how many are left, and what of the budget is spent."""

    program: Program
    kind: Kind
    title: str
    facts: list[str]


def shown(campaign: Campaign) -> Shown | None:
    found = given(campaign)
    if found is None:
        return None
    row, facts = found.program, []
    if found.left is not None:
        facts.append(_("{count} left").format(count=number(found.left)))
    if row.budget_minor:
        told = _("{spent} of {budget} spent")
        facts.append(
            told.format(spent=money(found.spent_minor, row.currency), budget=money(row.budget_minor, row.currency))
        )
    if not facts:
        facts.append(_("as many as are wanted"))
    return Shown(row, kind_of(row), found.title or row.name, facts)
