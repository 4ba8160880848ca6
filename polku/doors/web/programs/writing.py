"""Writing a program, of whatever kind: its form is shown, and what it says is kept. What is asked is the kind's own."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render

from polku.act.rewards import programs as verbs
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ledger.promise import TermsProblem
from polku.doors.web.asked import Asked
from polku.doors.web.programs.keep import keep

Said = Mapping[str, Any]


def promised(program: Program | None) -> Said:
    """What it promises now; nothing of a new one."""
    return verbs.latest(program).terms if program is not None else {}


def begins(program: Program | None, initial: Callable[[Program, Said], dict[str, Any]], *, new: Said) -> dict[str, Any]:
    """What stands in the fields at first. `initial`: of terms; `new`: of a program that nobody has written yet, and of
    one whose terms cannot be read any more.
    """
    if program is None:
        return dict(new)
    try:
        return initial(program, promised(program))
    except TermsProblem:
        return dict(new) | {"name": program.name, "currency": program.currency}


def write(
    request: Asked,
    program: Program | None,
    form: forms.Form,
    *,
    kind: str,
    page: str,
    terms: Callable[[], Any],
    shown: Callable[[], Said],
    currency: str = "",
    fields: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The page of the form, or the program's when it is kept.

    `terms`: of a form that is right. `shown`: what the page needs besides. `currency`: where the form does not ask.
    """
    if form.is_bound and form.is_valid():
        currency = currency or form.cleaned_data.get("currency", "")
        kept = keep(request, form, program, kind=kind, terms=terms(), currency=currency, fields=fields)
        if kept is not None:
            return redirect("program", kept.pk)
    given = {"program": program, "form": form, **shown()}
    return render(request, page, given, status=422 if form.is_bound and form.errors else 200)
