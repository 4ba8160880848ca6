"""The final checklist of a campaign."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from ninja import Router

from polku.act.campaigns.approval.gate import reach
from polku.act.campaigns.checklist.collect import checklist
from polku.act.campaigns.checklist.line import Line, ok, warning
from polku.act.campaigns.models import Campaign
from polku.doors.api.asked import bounded
from polku.doors.api.errors import not_found
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.checklist import ChecklistOut, LineOut
from polku.doors.api.key import Key
from polku.kit import clock
from polku.learn.reports.line_month import months, take
from polku.say.channels.line.models import LineAccount
from polku.say.channels.registry import OF_ACCOUNT

router = Router(tags=["campaigns"])


@router.get(
    "/campaigns/{campaign_id}/checklist",
    auth=Key("campaigns.see"),
    response=answers(ChecklistOut, 404, 422),
    summary="What speaks for and against sending it off, each with what to do",
)
def lines(request: HttpRequest, campaign_id: int) -> ChecklistOut:
    row = Campaign.objects.select_related("launch", "segment").filter(pk=bounded(campaign_id)).first()
    if row is None:
        raise not_found(_("There is no campaign {id}.").format(id=campaign_id))
    found = [*checklist(row, now=clock.now()), *_quota(row)]
    stops = [one for one in found if one.state == "blocks"]
    return ChecklistOut(
        may_launch=not stops,
        may_plan=all(one.is_of_now for one in stops),
        lines=[LineOut.model_validate(one, from_attributes=True) for one in found],
    )


def _quota(row: Campaign) -> Iterator[Line]:
    """By LINE: whether the month has enough messages. The launch page asks what is to happen where it has not."""
    kind, _colon, name = row.channel.partition(OF_ACCOUNT)
    account = LineAccount.objects.filter(name=name).first() if kind == "line" else None
    count = reach(row, now=clock.now()) if account is not None else None
    if account is None or count is None:
        return
    short = take(months([account], now=clock.now())[account.pk], count).short
    if not short:
        yield ok("quota", _("This month has enough messages."))
        return
    said = ngettext(
        "There is {count} message too few this month; the rest waits.",
        "There are {count} messages too few this month; the rest waits.",
        short,
    )
    yield warning("quota", said.format(count=short), people=short)
