"""total: the sum, average, smallest or largest of a number that stands in the events. Who has none meets no total."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from polku.know.rules.condition import Node, Writer, did_you_mean
from polku.know.rules.did.measure import Comparison, read_comparison
from polku.know.rules.did.words import total
from polku.know.rules.happened.amounts import MILLION, millionths
from polku.know.rules.happened.paths import Path, read_path

BY = {"sum": "sum", "avg": "sum", "min": "min", "max": "max"}  # → the engine's aggregate
MOST = 2**53


@dataclass(frozen=True)
class Total:
    """Exact, in millionths."""

    path: Path
    by: str
    comparison: Comparison

    takes_none = False

    def sql(self, write: Writer) -> str:
        numbers, ending = millionths(self.path, write)
        limits = [write.value(int(number * MILLION), "Int128") for number in self.comparison.numbers]
        if self.by == "avg":
            # An average is never written down: it could not be exact.
            limits = [f"{limit} * count{ending}({numbers})" for limit in limits]
        held = f"ifNull({self.comparison.sql(f'{BY[self.by]}{ending}({numbers})', limits)}, 0)"
        # Without any number, an aggregate of single ones is NULL, one of lists is not.
        return f"(count{ending}({numbers}) > 0 AND {held})" if ending else held

    def facts(self, write: Writer) -> Mapping[str, str]:
        numbers, ending = millionths(self.path, write)
        count, found = f"count{ending}({numbers})", f"toFloat64({BY[self.by]}{ending}({numbers})) / {MILLION}"
        return {self.by: f"if({count} > 0, {found}{f' / {count}' if self.by == 'avg' else ''}, NULL)"}

    def sentence(self, event: str, *, is_negated: bool) -> str:
        return total(event, self.by, self.path.shown(), self.comparison, is_negated=is_negated)


def read_total(node: Node) -> Total:
    """{"total": {"of": "revenue", "gte": 5000, "by": "avg"}}. Raises RuleError."""
    inner, path, others = read_of(node, "total")
    by = others.pop("by", "sum")
    if not isinstance(by, str) or by not in BY:
        hint = did_you_mean(str(by), tuple(BY))
        raise inner.wrong("by", _("this is not one of %(known)s") % {"known": ", ".join(BY)} + hint)
    return Total(path, by, read_comparison(node, "total", others, read_amount))


def read_of(node: Node, key: str) -> tuple[Node, Path, dict[str, object]]:
    """The object under `key`, the path under its "of" or "context", and what else stands there."""
    given = node.given[key]
    if not isinstance(given, dict) or ("of" in given) == ("context" in given):
        raise node.wrong(key, _("write for example {“of”: “revenue”, “gte”: 5000}"))
    inner = Node(given, node.at(key))
    of = "of" if "of" in given else "context"
    return inner, read_path(inner, of), {name: value for name, value in given.items() if name != of}


def read_amount(node: Node, key: str, given: object) -> Decimal:
    if isinstance(given, int | float) and not isinstance(given, bool) and abs(given) <= MOST:
        amount = Decimal(str(given))
        if amount * MILLION == int(amount * MILLION):
            return amount
    raise node.wrong(key, _("this must be a number of at most six decimal places"))
