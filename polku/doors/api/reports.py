"""Reports of campaigns: numbers, files, and what they are counted by."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from polku.doors.api.asked import member
from polku.doors.api.campaigns import wanted
from polku.doors.api.errors import ApiError
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.report import ComparisonOut, CostOut, EarlierOut, MeasureOut, ReportOut, ReportPatch
from polku.doors.api.key import Key
from polku.kit import clock, money
from polku.know.teams.begin import the_team
from polku.learn.reports.campaigns import fixed, rule
from polku.learn.reports.campaigns.as_csv import as_csv
from polku.learn.reports.campaigns.compare import Comparison
from polku.learn.reports.campaigns.costs import Part
from polku.learn.reports.campaigns.measures import Measure, measures, of_middle
from polku.learn.reports.campaigns.problems import ReportError
from polku.learn.reports.campaigns.report import Report, report

router = Router(tags=["campaigns"])
AS_CSV = {"responses": {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}}
AS_PDF = {"responses": {200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}}}


@router.get(
    "/campaigns/{campaign_id}/report",
    auth=Key("campaigns.see"),
    response=answers(ReportOut, 404, 409, 422),
    summary="What it cost and what came of it, beside earlier ones",
)
def report_of(request: HttpRequest, campaign_id: int) -> ReportOut:
    return _shown(_found(campaign_id))


@router.patch(
    "/campaigns/{campaign_id}/report",
    auth=Key("campaigns.edit"),
    response=answers(ReportOut, 400, 404, 409, 413, 422),
    summary="Say what counts as success, and what it has cost beside its messages",
)
def say(request: HttpRequest, campaign_id: int, given: ReportPatch) -> ReportOut:
    row, by = _found(campaign_id).campaign, member(request)
    try:
        if given.goal is not None or given.days is not None:
            was = rule.rule_of(row)
            rule.choose(row, goal=given.goal or was.goal, days=given.days or was.days, by=by)
        if given.fixed_costs is not None:
            wanted_ones = [(one.what, one.amount, one.currency or "") for one in given.fixed_costs]
            fixed.replace(row, wanted_ones, by=by)
    except ReportError as problem:
        raise ApiError(422, "invalid", str(problem), field=problem.field) from problem
    return _shown(_found(campaign_id))


@router.get(
    "/campaigns/{campaign_id}/report.csv",
    auth=Key("campaigns.see"),
    response=answers(None, 404, 409, 422),
    summary="The same as a file: a row for each measure",
    openapi_extra=AS_CSV,
)
def report_csv(request: HttpRequest, campaign_id: int) -> Any:
    return _file(as_csv(_found(campaign_id)), "text/csv; charset=utf-8", campaign_id, "csv")


@router.get(
    "/campaigns/{campaign_id}/report.pdf",
    auth=Key("campaigns.see"),
    response=answers(None, 404, 409, 422),
    summary="The same to print",
    openapi_extra=AS_PDF,
)
def report_pdf(request: HttpRequest, campaign_id: int) -> Any:
    from polku.learn.reports.campaigns.pdf.printed import printed  # with what makes PDFs, which few ask for

    return _file(printed([_found(campaign_id)], team=the_team().name), "application/pdf", campaign_id, "pdf")


def _found(campaign_id: int) -> Report:
    found = report(wanted(campaign_id), now=clock.now())
    if found is None:
        raise ApiError(409, "not_launched", _("It has not been sent off yet, so there is nothing to report."))
    return found


def _file(content: str | bytes, content_type: str, campaign_id: int, ending: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="campaign-{campaign_id}-report.{ending}"'
    return answer


def _shown(found: Report) -> ReportOut:
    numbers = found.numbers
    return ReportOut(
        campaign=found.campaign.pk,
        goal=numbers.goal,
        days=numbers.days,
        rule=found.rule,
        effect=found.effect,
        counted_at=found.counted_at,
        is_over=numbers.is_over,
        measures=_measures(measures(numbers)),
        costs=[_cost(one) for one in found.costs],
        comparisons=[_compared(one, numbers.currency) for one in found.comparisons],
    )


def _measures(found: list[Measure]) -> list[MeasureOut]:
    return [MeasureOut.model_validate(one, from_attributes=True) for one in found]


def _cost(one: Part) -> CostOut:
    amount = None if one.minor is None else money.to_major(one.minor, one.currency)
    return CostOut(
        what=one.what or one.channel, messages=one.messages, amount=amount, currency=one.currency, how=one.how
    )


def _compared(one: Comparison, currency: str) -> ComparisonOut:
    earlier = [
        EarlierOut(
            campaign=row.number,
            name=row.name,
            launched_at=row.at,
            measures=_measures(measures(row.numbers)) if row.numbers is not None else [],
        )
        for row in one.rows
    ]
    return ComparisonOut(of=one.of, earlier=earlier, median=_measures(of_middle(one.middle, currency)))
