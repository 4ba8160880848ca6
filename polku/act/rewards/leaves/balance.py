"""balance: how many points, stamps or tickets of a program somebody can use now. Who has none has 0."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from polku.act.rewards.leaves.has_reward import KINDS
from polku.act.rewards.leaves.held import crossed, events_of, held
from polku.act.rewards.leaves.program import Named, read_program
from polku.know.rules.condition import Condition, Depends, Node, Writer, leaf
from polku.know.rules.did.measure import Comparison, read_comparison
from polku.know.rules.did.times import read_whole
from polku.know.rules.did.words import amount_of

KEY = "balance"


@dataclass(frozen=True)
class Balance(Condition):
    program: Named
    comparison: Comparison

    def sql(self, write: Writer) -> str:
        meets = self.comparison.sql("held", [write.value(number, "Int64") for number in self.comparison.numbers])
        found = held(self.program, write)
        if self.comparison.takes(0):
            return f"(id NOT IN (SELECT person FROM ({found}) WHERE NOT {meets}))"  # noqa: S608 values are parameters
        return f"(id IN (SELECT person FROM ({found}) WHERE {meets}))"  # noqa: S608 values are parameters

    def depends(self) -> Depends:
        return Depends(events=frozenset(events_of(self.program)))

    def crossed(self, write: Writer) -> str:
        return crossed(self.program, write)

    def facts(self, write: Writer) -> dict[str, str]:
        return {"left": f"(SELECT sum(held) FROM ({held(self.program, write)}))"}  # noqa: S608 values are parameters

    def doubts(self) -> Sequence[tuple[str, str]]:
        return [(KEY, doubt)] if (doubt := self.program.doubt()) else ()

    def sentence(self, *, is_negated: bool = False) -> str:
        form = _("does not have %(amount)s of “%(program)s”") if is_negated else _("has %(amount)s of “%(program)s”")
        return form % {"amount": amount_of(self.comparison), "program": self.program.called}


@leaf(KEY)
def read_balance(node: Node) -> Balance:
    """{"balance": 7, "amount": {"gte": 100}}. Raises RuleError."""
    node.allow(KEY, "amount")
    given = node.given.get("amount")
    if not isinstance(given, dict):
        raise node.wrong("amount", _("write for example {“gte”: 2}"))
    comparison = read_comparison(node, "amount", given, read_whole)
    return Balance(read_program(node, KEY, kinds=KINDS), comparison)
