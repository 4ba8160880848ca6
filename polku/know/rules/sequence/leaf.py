"""The leaf itself."""

from collections.abc import Iterator
from collections.abc import Sequence as Many
from dataclasses import dataclass
from functools import reduce
from operator import or_

from polku.know.rules.condition import Condition, Depends, Node, Writer, leaf
from polku.know.rules.happened.events import Happened, joined
from polku.know.rules.happened.when import NOW, When
from polku.know.rules.sequence.machine import WHO, Link, states
from polku.know.rules.sequence.read import Step, read_steps
from polku.know.rules.sequence.words import in_words

FACT = "(SELECT maxOrNull(time) FROM {events} WHERE {happened})"


@dataclass(frozen=True)
class Sequence(Condition):
    """Steps in their order. `when`: where each of them lies, as their own times say it too; here for the sentence."""

    steps: Many[Step]
    span_s: int | None = None
    when: Many[When] = ()

    def sql(self, write: Writer) -> str:
        links = [Link(step.after_s, bool(step.without)) for step in self.steps]
        made, done = states(write, links, self.span_s)
        who = WHO.format(
            states=made,
            done=done,
            person=write.tables.person,
            use=self._use(write),
            events=joined(self._happened(), write, write.tables.events),
            among=self._among(write),
            needed=(1 << len(self.steps)) - 1,
        )
        return f"(id IN ({who}))"

    def depends(self) -> Depends:
        return reduce(or_, (each.depends() for each in self._happened()))

    def crossed(self, write: Writer) -> str:
        return "\nUNION DISTINCT\n".join(each.crossed(write) for each in self._happened())

    def facts(self, write: Writer) -> dict[str, str]:
        """When each step last happened, be it in this order or not."""
        return {
            f"step {number}": FACT.format(events=step.happened.source(write), happened=step.happened.sql(write))
            for number, step in enumerate(self.steps, 1)
        }

    def sentence(self, *, is_negated: bool = False) -> str:
        return in_words(self.steps, self.span_s, self.when, is_negated=is_negated)

    def _among(self, write: Writer) -> str:
        """Of all events, those to look at: what the engine can see before it has read the rest of them."""
        names = write.value(sorted(self.depends().events), "Array(String)")
        # What must not lie between two steps may have another time than they.
        when = [] if any(step.without for step in self.steps) else [each.sql(write) for each in self.when]
        return " AND ".join([f"name IN {names}", f"time <= {NOW}", *when])

    def _use(self, write: Writer) -> str:
        """What an event is good for: a bit for each step, then one for what must not follow it."""
        bits = [(1 << k, step.happened) for k, step in enumerate(self.steps)]
        parts = [f"{bit} * ({happened.sql(write)})" for bit, happened in bits]
        for k, step in enumerate(self.steps, len(self.steps)):
            if step.without:
                either = " OR ".join(happened.sql(write) for happened in step.without)
                parts.append(f"{1 << k} * ({either})")
        return " + ".join(parts)

    def _happened(self) -> Iterator[Happened]:
        for step in self.steps:
            yield step.happened
            yield from step.without


@leaf("sequence")
def read_sequence(node: Node) -> Sequence:
    """{"sequence": [{"did": "Cart Updated"}, {"did": "Order Completed", "after_within": "2d"}]}. Raises RuleError."""
    return Sequence(*read_steps(node))
