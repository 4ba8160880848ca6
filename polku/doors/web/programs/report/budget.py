"""A program's budget on its report: what is spent, what is open, what will come; and setting it."""

from decimal import Decimal

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from polku.act.rewards.budgets.choose import choose
from polku.act.rewards.budgets.cost import liability
from polku.act.rewards.budgets.forecast import forecast
from polku.act.rewards.ledger.models import Program
from polku.doors.web.asked import Asked
from polku.doors.web.entrance import turned_away
from polku.doors.web.programs.report.shown import Tile
from polku.kit import clock, money
from polku.kit.amounts import money as amount
from polku.kit.amounts import number, percent
from polku.know.teams.rights import may


class BudgetForm(forms.Form):
    budget = forms.DecimalField(label=gettext_lazy("At the most"), required=False, min_value=Decimal("0.001"))
    is_open_counted = forms.BooleanField(label=gettext_lazy("Count what is still open too"), required=False)


@require_POST
def keep(request: Asked, program_id: int) -> HttpResponse:
    row, form = get_object_or_404(Program, pk=program_id), BudgetForm(request.POST)
    if row.state != Program.State.DRAFT and not may(request.user, "rewards.give"):
        return turned_away(request, request.user, "rewards.give")
    if not form.is_valid():
        messages.error(request, _("A budget is an amount above zero."))
        return redirect("program report", program_id)
    given = form.cleaned_data["budget"]
    minor = money.to_minor(given, row.currency) if given is not None else None
    if given is not None and not minor:
        messages.error(request, _("A budget is an amount above zero."))
        return redirect("program report", program_id)
    choose(row, minor, counts_open=form.cleaned_data["is_open_counted"], by=request.user, now=clock.now())
    messages.success(request, _("Saved.") if minor else _("Saved: there is no budget any more."))
    return redirect("program report", program_id)


def form_of(row: Program) -> BudgetForm:
    major = money.to_major(row.budget_minor, row.currency) if row.budget_minor is not None else None
    return BudgetForm(initial={"budget": major, "is_open_counted": row.is_open_counted})


def tiles(row: Program, cost: int) -> list[Tile]:
    now_ms, currency = clock.now_ms(), row.currency
    held, coming = liability(row, now_ms=now_ms), forecast(row, now_ms=now_ms)
    hint = _("not known before some were used") if held is None else ""
    spent = percent(cost, row.budget_minor) if row.budget_minor else ""
    found = [Tile(_("Spent"), amount(cost, currency), _("{share} of the budget").format(share=spent) if spent else "")]
    if coming.open or held:
        found.append(Tile(_("Open, in money"), "–" if held is None else amount(held, currency), hint))
        words = _("of {open} that were never used, by how it was before").format(open=number(coming.open))
        found.append(Tile(_("Will probably be used"), number(round(coming.expected)), words))
    return found
