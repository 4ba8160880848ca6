"""Parts of a program's report, as the API shows them."""

from polku.act.rewards.budgets.open_points import OpenPoints
from polku.doors.api.forms.reward_parts import (
    RewardAge,
    RewardFriends,
    RewardHad,
    RewardLevel,
    RewardMove,
    RewardPassed,
    RewardPoints,
    RewardReturn,
)
from polku.learn.reports.rewards.ages import Age
from polku.learn.reports.rewards.friends.numbers import Grown
from polku.learn.reports.rewards.moves import Move
from polku.learn.reports.rewards.passed import Passed
from polku.learn.reports.rewards.returned import OfCampaign


def age(one: Age) -> RewardAge:
    return RewardAge(
        days=one.days, given=one.given, used=one.used, expired=one.expired, withdrawn=one.withdrawn, open=one.open
    )


def move(one: Move) -> RewardMove:
    return RewardMove(kind=one.kind, why=one.why, times=one.times, amount=one.amount, people=one.people)


def points(found: OpenPoints | None) -> RewardPoints | None:
    if found is None:
        return None
    worth = found.worth
    return RewardPoints(
        open=found.open,
        pending=found.pending,
        owed=found.owed,
        worth_points=worth.points if worth else None,
        worth_minor=worth.minor if worth else None,
        worth_by=worth.reward if worth else "",
        liability_minor=found.minor,
    )


def passed_on(found: Passed | None) -> RewardPassed | None:
    if found is None:
        return None
    parts = [RewardHad(part=one.part, count=one.count, people=one.people) for one in found.parts]
    return RewardPassed(parts=parts, given=found.given, used=found.used, cost_minor=found.minor)


def returned(one: OfCampaign) -> RewardReturn:
    found = one.returned
    return RewardReturn(
        campaign=one.number,
        days=one.effect.days,
        cost_minor=one.cost_minor,
        each_asked=one.effect.asked.each,
        each_held_out=one.effect.holdout.each,
        returned=found.value if found else None,
        returned_least=found.low if found else None,
        returned_most=found.high if found else None,
    )


def friends(found: Grown | None) -> RewardFriends | None:
    if found is None:
        return None
    return RewardFriends(
        links=found.links,
        bringers=found.bringers,
        friends=found.friends,
        each=found.each,
        in_turn=found.in_turn,
        levels=[RewardLevel(level=one.level, friends=one.friends, **one.states) for one in found.levels],
    )
