"""A campaign's variants beside each other: what came of those who were drawn for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from polku.act.campaigns.models import NATIVE, Campaign
from polku.act.campaigns.trials.draw import drawn_of
from polku.act.campaigns.trials.models import Trial
from polku.act.campaigns.trials.versions import trial_of, versions
from polku.kit import clock
from polku.kit.arrays import Numbers, np
from polku.know.teams.begin import the_team
from polku.learn.reports import variants_sql as sql
from polku.learn.reports.outcomes import ORDERED, outcomes, owners
from polku.learn.trials.groups import Difference, Group, of_yes
from polku.learn.trials.ratio import Ratio, ratio
from polku.learn.trials.shares import newcombe, wilson
from polku.learn.trials.winner import FEWEST, Winner, winner
from polku.say.arms import packed

GOALS = (Trial.Goal.OPENED, Trial.Goal.CLICKED)


@dataclass(frozen=True)
class Variant:
    """`people`: who were drawn for it, whether their message arrived or not. Each counts once."""

    number: int
    letter: str
    people: int
    reached: int  # who did what is tried for
    left: int  # who unsubscribed, or complained
    later_h: int = 0

    @property
    def share(self) -> float | None:
        return self.reached / self.people if self.people else None

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson(self.reached, self.people)

    @property
    def left_share(self) -> float | None:
        return self.left / self.people if self.people else None

    @property
    def as_group(self) -> Group:
        return of_yes(self.reached, self.people)


@dataclass(frozen=True)
class Variants:
    trial: Trial
    ends_at: datetime  # when it is decided at the latest
    rest: int  # people who wait for the winner, or have got it
    rows: tuple[Variant, ...]
    barred: tuple[int, ...]  # numbers of those after which clearly more people left than after the campaign's own
    winner: Winner  # by the rule that may be looked at as often as one likes
    sizes: Ratio | None

    @property
    def leader(self) -> int:
        """The number of the one with the largest share; of equal ones, and of none, the first."""
        standing = [one for one in self.rows if one.number not in self.barred] or list(self.rows)
        return max(standing, key=lambda one: (one.share or 0.0, -one.number)).number

    @property
    def clear(self) -> int | None:
        """The number of the one that has won."""
        if self.winner.variant is None or (self.sizes is not None and self.sizes.is_off):
            return None
        number = self.rows[self.winner.variant].number
        return None if number in self.barred else number

    @property
    def lead(self) -> Difference | None:
        return self.winner.lead


def variants(campaign: Campaign) -> Variants | None:
    """None where nothing is tried, or the audience is still being found. Some queries. Raises columns.ColumnsError."""
    trial, launch = trial_of(campaign), campaign.launched
    if trial is None or launch is None or launch.asked_at is None:
        return None
    drawn = drawn_of(campaign)
    all_versions = versions(campaign)
    reached, left = _reached(campaign, launch.asked_at, trial, len(all_versions))
    if trial.goal == Trial.Goal.ORDERED:
        reached = _ordered(drawn.parts, since=launch.at, until=trial.decided_at or clock.now())
    rows = tuple(
        Variant(one.number, one.letter, len(people), reached[one.number], left[one.number], one.later_h)
        for one, people in zip(all_versions, drawn.parts, strict=True)
    )
    return Variants(
        trial=trial,
        ends_at=launch.at + timedelta(hours=trial.wait_h + max(one.later_h for one in all_versions)),
        rest=len(drawn.rest),
        rows=rows,
        barred=_barred(rows),
        winner=winner([one.as_group for one in rows]),
        sizes=ratio([one.people for one in rows], [1.0] * len(rows)),
    )


def _reached(campaign: Campaign, asked_at: datetime, trial: Trial, count: int) -> tuple[list[int], list[int]]:
    """By number: who opened or followed a link, and who left. Of those on trial alone."""
    with connection.cursor() as cursor:
        cursor.execute(sql.NUMBERS, [campaign.pk])
        blocks = np.array(cursor.fetchall(), np.int64).reshape(-1, 4)
        cursor.execute(sql.REACTED, [campaign.pk])
        reacted = np.array(cursor.fetchall(), np.int64).reshape(-1, 4)
    if not len(blocks) or not len(reacted):
        return [0] * count, [0] * count
    place = np.searchsorted(blocks[:, 0], reacted[:, 0], side="right") - 1
    block = blocks[place.clip(min=0)]
    is_theirs = (place >= 0) & (reacted[:, 0] < block[:, 0] + block[:, 1])
    is_theirs &= block[:, 3] == clock.to_ms(asked_at)
    did = reacted[:, 1 if trial.goal == Trial.Goal.OPENED else 2] * is_theirs
    left = reacted[:, 3] * is_theirs
    counted = (
        np.bincount(block[:, 2] % NATIVE, weights=one, minlength=count).astype(int).tolist() for one in (did, left)
    )
    return next(counted), next(counted)


def _ordered(parts: Sequence[Numbers], *, since: datetime, until: datetime) -> list[int]:
    window = {"since_ms": clock.to_ms(since), "until_ms": clock.to_ms(until)}
    done = np.sort(outcomes(ORDERED, **window, currency=the_team().currency).people)
    return [int(packed.holds(done, np.unique(owners(people))).sum()) for people in parts]


def _barred(rows: tuple[Variant, ...]) -> tuple[int, ...]:
    """The guard: no variant wins that drives more people away than the campaign's own message."""
    first = rows[0]
    found = []
    for one in rows[1:]:
        if min(one.people, first.people) >= FEWEST:
            more = newcombe((first.left, first.people), (one.left, one.people))
            if more is not None and more.low > 0:
                found.append(one.number)
    return tuple(found)
