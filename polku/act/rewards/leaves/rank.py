"""rank: stands on one of these steps of a ladder."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from polku.act.rewards.leaves.program import AHEAD, Named, read_program
from polku.act.rewards.ledger.models import Program
from polku.know.rules.condition import Condition, Depends, Node, Writer, leaf

KEY, EVENT = "rank", "Rank Changed"
MOST, LENGTH = 50, 200
# On which step each person stands now: the newest event says.
STANDS = """
SELECT {person} AS person, argMax(toString(properties.to), time) AS step
FROM {events}
WHERE {happened}
GROUP BY person
"""
CROSSED = "SELECT {person} AS id FROM moments WHERE name = {name} AND {ahead}"


@dataclass(frozen=True)
class Rank(Condition):
    ladder: Named
    names: tuple[str, ...]

    def sql(self, write: Writer) -> str:
        wanted = write.value(list(self.names), "Array(String)")
        return f"(id IN (SELECT person FROM ({self._stands(write)}) WHERE step IN {wanted}))"  # noqa: S608 parameters

    def depends(self) -> Depends:
        return Depends(events=frozenset((EVENT,)))

    def crossed(self, write: Writer) -> str:
        return CROSSED.format(person=write.tables.person, name=write.value(EVENT, "String"), ahead=AHEAD)

    def facts(self, write: Writer) -> dict[str, str]:
        return {"rank": f"(SELECT any(step :: Nullable(String)) FROM ({self._stands(write)}))"}  # noqa: S608 parameters

    def doubts(self) -> Sequence[tuple[str, str]]:
        return [(KEY, doubt)] if (doubt := self.ladder.doubt()) else ()

    def sentence(self, *, is_negated: bool = False) -> str:
        quoted = [_("“%(value)s”") % {"value": name} for name in self.names]
        ranks = quoted[0]
        for other in quoted[1:]:
            ranks = _("%(first)s or %(second)s") % {"first": ranks, "second": other}
        form = _("is not %(ranks)s in “%(program)s”") if is_negated else _("is %(ranks)s in “%(program)s”")
        return form % {"ranks": ranks, "program": self.ladder.called}

    def _stands(self, write: Writer) -> str:
        return STANDS.format(**self.ladder.words(write, (EVENT,)))


@leaf(KEY)
def read_rank(node: Node) -> Rank:
    """{"rank": 9, "in": ["gold", "platinum"]}. Raises RuleError."""
    node.allow(KEY, "in")
    names = node.given.get("in")
    if not isinstance(names, list) or not 0 < len(names) <= MOST or not all(_is_name(name) for name in names):
        raise node.wrong("in", _("write the names of ranks, for example [“gold”, “platinum”]"))
    return Rank(read_program(node, KEY, kinds=(Program.Kind.RANKS,)), tuple(dict.fromkeys(names)))


def _is_name(given: object) -> bool:
    return isinstance(given, str) and 0 < len(given) <= LENGTH
