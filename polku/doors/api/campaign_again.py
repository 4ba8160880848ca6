"""Failed messages tried again, unknown ones decided; and whether best hours help."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from polku.act.campaigns import again
from polku.doors.api.asked import member
from polku.doors.api.campaign_people import launched
from polku.doors.api.errors import not_found
from polku.doors.api.forms.again import BestHourOut, DecisionIn, DidOut, HourSideOut, OpenOut
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.effect import DifferenceOut
from polku.doors.api.key import Key
from polku.kit import clock
from polku.learn.reports.best_hour import Side, best_hour

router = Router(tags=["campaigns"])


@router.get(
    "/campaigns/{campaign_id}/again",
    auth=Key("campaigns.see"),
    response=answers(OpenOut, 404, 422),
    summary="How many messages can be tried again, or have to be decided",
)
def open_ones(request: HttpRequest, campaign_id: int) -> OpenOut:
    row = launched(campaign_id)
    return OpenOut(can_try=again.can_try(row), can_decide=again.can_decide(row))


@router.post(
    "/campaigns/{campaign_id}/again",
    auth=Key("campaigns.launch"),
    response=answers(DidOut, 404, 422),
    summary="Try the failed ones again, where it can help; none of a stopped campaign",
)
def try_again(request: HttpRequest, campaign_id: int) -> DidOut:
    return DidOut(messages=again.try_again(launched(campaign_id), by=member(request), now=clock.now()))


@router.post(
    "/campaigns/{campaign_id}/decision",
    auth=Key("campaigns.launch"),
    response=answers(DidOut, 400, 404, 413, 422),
    summary="Decide what becomes of all that are unknown now",
)
def decide(request: HttpRequest, campaign_id: int, given: DecisionIn) -> DidOut:
    row, by = launched(campaign_id), member(request)
    if given.how == "sent":
        return DidOut(messages=again.count_as_sent(row, by=by))
    return DidOut(messages=again.send_again(row, by=by, now=clock.now()))


@router.get(
    "/campaigns/{campaign_id}/best-hour",
    auth=Key("campaigns.see"),
    response=answers(BestHourOut, 404, 422),
    summary="Best hours beside the usual ones, of a campaign that went at each one's best hour",
)
def hours(request: HttpRequest, campaign_id: int) -> BestHourOut:
    found = best_hour(launched(campaign_id), now=clock.now())
    if found is None:
        raise not_found(_("It does not go at each person’s best hour."))
    more = found.more
    return BestHourOut(
        best=_side(found.best),
        tried=_side(found.tried),
        usual=_side(found.usual),
        difference=DifferenceOut(value=more.value, low=more.low, high=more.high) if more is not None else None,
        is_clear=more is not None and more.is_clear,
    )


def _side(side: Side) -> HourSideOut:
    low, high = side.interval or (None, None)
    return HourSideOut(people=side.people, answered=side.answered, low=low, high=high)
