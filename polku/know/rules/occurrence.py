"""first, last: what is true of the first or the last time that somebody did it. Who never did it meets neither."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from polku.know.rules.condition import Condition, Depends, Node, Writer, leaf
from polku.know.rules.did.measure import Comparison, read_comparison
from polku.know.rules.durations import read_duration
from polku.know.rules.happened.events import Happened, keys, read_happened
from polku.know.rules.happened.lists import Where
from polku.know.rules.happened.when import When, ago
from polku.know.rules.happened.where import read_where, sql_of
from polku.know.rules.occurrence_said import in_words

# Whose first or last one it is. Of several at one time, their place in the log tells which came first.
WHO = """
    SELECT {person} AS person
    FROM {events}
    WHERE {happened}
    GROUP BY person
    HAVING {holds}
"""
IN_ORDER = "(time, seq, nth)"
PICK = {"first": ("min", "argMin"), "last": ("max", "argMax")}
NOW_MS = "{now:Int64}"
FACT = "(SELECT {pick}OrNull(time) FROM {events} WHERE {happened})"


@dataclass(frozen=True)
class Passing(When):
    """Lets those through whose age passes a length of time: no condition of its own, only when it may change."""

    seconds: int

    def sql(self, write: Writer) -> str:  # noqa: ARG002 - holds for all
        return "1"

    def crossed(self, write: Writer) -> str:
        length = write.value(self.seconds * 1000, "Int64")
        return f"time >= {ago('since', length)} AND time <= {ago('now', length)}"

    def sentence(self, what: str) -> str:
        return what


@dataclass(frozen=True)
class Occurrence(Condition):
    """The first or last of the events that are meant: how long ago it was, and what stands in it."""

    which: str
    happened: Happened
    age: Comparison | None = None  # seconds
    where: Sequence[Where] = ()

    def sql(self, write: Writer) -> str:
        happened, (outermost, pick) = self.happened.sql(write), PICK[self.which]
        holds = []
        if self.age:
            lengths = [write.value(seconds * 1000, "Int64") for seconds in self.age.numbers]
            holds.append(self.age.sql(f"({NOW_MS} - toUnixTimestamp64Milli({outermost}(time)))", lengths))
        if self.where:
            holds.append(f"{pick}({' AND '.join(sql_of(self.where, write))}, {IN_ORDER})")
        who = WHO.format(
            person=write.tables.person,
            events=self.happened.source(write),
            happened=happened,
            holds=" AND ".join(holds),
        )
        return f"(id IN ({who}))"

    def depends(self) -> Depends:
        return self.happened.depends()

    def crossed(self, write: Writer) -> str:
        passing = [Passing(seconds) for seconds in self.age.numbers] if self.age else []
        both = (*self.happened.where, *self.where)
        return replace(self.happened, when=(*self.happened.when, *passing), where=both).crossed(write)

    def facts(self, write: Writer) -> dict[str, str]:
        """When it was."""
        events, happened = self.happened.source(write), self.happened.sql(write)
        return {self.which: FACT.format(pick=PICK[self.which][0], events=events, happened=happened)}

    def sentence(self, *, is_negated: bool = False) -> str:
        said = in_words(self.which, self.happened, self.age, self.where)
        return _("is not somebody who %(what)s") % {"what": said} if is_negated else said


@leaf("first")
def read_first(node: Node) -> Occurrence:
    """{"first": {"did": "Channel Linked"}, "where": [{"prop": "channel", "value": "LINE"}]}. Raises RuleError."""
    return _read(node, "first")


@leaf("last")
def read_last(node: Node) -> Occurrence:
    """{"last": {"did": "Order Completed"}, "ago": {"gt": "90d"}}. Raises RuleError."""
    return _read(node, "last")


def _read(node: Node, which: str) -> Occurrence:
    node.allow(which, "ago", "where")
    given = node.given[which]
    if not isinstance(given, dict) or "did" not in given:
        raise node.wrong(which, _("write for example {“did”: “Order Completed”}"))
    inner = Node(given, node.at(which))
    inner.allow("did", *keys())
    if not node.given.keys() & {"ago", "where"}:
        raise node.wrong(which, _("say what must be true of it: “ago”, for example {“gt”: “90d”}, or “where”"))
    return Occurrence(which, read_happened(inner), _read_age(node) if "ago" in node.given else None, read_where(node))


def _read_age(node: Node) -> Comparison:
    given = node.given["ago"]
    if not isinstance(given, dict) or len(given) != 1 or "eq" in given:
        raise node.wrong("ago", _("write for example {“gt”: “90d”}"))
    return read_comparison(node, "ago", given, lambda at, key, value: read_duration(Node({key: value}, at.path), key))
