"""A program's report, whole."""

from datetime import datetime

import msgspec

from polku.act.rewards.budgets.open_points import OpenPoints, open_points
from polku.act.rewards.ledger.models import Program
from polku.kit import clock
from polku.learn.reports.rewards import ladder, parts
from polku.learn.reports.rewards.ages import Age, ages
from polku.learn.reports.rewards.asked import Part
from polku.learn.reports.rewards.came.count import by_giver_and_channel, by_use
from polku.learn.reports.rewards.friends.numbers import Grown, grown
from polku.learn.reports.rewards.friends.tree import Tree, tree_of
from polku.learn.reports.rewards.months import Month, by_month
from polku.learn.reports.rewards.moves import Move, moves
from polku.learn.reports.rewards.numbers import Numbers, numbers
from polku.learn.reports.rewards.passed import Passed, passed
from polku.learn.reports.rewards.returned import OfCampaign, of_campaigns
from polku.learn.reports.rewards.segments import by_segment


class Report(msgspec.Struct, frozen=True):
    program: Program
    numbers: Numbers
    stores: list[Part]
    codes: list[Part]
    ways: list[Part]
    came: list[Part]  # through which channel
    through: list[Part]  # through which it was used
    segments: list[Part]
    months: list[Month]
    funnel: list[parts.Step]
    ladder: list[ladder.Step]
    ages: list[Age]
    moves: list[Move]  # of stamps and points
    points: OpenPoints | None  # of points
    tree: Tree | None  # of friends
    grown: Grown | None
    campaigns: list[OfCampaign]
    passed: Passed | None = None  # of offers and benefits

    @property
    def return_on_cost(self) -> float | None:
        """What was bought with it, less its cost, over its cost."""
        return self.per_cost - 1 if self.per_cost is not None else None

    @property
    def per_cost(self) -> float | None:
        """Revenue with it for each unit of what it cost."""
        cost = self.numbers.cost_minor
        return self.numbers.earned(self.program.currency).minor / cost if cost else None


def report(program: Program, *, now: datetime) -> Report:
    ways, came = by_giver_and_channel(program)
    tree = tree_of(program) if program.kind == Program.Kind.REFERRAL else None
    return Report(
        program=program,
        numbers=numbers(program, now),
        stores=parts.by_store(program),
        codes=parts.by_code(program),
        ways=ways,
        came=came,
        through=by_use(program),
        segments=by_segment(program, now),
        months=by_month(program),
        funnel=parts.funnel(program) if program.kind == Program.Kind.STAMPS else [],
        ladder=ladder.steps(program, now),
        ages=ages(program, now_ms=clock.to_ms(now)),
        moves=moves(program),
        points=open_points(program, at_ms=clock.to_ms(now)) if program.kind == Program.Kind.POINTS else None,
        tree=tree,
        grown=grown(tree, now) if tree is not None else None,
        campaigns=of_campaigns(program, ways, now),
        passed=passed(program),
    )
