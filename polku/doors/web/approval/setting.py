"""The team's setting: when a launch needs a second pair of eyes."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from polku.act.campaigns.approval import rule
from polku.act.campaigns.approval.find import others_who_may
from polku.act.campaigns.approval.models import ApprovalRule
from polku.doors.web.asked import Asked
from polku.doors.web.paging import whole_number
from polku.know.teams.models import Member
from polku.know.teams.rights import role_name


@dataclass(frozen=True)
class Shown:
    row: ApprovalRule
    choices: list[tuple[str, str, bool]]  # name, words, whether it is chosen
    is_alone: bool  # nobody else could say yes


def shown(member: Member) -> Shown:
    row = rule.current()
    names = [*((role, role_name(role)) for role in rule.MAY_LAUNCH), (rule.KEYS, _("programs with an API key"))]
    choices = [(name, words, name in row.roles) for name, words in names]
    return Shown(row, choices, rule.is_on(row) and not others_who_may(member))


@require_POST
def changed(request: Asked) -> HttpResponse:
    text = request.POST.get("above", "").strip()
    above = whole_number(text) if text else None
    try:
        if text and above is None:
            raise rule.RuleError
        rule.change(above=above, roles=request.POST.getlist("roles"), by=request.user)
    except rule.RuleError as problem:
        messages.error(request, problem.sentence)
    else:
        messages.success(request, _("Saved."))
    return redirect("settings")
