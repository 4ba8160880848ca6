"""Sending a broadcast or a narrowcast off: how many it may reach, what it takes of the month, who wants quiet."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from polku.doors.web.asked import Asked
from polku.doors.web.chat.preview import kept_preview
from polku.doors.web.line.chosen import chosen
from polku.doors.web.line.wide.found import wide_of
from polku.doors.web.line.wide.quiet import quiet, reaches_quiet_ones
from polku.doors.web.line.wide.whom import whom
from polku.doors.web.policy import shows_pictures
from polku.kit import clock
from polku.learn.reports.line_month import months, take
from polku.say.channels.line.limits import limits
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.wide import content, size
from polku.say.channels.line.wide.launch import CHOICES, faults, launch
from polku.say.channels.line.wide.models import LineWide
from polku.say.channels.line.wide.problems import WideError
from polku.say.channels.line.wide.recipients import is_to_nobody_yet


class WhenForm(forms.Form):
    when = forms.ChoiceField(choices=[("now", ""), ("at", "")], initial="now")
    at = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M"])
    how = forms.CharField(max_length=20, required=False)
    quiet = forms.CharField(max_length=3, required=False)

    def starts_ms(self) -> int:
        """Raises WideError."""
        if self.cleaned_data.get("when") != "at":
            return clock.now_ms()
        at = self.cleaned_data.get("at")
        if at is None:
            raise WideError(_("Say when it is to go."), field="at")
        if at <= clock.now():
            raise WideError(_("This moment is over."), field="at")
        return clock.to_ms(at)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def launching(request: Asked, account: str, broadcast_id: int) -> HttpResponse:
    owner = chosen(account)
    row = wide_of(owner, broadcast_id)
    if row.state != LineWide.State.DRAFT:
        return redirect("settings line broadcast", account, row.pk)
    form, found = WhenForm(request.POST or None), _before(owner, row)
    wrong: dict[str, str] = {}
    if form.is_bound and form.is_valid():
        try:
            _launch(request, form, row, found)
        except WideError as problem:
            wrong = {problem.field: str(problem)}
        else:
            return redirect("settings line broadcast", account, row.pk)
    earliest = timezone.localtime(clock.now()).strftime("%Y-%m-%dT%H:%M")
    seen = kept_preview(
        content.chat_of(row), title=owner.display_name or owner.title, as_id="", currency=request.team.currency
    )
    given = {"account": owner, "row": row, "form": form, "wrong": wrong, "earliest": earliest, **seen, **found}
    return shows_pictures(render(request, "line/wide_launch.html", given, status=422 if wrong else 200))


def _before(owner: LineAccount, row: LineWide) -> dict[str, Any]:
    """What one has to know before."""
    friends = size.friends(owner)
    count, month = size.at_most(row, friends), months([owner], now=clock.now())[owner.pk]
    return {
        "whom": whom(row),
        "friends": friends,
        "count": count,
        "is_told": bool(row.wanted.get("in")) or friends.at_line is not None or is_to_nobody_yet(row),
        "month": month,
        "take": take(month, count),
        "line_account": owner,
        "not_ready": faults(row),
        "reaches_quiet": reaches_quiet_ones(row),
        "quiet": quiet(owner) if reaches_quiet_ones(row) else None,
        "has_floor": bool(row.traits) or (row.kind == LineWide.Kind.NARROWCAST and not row.wanted.get("in")),
        "floors": limits()["narrowcast"],
    }


def _launch(request: Asked, form: WhenForm, row: LineWide, found: dict[str, Any]) -> None:
    """Raises WideError."""
    data = form.cleaned_data
    if found["not_ready"]:
        raise WideError(found["not_ready"][0])
    if found["reaches_quiet"] and found["quiet"] != 0 and data["quiet"] != "yes":
        raise WideError(_("Say that you know whom it reaches."), field="quiet")
    if found["take"].short and data["how"] not in CHOICES:
        raise WideError(_("This month has too few messages left. Choose what is to happen."), field="how")
    launch(row, starts_ms=form.starts_ms(), on_short=data["how"] or "hold", quiet=found["quiet"], by=request.user)
    messages.success(request, _("It is on its way.") if data["when"] == "now" else _("It goes when its time comes."))
