"""rank: stands on one of these steps of a ladder."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from polku.act.rewards.leaves.program import AHEAD, Named, read_program
from polku.act.rewards.ledger.models import Program, Terms
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
    base: str = ""  # the step that everybody stands on who was told no other

    def sql(self, write: Writer) -> str:
        wanted = write.value(list(self.names), "Array(String)")
        if self.base and self.base in self.names:
            return f"(id NOT IN (SELECT person FROM ({self._stands(write)}) WHERE step NOT IN {wanted}))"  # noqa: S608 parameters
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
    ladder = read_program(node, KEY, kinds=(Program.Kind.RANKS,))
    return Rank(ladder, tuple(dict.fromkeys(names)), _base(ladder.number))


def _base(number: int) -> str:
    """Its key, as the ladder stands now; "": nobody has a step for nothing."""
    steps = Terms.objects.filter(program_id=number).order_by("-number").values_list("terms", flat=True).first() or {}
    first = [step for step in steps.get("ranks", ())[:1] if step.get("at") == 0]
    return str(first[0].get("key", "")) if first else ""


def _is_name(given: object) -> bool:
    return isinstance(given, str) and 0 < len(given) <= LENGTH
