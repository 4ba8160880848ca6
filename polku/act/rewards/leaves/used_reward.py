"""used_reward: has used something of a program, so often, within so long. What was undone was not used."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.act.rewards.leaves.has_reward import KINDS
from polku.act.rewards.leaves.program import AHEAD, Named, read_program
from polku.act.rewards.ledger.models import Movement, Program
from polku.know.rules.condition import Condition, Depends, Node, Writer, leaf
from polku.know.rules.did.measure import OPPOSITES, Comparison
from polku.know.rules.did.times import ONCE, read_times
from polku.know.rules.durations import in_the_last, read_duration

KEY = "used_reward"
ONE_BY_ONE = (Program.Kind.COUPON, Program.Kind.DISCOUNT)  # what is used at once of others may be of several lots
# How often each person has used it. What is paid from several grants at once is used once.
TIMES = """
SELECT person, {count} AS times
FROM (
    SELECT
        {person} AS person,
        toString(properties.use) AS use,
        minIf(time, name = {used}) AS at,
        countIf(name = {used}) > countIf(name != {used}) AS is_used
    FROM {events}
    WHERE {happened}
    GROUP BY person, use
)
WHERE is_used{within}
GROUP BY person
"""
WITHIN = " AND at >= fromUnixTimestamp64Milli({{now:Int64}} - {within}, 'UTC')"
CROSSED = """
SELECT {person} AS id
FROM moments
WHERE name IN {names} AND (
    time >= fromUnixTimestamp64Milli({{since:Int64}} - {within}, 'UTC')
    AND time < fromUnixTimestamp64Milli({{now:Int64}} - {within}, 'UTC')
    OR {ahead}
)
"""
FOR_EVER_MS = 2**45


@dataclass(frozen=True)
class UsedReward(Condition):
    program: Named
    comparison: Comparison = ONCE.comparison
    within_s: int | None = None

    def sql(self, write: Writer) -> str:
        meets = self.comparison.sql("times", [write.value(number, "UInt64") for number in self.comparison.numbers])
        times = self._times(write)
        if self.comparison.takes(0):
            # Who never used it is in no row: take those out of whom it does not hold.
            return f"(id NOT IN (SELECT person FROM ({times}) WHERE NOT {meets}))"  # noqa: S608 values are parameters
        return f"(id IN (SELECT person FROM ({times}) WHERE {meets}))"  # noqa: S608 values are parameters

    def depends(self) -> Depends:
        return Depends(events=frozenset(self._names))

    def crossed(self, write: Writer) -> str:
        within = FOR_EVER_MS if self.within_s is None else self.within_s * 1000
        names = write.value(self._names, "Array(String)")
        words = {"person": write.tables.person, "names": names, "ahead": AHEAD}
        return CROSSED.format(**words, within=write.value(within, "Int64"))

    def facts(self, write: Writer) -> dict[str, str]:
        return {"times": f"(SELECT sum(times) FROM ({self._times(write)}))"}  # noqa: S608 values are parameters

    def doubts(self) -> Sequence[tuple[str, str]]:
        return [(KEY, doubt)] if (doubt := self.program.doubt()) else ()

    def sentence(self, *, is_negated: bool = False) -> str:
        what = _times(self.program.called, self.comparison, is_negated=is_negated)
        return what if self.within_s is None else in_the_last(what, self.within_s)

    def _times(self, write: Writer) -> str:
        within = "" if self.within_s is None else WITHIN.format(within=write.value(self.within_s * 1000, "Int64"))
        return TIMES.format(
            **self.program.words(write, self._names),
            used=write.value("".join(self.program.events(Movement.Kind.USE)), "String"),
            count="count()" if self.program.kind in ONE_BY_ONE else "uniqExact(at)",
            within=within,
        )

    @property
    def _names(self) -> list[str]:
        return self.program.events(Movement.Kind.USE, Movement.Kind.BACK)


@leaf(KEY)
def read_used_reward(node: Node) -> UsedReward:
    """{"used_reward": 4, "count": {"gte": 2}, "within": "30d"}. Raises RuleError."""
    node.allow(KEY, "count", "within")
    times = read_times(node) if "count" in node.given else ONCE
    within_s = read_duration(node, "within") if "within" in node.given else None
    return UsedReward(read_program(node, KEY, kinds=(*KINDS, Program.Kind.DISCOUNT)), times.comparison, within_s)


def _times(program: str, comparison: Comparison, *, is_negated: bool) -> str:
    name, n = comparison.name, comparison.numbers[-1]
    if (name, n) == ("gte", 1):
        return (_("did not use “%(program)s”") if is_negated else _("used “%(program)s”")) % {"program": program}
    if is_negated and name in OPPOSITES:
        name, is_negated = OPPOSITES[name], False
    form = {
        ("gte", False): ngettext(
            "used “%(program)s” at least %(n)d time", "used “%(program)s” at least %(n)d times", n
        ),
        ("gt", False): ngettext(
            "used “%(program)s” more than %(n)d time", "used “%(program)s” more than %(n)d times", n
        ),
        ("lte", False): ngettext("used “%(program)s” at most %(n)d time", "used “%(program)s” at most %(n)d times", n),
        ("lt", False): ngettext(
            "used “%(program)s” less than %(n)d time", "used “%(program)s” less than %(n)d times", n
        ),
        ("eq", False): ngettext("used “%(program)s” exactly %(n)d time", "used “%(program)s” exactly %(n)d times", n),
        ("eq", True): ngettext(
            "did not use “%(program)s” exactly %(n)d time", "did not use “%(program)s” exactly %(n)d times", n
        ),
        ("between", False): ngettext(
            "used “%(program)s” %(low)d to %(n)d time", "used “%(program)s” %(low)d to %(n)d times", n
        ),
        ("between", True): ngettext(
            "did not use “%(program)s” %(low)d to %(n)d time", "did not use “%(program)s” %(low)d to %(n)d times", n
        ),
    }[name, is_negated]
    return form % {"program": program, "n": n, "low": comparison.numbers[0]}
