"""What came of programs of rewards."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from polku.act.rewards.ledger.models import Program
from polku.doors.api import reward_parts
from polku.doors.api.asked import bounded
from polku.doors.api.errors import not_found
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.reward_reports import (
    ProgramReport,
    RewardMonth,
    RewardMoved,
    RewardPart,
    RewardRank,
    RewardStep,
    RewardWithin,
)
from polku.doors.api.key import Key
from polku.kit import clock
from polku.learn.reports.rewards.asked import Part
from polku.learn.reports.rewards.numbers import Moved
from polku.learn.reports.rewards.pace import Spread
from polku.learn.reports.rewards.report import report

router = Router(tags=["rewards"])


@router.get(
    "/rewards/programs/{program_id}/report",
    auth=Key("rewards.see"),
    response=answers(ProgramReport, 404, 422),
    summary="What came of a program",
)
def of_program(request: HttpRequest, program_id: int) -> ProgramReport:
    """Counted from the ledger at the moment of asking."""
    row = Program.objects.filter(pk=bounded(program_id)).first()
    if row is None:
        raise not_found(_("There is no program {id}.").format(id=program_id))
    found = report(row, now=clock.now())
    numbers, earned = found.numbers, found.numbers.earned(row.currency)
    return ProgramReport(
        program=row.pk,
        currency=row.currency,
        given=_moved(numbers.given),
        used=_moved(numbers.used),
        expired=_moved(numbers.expired),
        withdrawn=_moved(numbers.withdrawn),
        used_of_given=numbers.used_lots,
        use_rate=numbers.use_rate,
        open=numbers.open_lots,
        open_people=numbers.open_people,
        never_people=numbers.never_people,
        seen=numbers.seen,
        breakage=numbers.breakage,
        used_within_hours=_hours(numbers.until_used),
        used_within=[RewardWithin(hours=one.hours, used=one.used, people=one.people) for one in numbers.paces],
        cost_minor=numbers.cost_minor,
        return_on_cost=found.return_on_cost,
        orders=earned.orders,
        revenue_minor=earned.minor,
        stores=[_part(part) for part in found.stores],
        codes=[_part(part) for part in found.codes],
        ways=[_part(part) for part in found.ways],
        channels=[_part(part) for part in found.came],
        used_through=[_part(part) for part in found.through],
        segments=[_part(part) for part in found.segments],
        months=[
            RewardMonth(month=one.first, given=one.given, used=one.used, expired=one.expired, withdrawn=one.withdrawn)
            for one in found.months
        ],
        funnel=[RewardStep(at=one.at, people=one.people) for one in found.funnel],
        ages=[reward_parts.age(one) for one in found.ages],
        moves=[reward_parts.move(one) for one in found.moves],
        points=reward_parts.points(found.points),
        campaigns=[reward_parts.returned(one) for one in found.campaigns],
        passed=reward_parts.passed_on(found.passed),
        friends=reward_parts.friends(found.grown),
        ranks=[RewardRank(key=one.key, name=one.name, people=one.people) for one in found.ladder],
    )


def _moved(one: Moved) -> RewardMoved:
    return RewardMoved(count=one.count, amount=one.amount, people=one.people)


def _part(one: Part) -> RewardPart:
    return RewardPart(key=one.key, given=one.given, used=one.used, people=one.people, cost_minor=one.minor)


def _hours(spread: Spread | None) -> list[float]:
    if spread is None:
        return []
    return [round(ms / clock.HOUR_MS, 2) for ms in (spread.quarter_ms, spread.median_ms, spread.three_quarters_ms)]
