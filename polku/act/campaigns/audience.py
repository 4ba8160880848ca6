"""The audience of a launch: found once, drawn into arms, and kept.

Two draws, each by a stable hash of the person's number (know/rules/sample.py) with a salt of its own: first the team's
holdout, then this campaign's, of whoever is left. What is kept are people, not only the salts: numbers of profiles move
when people merge, and what a rule looks at changes; the same question asked later would find others.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.conditions import conditions_of
from polku.act.campaigns.early.find import people_of as early_people
from polku.act.campaigns.models import Campaign, Frozen, Launch
from polku.act.campaigns.whom import rule_of
from polku.kit import clock
from polku.kit.arrays import Numbers, np
from polku.know.rules.marked import marked
from polku.know.rules.sample import of_percent
from polku.know.rules.tree import read
from polku.say.arms import conditions as kept_conditions
from polku.say.arms import packed, team
from polku.say.arms.models import Arm, TeamHoldout
from polku.say.content.conditions.rules import Condition

EVERYBODY: dict[str, Any] = {"all": []}


class Drawn(NamedTuple):
    """`team`: the team's holdout, as it holds. `arms`: people by arm. `met`: of those asked, by a condition's key."""

    frozen: Frozen
    team: TeamHoldout
    arms: Mapping[str, Numbers]
    met: Mapping[str, Numbers]


def asked_of(launch: Launch) -> Numbers:
    """Who is to be asked for a message, ascending; the same whenever it is asked for. Raises RuleError, ColumnsError.

    Of a worker that died in between, or of two at once, one has drawn: what is kept counts.
    """
    cause = cause_of(launch.campaign)
    if not _is_frozen(launch):
        drawn = draw(launch.campaign, now=launch.at, conditions=conditions_of(launch.campaign))
        with transaction.atomic():
            Launch.objects.select_for_update().get(pk=launch.pk)
            if not _is_frozen(launch):
                for arm, people in drawn.arms.items():
                    packed.keep(cause, arm, people)
                kept_conditions.keep(cause, drawn.met)
                if drawn.team.percent:
                    team.draw(drawn.team, drawn.arms[Arm.Name.TEAM])
                drawn.frozen.launch, drawn.frozen.at = launch, clock.now()
                drawn.frozen.save()
    return packed.read(cause, Arm.Name.ASKED)


def draw(campaign: Campaign, *, now: datetime, conditions: Sequence[Condition] = ()) -> Drawn:
    """Who would be in which arm if it were launched now; nothing is kept. Raises RuleError and ColumnsError."""
    row = TeamHoldout(percent=0, salt="") if team.spares(campaign.purpose) else team.current()
    own = of_percent(campaign.holdout_percent, cause_of(campaign))
    rule = rule_of(campaign)
    early = early_people(campaign)
    wanted = [team.sample(row), own, *(read(one.rule) for one in conditions)]
    people, marks = marked(rule if early is None else EVERYBODY, wanted, now)
    if early is not None:
        among = packed.holds(early, people)
        people, marks = people[among], marks[among]
    is_teams = marks[:, 0] | packed.holds(team.people_of(team.drawn(row)), people)
    is_held = marks[:, 1] & ~is_teams
    is_asked = ~is_teams & ~is_held
    arms = {
        Arm.Name.ASKED: people[is_asked],
        Arm.Name.HOLDOUT: people[is_held],
        Arm.Name.TEAM: people[is_teams],
    }
    frozen = Frozen(
        rule=rule,
        found=len(people),
        percent=campaign.holdout_percent,
        salt=own.salt,
        team_percent=row.percent,
        team_salt=row.salt,
    )
    met = {one.key: people[is_asked & marks[:, 2 + nth]] for nth, one in enumerate(conditions)}
    return Drawn(frozen, row, {str(arm): np.asarray(numbers) for arm, numbers in arms.items()}, met)


def asked_rule(campaign: Campaign) -> object:
    """Who would be asked, as a rule: for counting many. Who was drawn under another number before is not seen by it."""
    row = team.current()
    samples = [{"percent": campaign.holdout_percent, "salt": cause_of(campaign)}]
    if row.percent and not team.spares(campaign.purpose):
        samples.append({"percent": row.percent, "salt": row.salt})
    return {"all": [rule_of(campaign), *({"not": {"sample": one}} for one in samples)]}


def held_out(campaign: Campaign) -> int | None:
    """How many of those found get nothing on purpose; None while it has not been drawn."""
    if campaign.launched is None or not _is_frozen(campaign.launched):
        return None
    sizes = packed.sizes(cause_of(campaign))
    return sizes.get(Arm.Name.HOLDOUT, 0) + sizes.get(Arm.Name.TEAM, 0)


def frozen_of(launch: Launch) -> Frozen | None:
    """None while the audience has not been found, and of launches before there were holdouts."""
    return Frozen.objects.filter(launch=launch).first()


def _is_frozen(launch: Launch) -> bool:
    return frozen_of(launch) is not None
