"""Who of an audience will get nothing, and why: said before the launch, by the reasons that its messages would have."""

from collections import Counter
from dataclasses import dataclass

from polku.act.campaigns.launch import rule_of
from polku.act.campaigns.models import Campaign
from polku.doors.web.audience import Audience, reached
from polku.doors.web.columns_asked import ask
from polku.kit import clock
from polku.know.rules import ask as rules
from polku.say.channels.registry import channel
from polku.say.outbox.foreseen import foreseen
from polku.say.outbox.of_many import of_many

MOST_ASKED = 20_000  # people who are looked at one by one while somebody waits for the page


@dataclass(frozen=True)
class Unreached:
    """`reached`: how many get the message, as of now; None where it cannot be said. With it `why`, sentences and how
    many people each is about, adds up to the audience.

    `others`: of an audience too large to be looked at one by one, all who get nothing.
    """

    reached: int | None
    why: list[tuple[str, int]]
    others: int = 0


def unreached(row: Campaign, found: Audience | None) -> Unreached:
    if found is None or not found.count:
        return Unreached(found.count if found else None, [])
    rule = rule_of(row)
    people = ask(lambda: rules.people(rule, clock.now())) if found.count <= MOST_ASKED else None
    if people is None:
        count = reached(rule, row.channel, row.purpose)
        return Unreached(count, [], 0 if count is None else max(0, found.count - count))
    told = Counter(foreseen(people, channel(row.channel), purpose=row.purpose, topic=row.topic).values())
    count = told.pop("", 0)
    why: Counter[str] = Counter()
    for reason, about in told.items():
        why[of_many(reason)] += about
    return Unreached(count, why.most_common())
