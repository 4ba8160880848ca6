"""Giving a program to people, with how many that are, and taking back what is open."""

from collections.abc import Collection

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from polku.act.rewards.errands import ask
from polku.act.rewards.errands.models import Errand
from polku.act.rewards.gifts import GIVE, IN_AMOUNTS, NotLive
from polku.act.rewards.ledger.models import Lot, Program
from polku.doors.web import made_once
from polku.doors.web.asked import Asked
from polku.doors.web.programs.errands import errands_of
from polku.doors.web.programs.whom import NO_NUL, WhomForm


class GiveForm(WhomForm):
    amount = forms.IntegerField(min_value=1, max_value=1_000_000, required=False)


class WithdrawForm(WhomForm):
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=200, validators=[NO_NUL])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: Asked, program_id: int) -> HttpResponse:
    row = _row(program_id, GIVE.keys())
    form = GiveForm(request.POST if request.method == "POST" else None, initial={"whom": "segment", "amount": 1})
    if request.POST.get("do") == "count":
        return render(request, "programs/errands/count.html", {"form": form, "count": _count(form)})
    if form.is_bound and form.is_valid():
        try:
            made_once.make(request, lambda: _given(request, row, form), what=f"giving {row.pk}")
        except NotLive:
            messages.error(request, _("It is not live, so nothing of it is given out."))
        return redirect("program", row.pk)
    given = {
        "program": row,
        "form": form,
        "count": None,
        "is_in_amounts": row.kind in IN_AMOUNTS,
        "once": made_once.blank(),
    }
    return render(request, "programs/errands/give.html", given, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: Asked, program_id: int) -> HttpResponse:
    row = _row(program_id, (Program.Kind.COUPON,))
    form = WithdrawForm(request.POST if request.method == "POST" else None, initial={"whom": "people"})
    if form.is_bound and form.is_valid() and form.cleaned_data["whom"] != "segment":
        by = f"member:{request.user.pk}"
        ask.withdraw(row, form.meant(), form.cleaned_data["reason"], by=by, member=request.user)
        messages.success(request, _("It is being taken back."))
        return redirect("program", row.pk)
    still = Lot.objects.filter(program_id=row.pk, left__gt=0).count()
    given = {"program": row, "form": form, "open": still}
    return render(request, "programs/errands/withdraw.html", given, status=422 if form.errors else 200)


@never_cache
@require_safe
def progress(request: Asked, program_id: int) -> HttpResponse:
    """The part of the program's page that looks again by itself."""
    row = get_object_or_404(Program, pk=program_id)
    given = errands_of(row)
    answer = render(request, "programs/errands/errands.html", {"program": row, **given})
    if not given["is_moving"]:
        answer["HX-Refresh"] = "true"  # it is through: the numbers and the movements beside it are others now
    return answer


@require_POST
def stopped(request: Asked, program_id: int, errand_id: int) -> HttpResponse:
    ask.stop(get_object_or_404(Errand, pk=errand_id, program_id=program_id), member=request.user)
    messages.success(request, _("Stopped. Whoever was reached by then has it."))
    return redirect("program", program_id)


def _row(program_id: int, kinds: Collection[str]) -> Program:
    row: Program = get_object_or_404(Program, pk=program_id)
    if row.kind not in kinds:
        raise Http404
    return row


def _count(form: WhomForm) -> int | None:
    return form.count() if form.is_valid() else None


def _given(request: Asked, row: Program, form: WhomForm) -> dict[str, str]:
    amount, by = form.cleaned_data.get("amount") or 1, f"member:{request.user.pk}"
    made = ask.give(row, form.meant(), amount=amount, by=by, member=request.user)
    return {"errand": str(made.pk)}
