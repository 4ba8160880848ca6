"""The leaf itself."""

from dataclasses import dataclass
from decimal import Decimal

from polku.know.rules.compare.amount import Amount
from polku.know.rules.compare.read import read_both
from polku.know.rules.compare.words import in_words
from polku.know.rules.condition import Condition, Depends, Node, Writer, leaf
from polku.know.rules.happened.amounts import MILLION

SIGNS = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<=", "is": "="}

# The two amounts of everybody side by side. What somebody does not have is 0 over 0; a count, 0 over 1.
WHO = """
    SELECT person
    FROM ({one} UNION ALL {other})
    GROUP BY person
    HAVING {holds}
"""
WHOLE = "sumIf(whole, side = {side})"
PARTS = "sumIf(parts, side = {side})"


@dataclass(frozen=True)
class Compare(Condition):
    """Whether one amount is more, less or as much as another, so many times."""

    one: Amount
    operator: str
    other: Amount
    times: Decimal = Decimal(1)

    def sql(self, write: Writer) -> str:
        parts = [write.value(int(self.times * MILLION), "Int128")]
        wholes = [WHOLE.format(side=side) for side in (1, 2)]
        whole_of = [
            "toInt256(1)" if amount.of is None else PARTS.format(side=side)
            for side, amount in ((1, self.one), (2, self.other))
        ]
        left = f"{wholes[0]} * {whole_of[1]} * {MILLION}"
        right = f"{wholes[1]} * {whole_of[0]} * {parts[0]}"
        holds = f"({whole_of[0]} > 0 AND {whole_of[1]} > 0 AND {left} {SIGNS[self.operator]} {right})"
        look = {"one": self.one.each(write, 1), "other": self.other.each(write, 2)}
        if self._takes_nothing():
            # Who did neither is in no row of events: take those out of whom it does not hold.
            return f"(id NOT IN ({WHO.format(**look, holds=f'NOT {holds}')}))"
        return f"(id IN ({WHO.format(**look, holds=holds)}))"

    def depends(self) -> Depends:
        return self.one.happened.depends() | self.other.happened.depends()

    def crossed(self, write: Writer) -> str:
        return f"{self.one.happened.crossed(write)}\nUNION DISTINCT\n{self.other.happened.crossed(write)}"

    def facts(self, write: Writer) -> dict[str, str]:
        return {"compare": self.one.fact(write), "than": self.other.fact(write)}

    def sentence(self, *, is_negated: bool = False) -> str:
        return in_words(self.one, self.operator, self.other, self.times, is_negated=is_negated)

    def _takes_nothing(self) -> bool:
        return self.one.of is None and self.other.of is None and self.operator in ("gte", "lte", "is")


@leaf("compare")
def read_compare(node: Node) -> Compare:
    """{"compare": {"last": {…}}, "op": "gt", "than": {"avg": {…}}, "times": 1.5}. Raises RuleError."""
    return Compare(*read_both(node))
