"""Whom campaigns of higher priority want as well: of an audience that has just been found, and beforehand, about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from polku.act.campaigns.audience import asked_rule, frozen_of
from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.early.find import people_of as early_people
from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.natives.wordings import channels_of
from polku.act.plan.way.coming import Coming, at_ms, coming
from polku.kit import clock
from polku.kit.arrays import Numbers, np
from polku.know.rules import ask
from polku.know.rules.condition import RuleError
from polku.know.rules.marked import marked
from polku.know.rules.sample import of_percent
from polku.say.arms import packed
from polku.say.arms.models import Arm
from polku.say.limits import caps
from polku.say.limits.terms import Terms
from polku.say.limits.way.keep import First


@dataclass(frozen=True)
class Estimate:
    """About how many people give way to it, as of now."""

    coming: Coming
    people: int
    rule: Any  # who they are


def ahead(launch: Launch, people: Numbers, now: datetime) -> list[First]:
    """What the campaign gives way to, and who of its people. Raises ColumnsError."""
    found: list[First] = []
    theirs: dict[int, Numbers] = {}
    for one in coming(launch.campaign, now=now):
        if one.campaign.pk not in theirs:
            wanted = _people(one.campaign, now=now)
            theirs[one.campaign.pk] = people[packed.holds(wanted, people)]
        among = theirs[one.campaign.pk]
        if len(among):
            group = cause_of(one.campaign)
            found.append(First(one.key, one.campaign.name, at_ms(one), one.scopes, group, among, one.is_asked))
    return found


def estimates(campaign: Campaign, *, at: datetime | None = None, now: datetime) -> list[Estimate]:
    """If it went at `at`, or now; without those to whom none would. Raises ColumnsError."""
    begins = max(at, now) if at is not None else now
    found = []
    for one in coming(campaign, at=begins, now=now):
        if one.at < begins > now:
            continue  # it has gone by then
        rules = [rule for terms in caps.current() if (rule := _is_full(terms, campaign, one, at=begins)) is not None]
        if not rules:
            continue
        both = {"all": [reached_rule(campaign), reached_rule(one.campaign), {"any": rules}]}
        try:
            count = ask.count(both, now)
        except RuleError:
            continue
        if count:
            found.append(Estimate(one, count, both))
    return found


def together(found: Sequence[Estimate], *, now: datetime) -> int:
    """About how many give way to any of them. Raises ColumnsError."""
    if len(found) < 2:
        return sum(one.people for one in found)
    return ask.count({"any": [one.rule for one in found]}, now)


def reached_rule(campaign: Campaign) -> Any:
    """Who would be asked, and can be reached."""
    reachable = [{"reachable": channel, "purpose": campaign.purpose} for channel in channels_of(campaign)]
    return {"all": [asked_rule(campaign), {"any": reachable}]}


def _people(campaign: Campaign, *, now: datetime) -> Numbers:
    """Who it is for: as it was found, be it when it was planned, or as of now.

    Nobody where its rule has broken: then it does not go either.
    """
    if campaign.launched is not None and frozen_of(campaign.launched) is not None:
        return packed.read(cause_of(campaign), Arm.Name.ASKED)
    if (early := early_people(campaign)) is not None:
        return early
    try:
        people, _marks = marked(reached_rule(campaign), [of_percent(0, "")], now)
    except RuleError:
        return np.zeros(0, np.int64)
    return people


def _is_full(terms: Terms, campaign: Campaign, first: Coming, *, at: datetime) -> Any:
    """Whom a cap leaves room for one, not for both, as a rule; None where it has room for both whatever they got."""
    ours: Sequence[tuple[str, str]] = Coming("", campaign, at).scopes
    counts = all(any(terms.counts(*scope) for scope in scopes) for scopes in (ours, first.scopes))
    apart_ms = max(0, at_ms(first) - clock.to_ms(at))
    if not counts or apart_ms >= terms.window_ms:
        return None
    has_room = {"not": _got(terms.most, within_ms=terms.window_ms)}
    if terms.most == 1:
        return has_room
    return {"all": [_got(terms.most - 1, within_ms=terms.window_ms - apart_ms), has_room]}


def _got(count: int, *, within_ms: int) -> Any:
    within = max(1, within_ms // clock.MINUTE_MS)
    return {"did": "Message Sent", "within": f"{within}m", "count": {"gte": count}}
