"""What a campaign has brought about, beside those who were held out of it."""

from typing import Annotated

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from polku.doors.api.campaigns import wanted
from polku.doors.api.errors import ApiError
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.effect import DifferenceOut, EffectOut, SideOut
from polku.doors.api.key import Key
from polku.kit import clock
from polku.learn.reports.effect import DAYS, MOST_DAYS, Effect, Side, effect
from polku.learn.reports.effect_words import rule, sentence
from polku.learn.reports.outcomes import ORDERED
from polku.learn.trials.groups import Difference

Days = Annotated[int, Field(ge=1, le=MOST_DAYS, description="How long after the launch", examples=[DAYS])]
Goal = Annotated[str, Field(min_length=1, max_length=200, description="The name of an event", examples=[ORDERED])]

router = Router(tags=["campaigns"])


@router.get(
    "/campaigns/{campaign_id}/effect",
    auth=Key("campaigns.see"),
    response=answers(EffectOut, 404, 409, 422, 503),
    summary="What it brought about: those who were asked beside those who were held out",
)
def effect_of(request: HttpRequest, campaign_id: int, days: Days = DAYS, goal: Goal = ORDERED) -> EffectOut:
    found = effect(wanted(campaign_id), goal=goal, days=days, now=clock.now())
    if found is None:
        raise ApiError(
            409, "no_holdout", _("Nobody was held out of this campaign, so there is nobody to compare with.")
        )
    return _shown(found)


def _shown(found: Effect) -> EffectOut:
    return EffectOut(
        goal=found.goal,
        days=found.days,
        since=found.since,
        until=found.until,
        is_over=found.is_over,
        holdout_percent=found.percent,
        asked=_side(found.asked),
        holdout=_side(found.holdout),
        left_out=found.crossed,
        difference=_difference(found.difference),
        people_more=_difference(found.more),
        revenue_each=_difference(found.revenue),
        revenue_more=_difference(found.earned),
        currency=found.currency,
        sizes_p=found.sizes.p if found.sizes is not None else None,
        is_trustworthy=found.sizes is None or not found.sizes.is_off,
        is_clear=found.difference is not None and found.difference.is_clear,
        sentence=sentence(found),
        rule=rule(found),
    )


def _side(side: Side) -> SideOut:
    low, high = side.interval or (None, None)
    return SideOut(
        people=side.people,
        converted=side.converted,
        share=side.share,
        share_low=low,
        share_high=high,
        revenue=side.revenue,
        revenue_each=side.each,
    )


def _difference(change: Difference | None) -> DifferenceOut | None:
    return None if change is None else DifferenceOut(value=change.value, low=change.low, high=change.high)
