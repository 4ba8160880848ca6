"""What the people of a campaign did after their message, person by person: as conversions.py counts it."""

from dataclasses import dataclass

from polku.kit import clock
from polku.kit.arrays import Numbers, np
from polku.know.teams.begin import the_team
from polku.learn.reports.campaigns.rule import Rule
from polku.learn.reports.done import Done, done
from polku.say.outbox.every import Every


@dataclass(frozen=True)
class Followed:
    """`first`: the message from which on it counts for a person, the place of it among all. Shapes: all (people,).

    `by_currency`: orders, or however often the goal came, and what these were worth in the smallest unit.
    """

    first: Numbers
    by_currency: dict[str, tuple[Numbers, Numbers]]

    @property
    def times(self) -> Numbers:
        return sum((times for times, _minor in self.by_currency.values()), np.zeros(len(self.first), np.int64))


def followed(every: Every, people: Numbers, rule: Rule) -> Followed:
    """Of everybody whose message was sent. Raises columns.ColumnsError, of goals other than orders."""
    (sent,) = np.nonzero(every.became("sent"))
    order = sent[np.lexsort((every.at_ms[sent], people[sent]))]
    who, at = np.unique(people[order], return_index=True)
    first = order[at]
    found: dict[str, tuple[Numbers, Numbers]] = {}
    if len(who):
        since_ms, window_ms = every.at_ms[first], rule.days * clock.DAY_MS
        until_ms = int(since_ms.max()) + window_ms
        parts = done(rule.goal, since_ms=int(since_ms.min()), until_ms=until_ms, currency=the_team().currency)
        for part in parts:
            _add(part, who, since_ms, window_ms, found)
    return Followed(first, found)


def _add(
    part: Done, who: Numbers, since_ms: Numbers, window_ms: int, found: dict[str, tuple[Numbers, Numbers]]
) -> None:
    at = np.searchsorted(who, part.people).clip(max=len(who) - 1)
    waited = part.at_ms - since_ms[at]
    counts = (who[at] == part.people) & (waited >= 0) & (waited < window_ms)
    for place, name in enumerate(part.names):
        theirs = counts & (part.currencies == place)
        if theirs.any():
            worth = np.bincount(at[theirs], weights=part.minor[theirs], minlength=len(who))
            times, minor = found.get(name, (np.zeros(len(who), np.int64), np.zeros(len(who), np.int64)))
            found[name] = (
                times + np.bincount(at[theirs], minlength=len(who)),
                minor + np.rint(worth).astype(np.int64),
            )
