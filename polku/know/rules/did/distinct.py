"""distinct: how many different values stand in the events. Who has none has 0."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from polku.know.rules.condition import Node, Writer
from polku.know.rules.did.measure import Comparison, read_comparison
from polku.know.rules.did.times import read_whole
from polku.know.rules.did.total import read_of
from polku.know.rules.did.words import distinct
from polku.know.rules.happened.amounts import texts
from polku.know.rules.happened.paths import Path


@dataclass(frozen=True)
class Distinct:
    """Values are the same when they are written the same; upper and lower case are one, unless exact."""

    path: Path
    comparison: Comparison
    is_exact: bool = False

    @property
    def takes_none(self) -> bool:
        return self.comparison.takes(0)

    def sql(self, write: Writer) -> str:
        numbers = [write.value(number, "UInt64") for number in self.comparison.numbers]
        return self.comparison.sql(self._count(write), numbers)

    def facts(self, write: Writer) -> Mapping[str, str]:
        return {"distinct": self._count(write)}

    def _count(self, write: Writer) -> str:
        values, ending = texts(self.path, write, is_exact=self.is_exact)
        return f"uniqExact{ending}({values})"

    def sentence(self, event: str, *, is_negated: bool) -> str:
        return distinct(event, self.path.shown(), self.comparison, is_negated=is_negated)


def read_distinct(node: Node) -> Distinct:
    """{"distinct": {"of": "products[].product_id", "gte": 3}}. Raises RuleError."""
    inner, path, others = read_of(node, "distinct")
    is_exact = others.pop("exact", False)
    if not isinstance(is_exact, bool):
        raise inner.wrong("exact", _("this is true or false"))
    return Distinct(path, read_comparison(node, "distinct", others, read_whole), is_exact)
