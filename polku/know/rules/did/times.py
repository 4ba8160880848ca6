"""count: how often. Who never did it did it 0 times."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from polku.know.rules.condition import Node, Writer
from polku.know.rules.did.measure import Comparison, read_comparison
from polku.know.rules.did.words import times

MOST = 1_000_000_000


@dataclass(frozen=True)
class Times:
    """A number of events."""

    comparison: Comparison

    @property
    def takes_none(self) -> bool:
        return self.comparison.takes(0)

    def sql(self, write: Writer) -> str:
        return self.comparison.sql("count()", [write.value(number, "UInt64") for number in self.comparison.numbers])

    def facts(self, write: Writer) -> Mapping[str, str]:  # noqa: ARG002 - how often is told of every `did`
        return {}

    def sentence(self, event: str, *, is_negated: bool) -> str:
        return times(event, self.comparison, is_negated=is_negated)


ONCE = Times(Comparison("gte", (1,)))


def read_times(node: Node) -> Times:
    """{"count": {"gte": 2}}. Raises RuleError."""
    given = node.given["count"]
    if not isinstance(given, dict):
        raise node.wrong("count", _("write for example {“gte”: 2}"))
    return Times(read_comparison(node, "count", given, read_whole))


def read_whole(node: Node, key: str, given: object) -> int:
    if isinstance(given, float) and given.is_integer():
        given = int(given)  # JSON does not tell 2 and 2.0 apart
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given <= MOST:
        raise node.wrong(key, _("this must be a whole number from 0 to %(most)d") % {"most": MOST})
    return given
