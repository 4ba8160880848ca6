"""What a campaign gives: how many there are, and what they may cost. Whether it can be given is asked in gives.py."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.act.campaigns.checklist.line import Line, ok, warning
from polku.act.campaigns.gives import Given, given
from polku.act.campaigns.models import Campaign
from polku.kit.amounts import money, number

KEY = "gives"
NEAR = 80  # percent of a budget


def giving(campaign: Campaign, *, people: int | None) -> Iterator[Line]:
    """`people`: how many it reaches; None: nobody knows."""
    found = given(campaign)
    if found is None:
        return
    name = found.program.name
    if found.left is not None and people is not None and found.left < people:
        told = ngettext(
            "Of “{name}”, which it gives, {left} is left, and it reaches {people}: who comes later gets none.",
            "Of “{name}”, which it gives, {left} are left, and it reaches {people}: who comes later gets none.",
            found.left,
        )
        sentence = told.format(name=name, left=number(found.left), people=number(people))
        yield warning(KEY, sentence, field=KEY, people=people - found.left)
    elif found.percent >= NEAR:
        told = _("Of the budget of “{name}”, which it gives, {spent} of {budget} is spent: it stops at the end of it.")
        yield warning(KEY, told.format(name=name, spent=spent(found), budget=budget(found)), field=KEY)
    else:
        yield ok(KEY, _("It gives “{name}” to everybody whom it writes to.").format(name=name))


def spent(found: Given) -> str:
    return money(found.spent_minor, found.program.currency)


def budget(found: Given) -> str:
    return money(found.program.budget_minor, found.program.currency)
