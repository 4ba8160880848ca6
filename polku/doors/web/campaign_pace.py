"""How fast a campaign goes: chosen on its launch page, changed on its page."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from polku.act.campaigns import pace
from polku.act.campaigns.models import Campaign, CampaignPace
from polku.doors.web.asked import Asked
from polku.doors.web.paging import whole_number
from polku.doors.web.widgets.amounts import number
from polku.kit import clock


@require_POST
def paced(request: Asked, campaign_id: int) -> HttpResponse:
    row = get_object_or_404(Campaign, pk=campaign_id)
    if wrong := keep_pace(request, row):
        messages.error(request, wrong)
    else:
        messages.success(request, _("From now on it goes so: %(pace)s.") % {"pace": in_words(pace.pace_of(row))})
    return redirect("campaign", row.pk)


def keep_pace(request: Asked, row: Campaign) -> str:
    """What the form says, kept; empty, or what is wrong with it."""
    unit = request.POST.get("pace")
    if unit is None:
        return ""
    count = whole_number(request.POST.get("pace_number", "").strip()) or 0
    try:
        pace.choose(row, unit, count, by=request.user, now=clock.now())
    except pace.WrongPace as problem:
        return _("The pace: %(problem)s") % {"problem": problem}
    return ""


def pace_given(row: Campaign) -> dict[str, Any]:
    """What campaigns/pace_fields.html needs."""
    found = pace.pace_of(row)
    return {
        "pace": found,
        "pace_words": in_words(found),
        "pace_choices": [
            ("", _("As fast as it goes")),
            (pace.Unit.MINUTE.value, _("So many messages a minute")),
            (pace.Unit.HOUR.value, _("So many messages an hour")),
            (pace.Unit.OVER.value, _("Spread over so many hours")),
        ],
    }


def in_words(found: CampaignPace | None) -> str:
    if found is None:
        return _("as fast as it goes")
    said = {"count": number(found.number)}
    if found.unit == pace.Unit.MINUTE:
        return ngettext("%(count)s message a minute", "%(count)s messages a minute", found.number) % said
    if found.unit == pace.Unit.HOUR:
        return ngettext("%(count)s message an hour", "%(count)s messages an hour", found.number) % said
    return ngettext("spread over %(count)s hour", "spread over %(count)s hours", found.number) % said
