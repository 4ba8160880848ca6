"""The people behind a campaign's numbers, and its numbers by channel, store and segment."""

from itertools import islice

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.progress import progress, state_of
from polku.doors.api.campaigns import wanted
from polku.doors.api.errors import ApiError
from polku.doors.api.forms.asked import Limit
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.campaign_people import (
    BehindOut,
    BehindPage,
    By,
    From,
    NumbersOut,
    Of,
    PartBy,
    PartNumbersOut,
    Reason,
    Who,
)
from polku.doors.api.forms.outcome import AmountOut
from polku.doors.api.key import Key
from polku.kit import clock, ids
from polku.know.people import find
from polku.learn.reports.breakdown.count import LARGE, Part, by_channel, parts
from polku.learn.reports.breakdown.groups import CHANNEL
from polku.learn.reports.breakdown.people import KINDS as KINDS_OF_PARTS
from polku.learn.reports.breakdown.people import people as of_part
from polku.learn.reports.campaign_people import KINDS, Line, page
from polku.learn.reports.campaigns.rule import rule_of
from polku.say.outbox.reasons import sentence

router = Router(tags=["campaigns"])
COUNTS = ("key", "title", "asked", "sent", "held", "failed", "unknown", "delivered", "opened", "clicked")
MORE_COUNTS = ("unsubscribed", "people", "orders")


@router.get(
    "/campaigns/{campaign_id}/people",
    auth=Key("campaigns.see"),
    response=answers(BehindPage, 404, 422, 503),
    summary="The people behind a number of a launched campaign",
)
def people(
    request: HttpRequest,
    campaign_id: int,
    who: Who = "",
    reason: Reason = "",
    by: PartBy = "",
    of: Of = "",
    limit: Limit = 50,
    cursor: From = 0,
) -> BehindPage:
    row = launched(campaign_id)
    if who not in (KINDS_OF_PARTS if by else KINDS):
        raise ApiError(422, "invalid", _("There are no such people."), field="who")
    if by:
        lines = list(islice(of_part(row, who, by=by, key=of, now=clock.now()), cursor, cursor + limit + 1))
    else:
        lines = page(row, who, reason=reason.replace("\0", ""), skip=cursor, most=limit + 1)
    more = cursor + limit if len(lines) > limit else None
    return BehindPage(people=_told(lines[:limit]), next_cursor=more)


@router.get(
    "/campaigns/{campaign_id}/numbers",
    auth=Key("campaigns.see"),
    response=answers(NumbersOut, 404, 422, 503),
    summary="A launched campaign's numbers by channel, store or segment, as of now",
)
def numbers(request: HttpRequest, campaign_id: int, by: By = "channel") -> NumbersOut:
    row = launched(campaign_id)
    done = progress(row)
    is_whole = done.asked <= LARGE or state_of(row, done=done) in ("done", "testing", "following")
    found = parts(row, by=by, now=clock.now()) if is_whole else by_channel(row) if by == CHANNEL else []
    rule = rule_of(row)
    return NumbersOut(by=by, is_whole=is_whole, goal=rule.goal, days=rule.days, parts=[_part(one) for one in found])


def launched(number: int) -> Campaign:
    row = wanted(number)
    if row.launched is None:
        raise ApiError(404, "not_found", _("Campaign {id} has not been launched.").format(id=number))
    return row


def _told(lines: list[Line]) -> list[BehindOut]:
    belongs = find.profile_ids([line.identity for line in lines])
    profiles = find.profiles(list(set(belongs.values())))
    found = []
    for line in lines:
        one = profiles.get(belongs.get(line.identity, 0))
        found.append(
            BehindOut(
                id=ids.public(one.id) if one is not None else None,
                name=one.name if one is not None else "",
                email=one.email if one is not None else "",
                state=line.state,
                code=line.reason,
                reason=sentence(line.reason) if line.reason else "",
                at=clock.from_ms(line.at_ms) if line.at_ms else None,
            )
        )
    return found


def _part(one: Part) -> PartNumbersOut:
    amounts = [
        AmountOut(currency=amount.currency, revenue=amount.major, orders=amount.orders) for amount in one.revenue
    ]
    return PartNumbersOut(**{name: getattr(one, name) for name in (*COUNTS, *MORE_COUNTS)}, revenue=amounts)
