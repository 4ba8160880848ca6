"""Keeping what the form of a program says: for a new one, or in the place of what holds now."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.utils.translation import gettext as _

from polku.act.rewards import programs as verbs
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.ledger.promise import TermsProblem
from polku.doors.web.asked import Asked


def keep(
    request: Asked,
    form: forms.Form,
    program: Program | None,
    *,
    kind: str,
    terms: Any,
    currency: str = "",
    fields: Mapping[str, str] | None = None,
) -> Program | None:
    """The program; None where something is wrong, which then stands at its field.

    The form has `name`, and may have `bearer`. `fields`: which field says what of the terms, where their names differ;
    a problem of anything else stands above the form.
    """
    name, bearer = form.cleaned_data["name"], form.cleaned_data.get("bearer")
    try:
        if program is not None:
            verbs.change(program, name=name, terms=terms, bearer=bearer, by=request.user)
            messages.success(request, _("Saved."))
            return program
        made = verbs.create(
            name,
            terms,
            kind=kind,
            currency=currency or request.team.currency or "USD",
            bearer=bearer or "",
            by=request.user,
        )
    except TermsProblem as found:
        place = (fields or {}).get(found.problem.field or "", found.problem.field or "")
        form.add_error(place if place in form.fields else None, found.problem.sentence)
        return None
    messages.success(request, _("Saved as a draft. Nobody gets anything of it before you begin it."))
    return made
