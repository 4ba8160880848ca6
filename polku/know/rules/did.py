"""did: what a person has done, how often, and how long ago."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.know.rules.condition import Condition, Depends, Node, Writer, did_you_mean, leaf
from polku.know.rules.durations import in_the_last, read_duration

COMPARISONS = {"gte": ">=", "lte": "<=", "eq": "="}
MOST = 1_000_000_000
BOUGHT = "Order Completed"

# The people who did it that often. Rides the order of `events`: (name, identity, time).
WHO = """
    SELECT {person}
    FROM {events}
    WHERE name = {name} AND time >= {since} AND time <= {now}
"""
NOW = "fromUnixTimestamp64Milli({now:Int64}, 'UTC')"
HOW_OFTEN = """
    SELECT {person} AS person
    FROM {events}
    WHERE name = {name} AND time >= {since} AND time <= {now}
    GROUP BY person
    HAVING {often}
"""


@dataclass(frozen=True)
class Did(Condition):
    """Did something a number of times, which may be 0, within a time that ends now. Both ends belong to it."""

    event: str
    within_s: int | None
    comparison: str
    times: int

    def sql(self, write: Writer) -> str:
        look = {"person": write.tables.person, "events": write.tables.events}
        what = {**look, "name": write.value(self.event, "String"), "since": self._since(write), "now": NOW}
        if (self.comparison, self.times) == ("gte", 1):
            return f"(id IN ({WHO.format(**what)}))"
        often = f"count() {COMPARISONS[self.comparison]} {write.value(self.times, 'UInt64')}"
        if self._takes_zero():
            # Who never did it is in no row of events: take those out who did it another number of times.
            return f"(id NOT IN ({HOW_OFTEN.format(**what, often=f'NOT ({often})')}))"
        return f"(id IN ({HOW_OFTEN.format(**what, often=often)}))"

    def depends(self) -> Depends:
        return Depends(events=frozenset({self.event}))

    def _since(self, write: Writer) -> str:
        if self.within_s is None:
            return "toDateTime64(0, 3, 'UTC')"
        return f"fromUnixTimestamp64Milli({{now:Int64}} - {write.value(self.within_s * 1000, 'Int64')}, 'UTC')"

    def _takes_zero(self) -> bool:
        return self.comparison == "lte" or self.times == 0

    def sentence(self, *, is_negated: bool = False) -> str:
        what = self._bought(is_negated) if self.event == BOUGHT else self._did(is_negated)
        what = what % {"n": self.times, "event": self.event}
        return what if self.within_s is None else in_the_last(what, self.within_s)

    def _bought(self, is_negated: bool) -> str:
        if (self.comparison, self.times) == ("gte", 1):
            return _("did not buy") if is_negated else _("bought")
        if is_negated:
            return {
                "gte": ngettext("bought less than %(n)d time", "bought less than %(n)d times", self.times),
                "lte": ngettext("bought more than %(n)d time", "bought more than %(n)d times", self.times),
                "eq": ngettext("did not buy exactly %(n)d time", "did not buy exactly %(n)d times", self.times),
            }[self.comparison]
        return {
            "gte": ngettext("bought at least %(n)d time", "bought at least %(n)d times", self.times),
            "lte": ngettext("bought at most %(n)d time", "bought at most %(n)d times", self.times),
            "eq": ngettext("bought exactly %(n)d time", "bought exactly %(n)d times", self.times),
        }[self.comparison]

    def _did(self, is_negated: bool) -> str:
        if (self.comparison, self.times) == ("gte", 1):
            return _("did not do “%(event)s”") if is_negated else _("did “%(event)s”")
        n = self.times
        if is_negated:
            return {
                "gte": ngettext("did “%(event)s” less than %(n)d time", "did “%(event)s” less than %(n)d times", n),
                "lte": ngettext("did “%(event)s” more than %(n)d time", "did “%(event)s” more than %(n)d times", n),
                "eq": ngettext(
                    "did not do “%(event)s” exactly %(n)d time", "did not do “%(event)s” exactly %(n)d times", n
                ),
            }[self.comparison]
        return {
            "gte": ngettext("did “%(event)s” at least %(n)d time", "did “%(event)s” at least %(n)d times", n),
            "lte": ngettext("did “%(event)s” at most %(n)d time", "did “%(event)s” at most %(n)d times", n),
            "eq": ngettext("did “%(event)s” exactly %(n)d time", "did “%(event)s” exactly %(n)d times", n),
        }[self.comparison]


@leaf("did")
def read_did(node: Node) -> Did:
    """{"did": "Order Completed", "within": "30d", "count": {"gte": 2}}. Raises RuleError."""
    node.allow("did", "within", "count")
    event = node.given["did"]
    if not isinstance(event, str) or not 0 < len(event) <= 200:
        raise node.wrong("did", _("this must be the name of an event, of 1 to 200 characters"))
    within_s = read_duration(node, "within") if "within" in node.given else None
    return Did(event, within_s, *_read_count(node))


def _read_count(node: Node) -> tuple[str, int]:
    given = node.given.get("count", {"gte": 1})
    if not isinstance(given, dict) or len(given) != 1:
        raise node.wrong("count", _("write for example {“gte”: 2}"))
    [(comparison, times)] = given.items()
    if comparison not in COMPARISONS:
        hint = did_you_mean(comparison, tuple(COMPARISONS))
        raise node.wrong(f"count.{comparison}", _("this is not one of gte, lte, eq") + hint)
    if isinstance(times, float) and times.is_integer():
        times = int(times)  # JSON does not tell 2 and 2.0 apart
    if not isinstance(times, int) or isinstance(times, bool) or not 0 <= times <= MOST:
        raise node.wrong(f"count.{comparison}", _("this must be a whole number from 0 to %(most)d") % {"most": MOST})
    return comparison, times
