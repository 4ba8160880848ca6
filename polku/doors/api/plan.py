"""When campaigns go: once at an instant, or again and again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router
from ninja.responses import Status

from polku.act.campaigns.approval.models import Approval
from polku.act.campaigns.early.find import early_of
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.problems import AlreadyLaunched
from polku.act.campaigns.timing.choose import choose
from polku.act.campaigns.timing.timing import BEST_HOUR, TOGETHER, Timing, stored
from polku.act.campaigns.timing.waits import waves
from polku.act.plan import schedule, send, series, why
from polku.act.plan.models import Planned, Series
from polku.act.plan.problems import PlanError
from polku.act.plan.rhythm import DAY, NTH, WEEK, Rhythm
from polku.act.plan.words import in_words
from polku.doors.api import approval
from polku.doors.api.asked import bounded, key_of, member
from polku.doors.api.errors import ApiError, not_found
from polku.doors.api.forms.approval import ApprovalOut
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.plan import OccurrenceOut, PlanIn, PlanOut, SeriesIn, SeriesOut
from polku.doors.api.key import Key
from polku.kit import clock

router = Router(tags=["plan"])
PLAN, SERIES = "/campaigns/{campaign_id}/plan", "/campaigns/{campaign_id}/series"
MOST_SHOWN = 50


@router.get(PLAN, auth=Key("campaigns.see"), response=answers(PlanOut, 404, 422), summary="When it goes, or was to go")
def plan(request: HttpRequest, campaign_id: int) -> PlanOut:
    among = Planned.objects.filter(campaign=_campaign(campaign_id)).select_related("series").order_by("-pk")
    return _shown(among.first(), campaign_id)


@router.put(
    PLAN,
    auth=Key("campaigns.launch"),
    response=answers(PlanOut, 400, 404, 409, 413, 422, accepted=ApprovalOut),
    summary="Plan it for an instant, or move it to another. 202: it waits for approval",
)
def plan_it(request: HttpRequest, campaign_id: int, given: PlanIn) -> Any:
    campaign, by, now = _campaign(campaign_id), member(request), clock.now()
    row = schedule.plan_of(campaign)
    with _refusals():
        timing = _timing(given)
        if timing is not None and timing != stored(campaign.timing):
            if row is not None:
                raise PlanError(_("Take it back before you choose another way."))
            choose(campaign, timing, by=by)
        if row is None:
            key = key_of(request)
            is_early = given.audience == "now"
            made = send.later(
                campaign, at=given.at, late_hours=given.late_hours, is_early=is_early, by=by, key=key, now=now
            )
            if isinstance(made, Approval):
                return Status(202, approval.shown(made))
            row = made
        else:
            schedule.move(row, at=given.at, late_hours=given.late_hours, by=by, now=now)
    return _shown(row, campaign_id)


@router.delete(
    PLAN, auth=Key("campaigns.launch"), response=answers(PlanOut, 404, 409, 422), summary="Take it back: a draft again"
)
def take_it_back(request: HttpRequest, campaign_id: int) -> PlanOut:
    row = schedule.plan_of(_campaign(campaign_id))
    if row is not None:
        with _refusals():
            schedule.take_back(row, by=member(request), now=clock.now())
    return _shown(row, campaign_id)


@router.get(SERIES, auth=Key("campaigns.see"), response=answers(SeriesOut, 404, 422), summary="How often it goes")
def series_(request: HttpRequest, campaign_id: int) -> SeriesOut:
    return _told(_series(campaign_id))


@router.post(
    SERIES,
    auth=Key("campaigns.launch"),
    response=answers(SeriesOut, 400, 404, 409, 413, 422, accepted=ApprovalOut),
    summary="Let it go again and again. 202: it waits for approval",
)
def begin(request: HttpRequest, campaign_id: int, given: SeriesIn) -> Any:
    campaign, by, key = _campaign(campaign_id), member(request), key_of(request)
    with _refusals():
        made = send.again(campaign, _rhythm(given), late_hours=given.late_hours, by=by, key=key, now=clock.now())
    if isinstance(made, Approval):
        return Status(202, approval.shown(made))
    return _told(made)


@router.delete(
    SERIES,
    auth=Key("campaigns.launch"),
    response=answers(SeriesOut, 404, 409, 422),
    summary="End it; what has gone stays",
)
def end(request: HttpRequest, campaign_id: int) -> SeriesOut:
    return _changed(request, campaign_id, series.end)


@router.post(
    f"{SERIES}/pause", auth=Key("campaigns.launch"), response=answers(SeriesOut, 404, 409, 422), summary="Pause it"
)
def pause(request: HttpRequest, campaign_id: int) -> SeriesOut:
    return _changed(request, campaign_id, series.pause)


@router.post(
    f"{SERIES}/resumption",
    auth=Key("campaigns.launch"),
    response=answers(SeriesOut, 404, 409, 422),
    summary="Go on, with what the campaign says now",
)
def resume(request: HttpRequest, campaign_id: int) -> SeriesOut:
    return _changed(request, campaign_id, series.resume)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except AlreadyLaunched as problem:
        raise ApiError(409, "launched", _("It has been launched.")) from problem
    except PlanError as problem:
        status, code = (422, "invalid") if problem.field else (409, "conflict")
        raise ApiError(status, code, str(problem), field=problem.field) from problem


def _changed(request: HttpRequest, campaign_id: int, do: Any) -> SeriesOut:
    row = _series(campaign_id)
    with _refusals():
        do(row, by=member(request), now=clock.now())
    return _told(row)


def _timing(given: PlanIn) -> Timing | None:
    if given.timing != BEST_HOUR:
        return None if given.timing is None else Timing(given.timing)
    return Timing(BEST_HOUR, hours=given.hours, first_hour=given.first_hour, last_hour=given.last_hour)


def _campaign(number: int) -> Campaign:
    found = Campaign.objects.select_related("launch", "segment").filter(pk=bounded(number)).first()
    if found is None:
        raise not_found(_("There is no campaign {id}.").format(id=number))
    return found


def _series(campaign_id: int) -> Series:
    among = Series.objects.filter(campaign=_campaign(campaign_id)).select_related("campaign").order_by("-pk")
    found = among.first()
    if found is None:
        raise not_found(_("Campaign {id} does not go again and again.").format(id=campaign_id))
    return found


def _rhythm(given: SeriesIn) -> Rhythm:
    """Of a month, only what its kind of day needs is taken."""
    needs_days = given.unit == WEEK or given.on == NTH
    return Rhythm(
        unit=given.unit,
        every=given.every,
        days=tuple(sorted(given.days)) if needs_days else (),
        on=DAY if given.unit == WEEK else given.on,
        day=given.day,
        nth=given.nth,
        at=given.time.replace(second=0, microsecond=0, tzinfo=None),
        begins=given.begins,
        until=given.until,
        times=given.times,
    )


def _shown(row: Planned | None, campaign_id: int) -> PlanOut:
    if row is None:
        raise not_found(_("Campaign {id} has not been planned.").format(id=campaign_id))
    campaign = row.campaign
    coming = waves(campaign, now=clock.now()) if campaign is not None and campaign.launched is not None else []
    return PlanOut(
        at=row.at,
        late_hours=row.late_hours,
        state=row.state,
        trouble=why.sentence(row.trouble),
        timing=stored(campaign.timing).kind if campaign is not None else TOGETHER,
        audience="now" if row.is_early else "then",
        audience_size=early.people if campaign is not None and (early := early_of(campaign)) is not None else None,
        waiting=sum(one.people for one in coming),
        until=coming[-1].at if coming else None,
        series_of=row.series.campaign_id if row.series is not None else None,
    )


def _told(row: Series) -> SeriesOut:
    made = Planned.objects.filter(series=row).order_by("-number")[:MOST_SHOWN]
    return SeriesOut(
        sentence=in_words(series.rhythm_of(row)),
        zone=row.zone,
        late_hours=row.late_hours,
        state="ended" if row.ended_at else "paused" if row.paused_at else "running",
        trouble=why.sentence(row.trouble),
        next=[one.at for one in series.coming(row, since=clock.now())],
        occurrences=[
            OccurrenceOut(
                number=one.number or 0,
                at=one.at,
                state=one.state,
                trouble=why.sentence(one.trouble),
                campaign=one.campaign_id,
            )
            for one in made
        ],
    )
