"""Writing a coupon, with how it will look on a phone."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from polku.act.rewards import programs as verbs
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ledger.promise import TermsProblem
from polku.doors.web.asked import Asked
from polku.doors.web.programs.coupon.form import BENEFITS, CouponForm
from polku.doors.web.programs.coupon.said import FIELDS, initial, terms_of
from polku.doors.web.programs.coupon.seen import seen, seen_of
from polku.doors.web.programs.goods import picked
from polku.doors.web.programs.keep import keep

PRICES = {"amount": "minor_amount", "fixed_price": "minor_price", "bundle": "minor_bundle"}


def discount(request: Asked, program: Program | None) -> HttpResponse:
    """One that nobody has to hold: the same promise, without a code."""
    return edit(request, program, kind=Program.Kind.DISCOUNT)


def edit(request: Asked, program: Program | None, kind: str = Program.Kind.COUPON) -> HttpResponse:
    before = verbs.latest(program).terms if program is not None else {}
    form = _form(request, program, before)
    if form.is_bound and form.is_valid():
        benefit = form.cleaned_data["benefit"]
        fields = FIELDS | {"benefit.minor": PRICES.get(benefit, "")}
        fields["benefit.buy"] = "pieces" if benefit == "bundle" else "buy"
        kept = keep(
            request,
            form,
            program,
            kind=kind,
            terms=terms_of(form, before=before),
            currency=form.cleaned_data["currency"],
            fields=fields,
        )
        if kept is not None:
            return redirect("program", kept.pk)
    given = {
        "program": program,
        "is_discount": kind == Program.Kind.DISCOUNT,
        "form": form,
        "benefits": BENEFITS,
        "goods": picked("goods", form.named("goods_products"), form.named("goods_categories")),
        "needs": picked("needs", form.named("needs_products"), form.named("needs_categories")),
        "seen": seen(form) if form.is_bound else seen_of(before, form["currency"].value() or ""),
    }
    return render(request, "programs/coupon/edit.html", given, status=422 if form.errors else 200)


def preview(request: Asked) -> HttpResponse:
    form = CouponForm(request.POST, team=request.team.currency, own=None)
    return render(request, "programs/coupon/seen.html", {"seen": seen(form)})


def _form(request: Asked, program: Program | None, before: Mapping[str, Any]) -> CouponForm:
    team = request.team.currency or "USD"
    own = program.currency if program is not None else None
    begins: dict[str, Any]
    try:
        begins = (
            initial(program, before)
            if program is not None
            else {"benefit": "percent", "currency": team, "uses": 1, "code": "own", "person": 1}
        )
    except TermsProblem:
        begins = {"name": program.name if program is not None else "", "benefit": "percent", "currency": own}
    data = request.POST if request.method == "POST" else None
    return CouponForm(data, begins, own=own, team=team, kept=begins)
