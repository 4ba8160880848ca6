"""The leaf itself: which events, and what must be true of all of them together."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from polku.know.rules.condition import Condition, Depends, Node, Writer, leaf
from polku.know.rules.did.distinct import read_distinct
from polku.know.rules.did.measure import Measure
from polku.know.rules.did.times import ONCE, read_times
from polku.know.rules.did.total import read_total
from polku.know.rules.happened.events import Happened, keys, read_happened

# The people of whom one such event is known. Rides the order of `events`: (name, identity, time).
WHO = """
    SELECT {person}
    FROM {events}
    WHERE {happened}
"""
# Those of whom all their events together meet a measure.
WHO_TOGETHER = """
    SELECT {person} AS person
    FROM {events}
    WHERE {happened}
    GROUP BY person
    HAVING {measure}
"""
FACT = "(SELECT {what} FROM {events} WHERE {happened})"


@dataclass(frozen=True)
class Did(Condition):
    """Did something that a measure holds of."""

    happened: Happened
    measure: Measure = ONCE

    def sql(self, write: Writer) -> str:
        look = {
            "person": write.tables.person,
            "events": self.happened.source(write),
            "happened": self.happened.sql(write),
        }
        if self.measure == ONCE:
            return f"(id IN ({WHO.format(**look)}))"
        measure = self.measure.sql(write)
        if self.measure.takes_none:
            # Who never did it is in no row of events: take those out of whom it does not hold.
            return f"(id NOT IN ({WHO_TOGETHER.format(**look, measure=f'NOT ({measure})')}))"
        return f"(id IN ({WHO_TOGETHER.format(**look, measure=measure)}))"

    def depends(self) -> Depends:
        return self.happened.depends()

    def crossed(self, write: Writer) -> str:
        return self.happened.crossed(write)

    def facts(self, write: Writer) -> dict[str, str]:
        """When it first and last happened, how often, and what is measured."""
        asked = {"times": "count()", "first": "minOrNull(time)", "last": "maxOrNull(time)", **self.measure.facts(write)}
        return {
            name: FACT.format(what=what, events=self.happened.source(write), happened=self.happened.sql(write))
            for name, what in asked.items()
        }

    def sentence(self, *, is_negated: bool = False) -> str:
        return self.happened.sentence(self.measure.sentence(self.happened.name, is_negated=is_negated))


MEASURES: dict[str, Callable[[Node], Measure]] = {"count": read_times, "total": read_total, "distinct": read_distinct}


@leaf("did")
def read_did(node: Node) -> Did:
    """{"did": "Order Completed", "within": "30d", "count": {"gte": 2}, "where": […]}. Raises RuleError."""
    node.allow("did", *keys(), *MEASURES)
    happened = read_happened(node)
    given = [key for key in MEASURES if key in node.given]
    if len(given) > 1:
        both = {"first": given[0], "second": given[1]}
        form = _("“%(first)s” and “%(second)s” cannot stand in one condition; put them into “all”")
        raise node.wrong(given[1], form % both)
    return Did(happened, MEASURES[given[0]](node)) if given else Did(happened)
