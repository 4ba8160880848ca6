"""Sending a campaign off: how many people, asked once more, then it goes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from polku.act.campaigns.approval.find import waiting_of
from polku.act.campaigns.approval.gate import Need, need
from polku.act.campaigns.approval.models import Approval
from polku.act.campaigns.approval.problems import WaitsAlready
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives.wordings import channels_of
from polku.act.campaigns.problems import AlreadyLaunched, NotReady
from polku.act.campaigns.timing.choose import choose
from polku.act.campaigns.timing.timing import STORE_OPEN, stored
from polku.act.plan import send
from polku.act.plan.schedule import plan_of, series_of
from polku.doors.web import way
from polku.doors.web.approval.waiting import sent_back
from polku.doors.web.asked import Asked
from polku.doors.web.before_launch import asked_back, before
from polku.doors.web.campaign_pace import keep_pace, pace_given
from polku.doors.web.campaigns import found_by
from polku.doors.web.campaigns_words import audience_of
from polku.doors.web.checklist.shown import shown as checklist
from polku.doors.web.given import shown as given_shown
from polku.doors.web.line import launching as by_line
from polku.doors.web.looked_at import looked_at
from polku.doors.web.plan.scheduled import plan
from polku.doors.web.plan.skipped import skipped
from polku.doors.web.plan.when import LATER, WhenForm, timing_of, usual, when_given
from polku.doors.web.policy import shows_pictures
from polku.doors.web.preview import preview
from polku.doors.web.unreached import Unreached, unreached
from polku.doors.web.ways.coming import coming
from polku.doors.web.wordings.theirs import for_reader
from polku.kit import clock
from polku.say.channels.email.channel import Email
from polku.say.channels.email.pace.warm_up import days_for
from polku.say.channels.email.settings import current, sender_domain
from polku.say.channels.registry import channel


@require_http_methods(["GET", "HEAD", "POST"])
def launch(request: Asked, campaign_id: int) -> HttpResponse:
    row = get_object_or_404(Campaign.objects.select_related("launch", "segment"), pk=campaign_id)
    if row.launched is not None or plan_of(row) or series_of(row) or waiting_of(row):
        return redirect("campaign", row.pk)
    chosen = request.POST.get("when", "")
    when = WhenForm(request.POST) if chosen in LATER else None
    if request.method == "POST":
        why_not = asked_back(request, row, is_now=when is None) or keep_pace(request, row)
        if why_not:
            messages.error(request, why_not)
        if why_not or not _fits(request, row):
            return redirect("campaign launch", row.pk)
        try:
            choose(row, timing_of(request.POST, chosen), by=request.user)
            if when is None:
                _send(request, row)
            if when is None or plan(request, row, when):
                return redirect("campaign", row.pk)
        except NotReady as wrong:
            messages.error(request, str(wrong))
            return redirect("campaign edit", row.pk)
        except AlreadyLaunched:
            return redirect("campaign", row.pk)
        except WaitsAlready as wrong:
            messages.error(request, str(wrong))
            return redirect("campaign", row.pk)
    found = found_by(row)
    first = found.people[0].id if found and found.people else ""
    not_reached = unreached(row, found)
    counted, of_way = found.count if found and not_reached.reached is None else not_reached.reached, way.before(row)
    if counted is not None and not_reached.reached is not None:
        counted = max(0, counted - of_way["give_way"])
    given = {
        "campaign": row,
        "audience": audience_of(row),
        "found": found,
        "channel": channel(row.channel),
        "unreached": not_reached,
        "warms_up_d": _warms_up_d(row, not_reached),
        "reached": counted,
        "before": before(row, count=found.count if found else None, reach=counted),
        **_preview(row, as_id=first, currency=request.team.currency),
        **by_line.before(row, count=_first(row, not_reached, counted)),
        "checklist": checklist(row, now=clock.now()),
        "given": given_shown(row),
        "needs": _needs(request, row),
        "sent_back": sent_back(row),
        "skipped": skipped(row),
        **pace_given(row),
        **of_way,
        **coming(row, not_reached.foreseen),
        **when_given(when, chosen=chosen or usual(row)),
        "store_open": "store_open" in request.POST or stored(row.timing).kind == STORE_OPEN,
    }
    return shows_pictures(render(request, "campaigns/launch.html", given, status=422 if when else 200))


def _send(request: Asked, row: Campaign) -> None:
    """Raises NotReady, WaitsAlready."""
    if isinstance(send.at_once(row, by=request.user, now=clock.now()), Approval):
        messages.success(request, _("It waits for approval."))


def _needs(request: Asked, row: Campaign) -> Need | None:
    """What the page says beforehand; where nobody can say, the button does."""
    try:
        return need(row, by=request.user, now=clock.now())
    except NotReady:
        return None


def _first(row: Campaign, found: Unreached, counted: int | None) -> int:
    """How many go by the campaign's own channel."""
    by = found.by(row.channel)
    return (counted if by is None else by) or 0


def _warms_up_d(row: Campaign, found: Unreached) -> int:
    """By e-mail: on how many days it leaves, where the sending domain begins slowly."""
    server = current() if Email.name in channels_of(row) else None
    return days_for(sender_domain(server), found.by(Email.name) or 0, now=clock.now()) if server is not None else 1


def _fits(request: Asked, row: Campaign) -> bool:
    """By LINE: whether the month has enough messages, or somebody has said what is to happen where it has not."""
    if not by_line.is_by_line(row):
        return True
    asked = by_line.before(row, count=unreached(row, found_by(row)).by(row.channel) or 0)
    if not asked or not asked["take"].short:
        return True
    how = request.POST.get("how", "")
    if how == by_line.BEST and asked["best"]:
        by_line.to_the_best(row, asked["best"], by=request.user)
        return True
    if how == by_line.REST_WAITS:
        return True
    messages.error(request, _("This month has too few messages left. Choose what is to happen."))
    return False


def _preview(row: Campaign, *, as_id: str, currency: str) -> dict[str, object]:
    row = for_reader(row, as_id)
    written = {"subject": row.subject, "body": row.body}
    seen = looked_at(row, as_id=as_id, currency=currency)
    return seen or preview(written, as_id=as_id, query="", currency=currency)
