"""Quota and money of one LINE account: the month so far, where it leads, and the plan."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from polku.doors.web.asked import Asked
from polku.doors.web.line.chosen import chosen
from polku.kit import clock
from polku.kit.money import to_major, to_minor
from polku.learn.reports.line_month import months
from polku.say.channels.line.limits import limits
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.money import choose
from polku.say.channels.line.money.models import LinePrices
from polku.say.channels.line.money.plans import OWN, plans
from polku.say.channels.line.wrong import Wrong


class PlanForm(forms.Form):
    plan = forms.ChoiceField(required=False)
    currency = forms.RegexField(r"^[A-Za-z]{3}$", required=False)
    monthly = forms.DecimalField(required=False, min_value=0, max_value=10**9)
    messages = forms.IntegerField(required=False, min_value=0, max_value=10**9)
    tiers = forms.CharField(required=False, max_length=1_000)

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type] # as forms.Form has it
        field = self.fields["plan"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, key) for key in ("", OWN, *plans())]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def money(request: Asked, account: str) -> HttpResponse:
    row = chosen(account)
    form = PlanForm(request.POST if request.method == "POST" else None, initial=_kept(row, request.team.currency))
    if form.is_bound and form.is_valid() and _choose(request, form, row):
        messages.success(request, _("Saved. It holds from now on."))
        return redirect("settings line money", account)
    given = {
        "account": row,
        "tab": "money",
        "month": months([row], now=clock.now())[row.pk],
        "form": form,
        "plans": list(plans().values()),
        "own": OWN,
        "checked_on": limits()["checked_on"],
    }
    return render(request, "line/money.html", given, status=422 if form.errors else 200)


def _choose(request: Asked, form: PlanForm, row: LineAccount) -> bool:
    data = form.cleaned_data
    try:
        if data["plan"] != OWN:
            choose.choose(row, data["plan"], by=request.user)
            return True
        currency = (data["currency"] or request.team.currency).upper()
        choose.set_prices(
            row,
            currency=currency,
            monthly_minor=to_minor(data["monthly"] or 0, currency) or 0,
            messages=data["messages"] or 0,
            tiers=data["tiers"],
            by=request.user,
        )
    except Wrong as problem:
        form.add_error(problem.field, str(problem))
        return False
    return True


def _kept(row: LineAccount, currency: str) -> dict[str, object]:
    own = LinePrices.objects.filter(account=row).first()
    if own is None:
        return {"plan": row.plan, "currency": currency}
    return {
        "plan": row.plan,
        "currency": own.currency,
        "monthly": f"{to_major(own.monthly_minor, own.currency):g}",
        "messages": own.messages,
        "tiers": choose.in_lines(own.more),
    }
