"""trait: what is known of a person."""

from dataclasses import dataclass

from polku.know.rules.condition import Condition, Depends, Node, Writer, leaf
from polku.know.rules.operators.claim import KEYS, Claim, read_claim, read_operator
from polku.know.rules.trait.names import ADDRESSES, OWN, label, read_name
from polku.know.rules.trait.pair import Pair, read_pair
from polku.know.rules.trait.places import place_of

FACT = "(SELECT any({shown}) FROM {people})"

# Those of whom time may have changed it. Scans `people`.
CROSSED = """
SELECT id
FROM {people}
WHERE {crossed}
"""


@dataclass(frozen=True)
class Trait(Condition):
    """What is claimed of a trait: beside a value, or beside another trait."""

    keys: tuple[str, ...]
    claim: Claim | Pair

    def sql(self, write: Writer) -> str:
        return self.claim.sql(place_of(self.keys, write), write)

    def sentence(self, *, is_negated: bool = False) -> str:
        return self.claim.sentence(label(self.keys), is_negated=is_negated)

    def depends(self) -> Depends:
        # An address may come as a name of an event, of whatever kind; what polku itself knows, by any event.
        both = [keys for keys in (self.keys, self._other) if keys]
        is_own = any(keys[0] == OWN or keys in {(address,) for address in ADDRESSES} for keys in both)
        return Depends(traits=frozenset(keys[0].removesuffix("[]") for keys in both), anything=is_own)

    def crossed(self, write: Writer) -> str:
        crossed = self.claim.crossed(place_of(self.keys, write), write)
        return CROSSED.format(people=write.tables.people, crossed=crossed) if crossed else ""

    def facts(self, write: Writer) -> dict[str, str]:
        both = [keys for keys in (self.keys, self._other) if keys]
        people = write.tables.people
        return {".".join(keys): FACT.format(shown=place_of(keys, write).shown(), people=people) for keys in both}

    @property
    def _other(self) -> tuple[str, ...]:
        return self.claim.other if isinstance(self.claim, Pair) else ()


@leaf("trait")
def read_trait(node: Node) -> Trait:
    """{"trait": "address.city", "op": "in", "value": ["Tokyo", "Osaka"]}. Raises RuleError."""
    node.allow("trait", *KEYS)
    keys = read_name(node, "trait", node.given["trait"])
    is_pair = isinstance(node.given.get("value"), dict)
    return Trait(keys, read_pair(node, read_operator(node)) if is_pair else read_claim(node))
