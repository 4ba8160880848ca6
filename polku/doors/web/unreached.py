"""Who of an audience will get nothing, and why: said before the launch, by the reasons that its messages would have."""

from collections import Counter
from dataclasses import dataclass, replace

from django.core.cache import cache

from polku.act.campaigns.audience import asked_rule, draw
from polku.act.campaigns.fingerprint import fingerprint
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives.foreseen import Foreseen
from polku.act.campaigns.natives.foreseen import foreseen as foresee
from polku.act.campaigns.natives.wordings import in_use
from polku.act.campaigns.trials.versions import versions
from polku.doors.web.audience import Audience, reached
from polku.doors.web.columns_asked import ask
from polku.kit import clock
from polku.kit.arrays import Numbers
from polku.say.arms.models import Arm
from polku.say.channels.registry import channel
from polku.say.outbox.foreseen import foreseen
from polku.say.outbox.of_many import of_many

KEPT_S = 60
MOST_ASKED = 20_000  # people who are looked at one by one while somebody waits for the page


@dataclass(frozen=True)
class Unreached:
    """`reached`: how many get the message, as of now; None where it cannot be said. With it `why`, sentences and how
    many people each is about, and those held out, adds up to the audience.

    `others`: of an audience too large to be looked at one by one, all who get nothing for another reason.
    """

    reached: int | None
    why: list[tuple[str, int]]
    others: int = 0
    held_out: int = 0  # by this campaign, to see what it brings about
    held_by_team: int = 0
    foreseen: Foreseen | None = None  # of one with several wordings: who gets it by what

    def by(self, name: str) -> int | None:
        """How many get it by one of its channels; where it has only one, all who get it."""
        if self.foreseen is None or len(self.foreseen.channels) == 1:
            return self.reached
        return self.foreseen.channels.get(name, 0)


def unreached(row: Campaign, found: Audience | None) -> Unreached:
    if found is None or not found.count:
        return Unreached(found.count if found else None, [])
    drawn = ask(lambda: draw(row, now=clock.now()))
    if drawn is None:
        return Unreached(None, [])
    arms = drawn.arms
    asked, held = arms[Arm.Name.ASKED], (len(arms[Arm.Name.HOLDOUT]), len(arms[Arm.Name.TEAM]))
    if len(in_use(row)) > len(versions(row)):
        seen = ask(lambda: _foreseen(row))
        if seen is None:
            return Unreached(None, [])
        if row.several is not None:
            return Unreached(
                seen.people - seen.nowhere, [], 0, *held, foreseen=seen
            )  # whom nothing reaches stands there
        return replace(_by_one(row, asked, held), foreseen=seen)
    return _by_one(row, asked, held)


def _foreseen(row: Campaign) -> Foreseen:
    """Of a large audience it is kept for as long as somebody looks at one page: it takes seconds to be found."""
    key = f"foreseen:{row.pk}:{fingerprint(row)}"
    kept = cache.get(key)
    if kept is not None:
        people, counts, nowhere = kept
        return Foreseen(people, [(one, counts.get(one.number, 0)) for one in in_use(row)], nowhere)
    seen = foresee(row, now=clock.now())
    if seen.people > MOST_ASKED:
        cache.set(key, (seen.people, {one.number: count for one, count in seen.wordings}, seen.nowhere), KEPT_S)
    return seen


def _by_one(row: Campaign, asked: Numbers, held: tuple[int, int]) -> Unreached:
    """Of whom its one channel is asked."""
    if len(asked) > MOST_ASKED:
        count = reached(asked_rule(row), row.channel, row.purpose)
        return Unreached(count, [], 0 if count is None else max(0, len(asked) - count), *held)
    told = Counter(foreseen(asked.tolist(), channel(row.channel), purpose=row.purpose, topic=row.topic).values())
    count = told.pop("", 0)
    why: Counter[str] = Counter()
    for reason, about in told.items():
        why[of_many(reason)] += about
    return Unreached(count, why.most_common(), 0, *held)
