"""rank: stands on one of these steps of a ladder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeGuard

from django.utils.translation import gettext as _

from polku.act.rewards.leaves.program import AHEAD, Named, read_program
from polku.act.rewards.ledger.models import Program, Terms
from polku.act.rewards.ranks.terms import RanksTerms, read
from polku.know.rules.condition import Condition, Depends, Node, Writer, did_you_mean, leaf

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
    """`titles`: what the steps are called, by key. `base`: where everybody stands of whom nothing is told."""

    ladder: Named
    keys: tuple[str, ...]
    titles: Mapping[str, str] = field(default_factory=dict)
    base: str = ""

    def sql(self, write: Writer) -> str:
        wanted = write.value(list(self.keys), "Array(String)")
        if self.base in self.keys:
            return f"(id NOT IN (SELECT person FROM ({self._stands(write)}) WHERE step NOT IN {wanted}))"  # noqa: S608 parameters
        return f"(id IN (SELECT person FROM ({self._stands(write)}) WHERE step IN {wanted}))"  # noqa: S608 parameters

    def depends(self) -> Depends:
        return Depends(events=frozenset((EVENT,)))

    def crossed(self, write: Writer) -> str:
        return CROSSED.format(person=write.tables.person, name=write.value(EVENT, "String"), ahead=AHEAD)

    def facts(self, write: Writer) -> dict[str, str]:
        return {"rank": f"(SELECT any(step :: Nullable(String)) FROM ({self._stands(write)}))"}  # noqa: S608 parameters

    def doubts(self) -> Sequence[tuple[str, str]]:
        if doubt := self.ladder.doubt():
            return [(KEY, doubt)]
        strange = [key for key in self.keys if key not in self.titles]
        known = list(self.titles)
        return [("in", _("there is no rank “%(rank)s”") % {"rank": one} + did_you_mean(one, known)) for one in strange]

    def sentence(self, *, is_negated: bool = False) -> str:
        quoted = [_("“%(value)s”") % {"value": self.titles.get(key, key)} for key in self.keys]
        ranks = quoted[0]
        for other in quoted[1:]:
            ranks = _("%(first)s or %(second)s") % {"first": ranks, "second": other}
        form = _("is not %(ranks)s in “%(program)s”") if is_negated else _("is %(ranks)s in “%(program)s”")
        return form % {"ranks": ranks, "program": self.ladder.called}

    def _stands(self, write: Writer) -> str:
        return STANDS.format(**self.ladder.words(write, (EVENT,)))


@leaf(KEY)
def read_rank(node: Node) -> Rank:
    """{"rank": 9, "in": ["gold", "platinum"]}: keys of ranks, or their names. Raises RuleError."""
    node.allow(KEY, "in")
    names = node.given.get("in")
    if not isinstance(names, list) or not 0 < len(names) <= MOST or not all(_is_name(name) for name in names):
        raise node.wrong("in", _("write the names of ranks, for example [“gold”, “platinum”]"))
    ladder = read_program(node, KEY, kinds=(Program.Kind.RANKS,))
    terms = _terms(ladder)
    titles = {one.key: one.name for one in terms.ranks} if terms is not None else {}
    by_name = {title.casefold(): key for key, title in titles.items()}
    keys: list[str] = [name if name in titles else by_name.get(name.casefold(), name) for name in map(str, names)]
    base = terms.base if terms is not None else None
    return Rank(ladder, tuple(dict.fromkeys(keys)), titles, base.key if base is not None else "")


def _terms(ladder: Named) -> RanksTerms | None:
    row = Terms.objects.filter(program=ladder.number).order_by("-number").first() if ladder.name is not None else None
    return read(row.terms) if row is not None else None


def _is_name(given: object) -> TypeGuard[str]:
    return isinstance(given, str) and 0 < len(given) <= LENGTH
