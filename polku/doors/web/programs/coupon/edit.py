"""Writing a coupon, with how it will look on a phone."""

from django.http import HttpResponse
from django.shortcuts import render

from polku.act.rewards.ledger.models import Program
from polku.doors.web.asked import Asked
from polku.doors.web.programs.coupon.form import BENEFITS, CouponForm
from polku.doors.web.programs.coupon.said import FIELDS, initial, terms_of
from polku.doors.web.programs.coupon.seen import seen, seen_of
from polku.doors.web.programs.goods import picked
from polku.doors.web.programs.writing import begins, promised, write

NEW = {"benefit": "percent", "uses": 1, "code": "own", "person": 1}
PRICES = {"amount": "minor_amount", "fixed_price": "minor_price", "bundle": "minor_bundle"}


def discount(request: Asked, program: Program | None) -> HttpResponse:
    """One that nobody has to hold: the same promise, without a code."""
    return edit(request, program, kind=Program.Kind.DISCOUNT)


def edit(request: Asked, program: Program | None, kind: str = Program.Kind.COUPON) -> HttpResponse:
    team, before = request.team.currency or "USD", promised(program)
    first = begins(program, initial, new=NEW | {"currency": team})
    own = program.currency if program is not None else None
    form = CouponForm(request.POST if request.method == "POST" else None, first, own=own, team=team, kept=first)
    benefit = form["benefit"].value() or ""
    fields = FIELDS | {
        "benefit.minor": PRICES.get(benefit, ""),
        "benefit.buy": "pieces" if benefit == "bundle" else "buy",
    }
    return write(
        request,
        program,
        form,
        kind=kind,
        page="programs/coupon/edit.html",
        terms=lambda: terms_of(form, before=before),
        fields=fields,
        shown=lambda: {
            "is_discount": kind == Program.Kind.DISCOUNT,
            "benefits": BENEFITS,
            "goods": picked("goods", form.named("goods_products"), form.named("goods_categories")),
            "needs": picked("needs", form.named("needs_products"), form.named("needs_categories")),
            "seen": seen(form) if form.is_bound else seen_of(before, form["currency"].value() or ""),
        },
    )


def preview(request: Asked) -> HttpResponse:
    form = CouponForm(request.POST, team=request.team.currency, own=None)
    return render(request, "programs/coupon/seen.html", {"seen": seen(form)})
