"""The events that a condition is about."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from polku.know.rules.condition import FOR_EVER, Depends, Node, Writer
from polku.know.rules.happened import calendar  # noqa: F401 - adds “on” to WHEN
from polku.know.rules.happened.lists import Where
from polku.know.rules.happened.when import NOW, WHEN, When
from polku.know.rules.happened.where import crossed_of, read_where, sql_of, words_of

NAME = 200

# Those for whom time alone may have changed which events count. Rides the order of `moments`: (name, time).
# An event dated ahead of its arrival begins to count when its time has come.
CROSSED = """
SELECT {person}
FROM {moments}
WHERE name = {name} AND (({ahead}){others})
"""
# What stands in an event can go along with time as well: a day that has come, a date within the next week.
CHANGED = """
SELECT {person}
FROM {events}
WHERE name = {name} AND ({changes})
"""
AHEAD = f"time > fromUnixTimestamp64Milli({{since:Int64}}, 'UTC') AND time <= {NOW} AND time > received"


@dataclass(frozen=True)
class Happened:
    """Events of one name, within some times, in which some conditions hold."""

    name: str
    when: Sequence[When] = ()
    where: Sequence[Where] = ()

    def source(self, write: Writer) -> str:
        """What stands behind FROM, so that `sql` can be asked: events, and what calendars need beside them."""
        return joined([self], write, write.tables.events)

    def sql(self, write: Writer) -> str:
        """Over a row of `source`: 1 for those that are meant."""
        parts = [f"name = {write.value(self.name, 'String')}", f"time <= {NOW}"]
        parts += [when.sql(write) for when in self.when]
        return " AND ".join([*parts, *sql_of(self.where, write)])

    def depends(self) -> Depends:
        reach_ms = min((when.reach_ms() for when in self.when), default=FOR_EVER)
        within = {self.name: int(reach_ms)} if reach_ms < FOR_EVER else {}
        own = Depends(events=frozenset({self.name}), within_ms=within)
        return reduce(or_, (when.depends() for when in self.when), own)

    def crossed(self, write: Writer) -> str:
        """People for whom time alone may have changed which events count, after {since:Int64} and up to {now:Int64}."""
        others = [f" OR ({changes})" for when in self.when if (changes := when.crossed(write))]
        name = write.value(self.name, "String")
        moments = joined([self], write, "moments")
        person = write.tables.person
        crossed = CROSSED.format(person=person, moments=moments, name=name, ahead=AHEAD, others="".join(others))
        if moving := crossed_of(self.where, write):
            events = joined([self], write, write.tables.events)
            changed = CHANGED.format(person=person, events=events, name=name, changes=" OR ".join(moving))
            return f"{crossed}UNION DISTINCT{changed}"
        return crossed

    def named(self) -> str:
        """ "“Order Completed” in the last 30 days"."""
        name = pgettext("what was done, at a time", "“%(event)s”") if self.when or self.where else _("“%(event)s”")
        return self.sentence(name % {"event": self.name})

    def sentence(self, what: str) -> str:
        """ "bought" → "bought in the last 30 days where revenue is at least 5"."""
        for when in self.when:
            what = when.sentence(what)
        return words_of(what, self.where)


def joined(several: Iterable[Happened], write: Writer, events: str) -> str:
    """The same for several at once. Joined once, however many ask for it."""
    beside = dict.fromkeys(when.source(write) for each in several for when in each.when)
    return "\n".join(filter(None, (events, *beside)))


KEYS = ("where",)  # of an object that says which events; and those of WHEN


def keys() -> tuple[str, ...]:
    return (*KEYS, *WHEN)


def read_happened(node: Node, key: str = "did") -> Happened:
    """From the name under `key`, "where", "within" and the like. Raises RuleError."""
    return Happened(read_name(node, key), read_when(node), read_where(node))


def read_name(node: Node, key: str) -> str:
    name = node.given[key]
    if not isinstance(name, str) or not 0 < len(name) <= NAME:
        raise node.wrong(key, _("this must be the name of an event, of 1 to 200 characters"))
    return name


def read_when(node: Node) -> Sequence[When]:
    """Raises RuleError."""
    given: list[str] = [key for key in WHEN if key in node.given]
    alone = [key for key in given if WHEN[key].is_alone]
    if len(alone) > 1:
        both = {"first": alone[0], "second": alone[1]}
        raise node.wrong(alone[1], _("“%(first)s” and “%(second)s” cannot stand in one condition") % both)
    return tuple(_reader(key)(node) for key in given)


def _reader(key: str) -> Callable[[Node], When]:
    return WHEN[key].read
