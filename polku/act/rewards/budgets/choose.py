"""Setting the budget of a program."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from polku.act.rewards.budgets.loop import spent
from polku.act.rewards.ledger.models import Program
from polku.know.teams import trail
from polku.know.teams.models import Member


class BadBudget(ValueError):
    """A budget is an amount above zero."""


@transaction.atomic
def choose(program: Program, minor: int | None, *, counts_open: bool, by: Member | None, now: datetime) -> Program:
    """`minor` None: without an end. A program that was stopped goes on when somebody begins it again."""
    if minor is not None and not 0 < minor < 2**53:
        raise BadBudget(_("A budget is an amount above zero."))
    locked = Program.objects.select_for_update().get(pk=program.pk)
    before, after = trail.changed(
        {"budget_minor": locked.budget_minor, "is_open_counted": locked.is_open_counted},
        {"budget_minor": minor, "is_open_counted": counts_open},
    )
    if after:
        locked.budget_minor, locked.is_open_counted = minor, counts_open
        locked.save(update_fields=["budget_minor", "is_open_counted"])
        trail.note(by, "program.budget_chosen", subject=f"program:{program.pk}", before=before, after=after)
        if minor is not None:
            spent(locked, now=now)
    return locked
