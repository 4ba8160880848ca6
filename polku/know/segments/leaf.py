"""in_segment: whoever is in another segment."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.utils.translation import gettext as _

from polku.know.people.columns import PERSON
from polku.know.rules.condition import Condition, Depends, Node, RuleError, Writer, did_you_mean, leaf
from polku.know.rules.tree import read
from polku.know.segments.models import Segment

MOST = 200  # segments within segments, each counted as often as it is asked

# The number of the newest copy stands in `lists`: a list is changed all at once, be it ever so long.
ON_LIST = """(id IN (
    SELECT {person}
    FROM list_members
    WHERE segment = {segment} AND copy = (SELECT max(copy) FROM lists WHERE segment = {segment})
))"""


@dataclass(frozen=True)
class OnList(Condition):
    """Stands on a list: whoever its identities belong to now."""

    number: int
    name: str
    is_archived: bool = False

    def sql(self, write: Writer) -> str:
        return ON_LIST.format(person=PERSON, segment=write.value(self.number, "UInt64"))

    def sentence(self, *, is_negated: bool = False) -> str:
        form = _("is not on the list “%(list)s”") if is_negated else _("is on the list “%(list)s”")
        return form % {"list": self.name}

    def depends(self) -> Depends:
        return Depends()  # of nothing that is heard of a person: a list that was changed is asked anew

    def doubts(self) -> Sequence[tuple[str, str]]:
        return [("in_segment", archived_said(self.name))] if self.is_archived else ()


@dataclass(frozen=True)
class InSegment(Condition):
    """Meets the rule of another segment as it is now; both are asked at one instant."""

    number: int
    name: str
    part: Condition
    is_archived: bool = False

    def inside(self) -> Sequence[tuple[str, Condition]]:
        return [("in_segment", self.part)]

    def sql(self, write: Writer) -> str:
        return self.part.sql(write)

    def sentence(self, *, is_negated: bool = False) -> str:
        form = _("is not in the segment “%(segment)s”") if is_negated else _("is in the segment “%(segment)s”")
        return form % {"segment": self.name}

    def depends(self) -> Depends:
        return self.part.depends()

    def crossed(self, write: Writer) -> str:
        return self.part.crossed(write)

    def facts(self, write: Writer) -> dict[str, str]:
        return self.part.facts(write)

    def doubts(self) -> Sequence[tuple[str, str]]:
        return [("in_segment", archived_said(self.name))] if self.is_archived else ()


def archived_said(name: str) -> str:
    """What is to be known of an archived segment wherever it is counted."""
    return _("the segment “%(name)s” is archived: it is not followed, and nothing new can use it") % {"name": name}


@dataclass
class _Reading:
    """Which segments are being read just now, the outermost first, and how many there were in all."""

    inside: list[Segment] = field(default_factory=list)
    found: int = 0


_reading: ContextVar[_Reading | None] = ContextVar("reading", default=None)


@leaf("in_segment")
def read_in_segment(node: Node) -> InSegment | OnList:
    """{"in_segment": 3}, {"in_segment": "VIP"}. Raises RuleError."""
    node.allow("in_segment")
    try:
        segment = named(node.given["in_segment"])
        if segment.is_list:
            return OnList(segment.pk, segment.name, segment.is_archived)
        with reading(segment):
            return InSegment(segment.pk, segment.name, read(segment.rule), segment.is_archived)
    except _Cycle as cycle:
        raise _Cycle(node.at("in_segment"), cycle.sentence) from cycle
    except RuleError as problem:
        raise node.wrong("in_segment", problem.sentence) from problem


def named(given: object) -> Segment:
    """The segment of this number or name, be it written with capitals or without. Raises RuleError."""
    if isinstance(given, int) and not isinstance(given, bool) and 0 < given < 2**63:
        found = Segment.objects.filter(pk=given).first()
        if found is None:
            raise RuleError("", _("there is no segment %(number)d") % {"number": given})
        return found
    if not isinstance(given, str) or not 0 < len(given) <= 200:
        raise RuleError("", _("this must be the name or the number of a segment"))
    wanted = given.strip().casefold()
    names = list(Segment.objects.order_by("pk").values_list("pk", "name"))
    number = next((number for number, name in names if name.casefold() == wanted), None)
    if number is None:
        raise RuleError("", _("there is no segment “%(name)s”") % {"name": given} + _hint(wanted, names))
    return Segment.objects.get(pk=number)


def _hint(wanted: str, names: list[tuple[int, str]]) -> str:
    """Capitals do not count."""
    as_named = {name.casefold(): name for _number, name in names}
    close = get_close_matches(wanted, as_named, n=1)
    return did_you_mean(as_named[close[0]], [as_named[close[0]]]) if close else ""


@contextmanager
def reading(segment: Segment) -> Iterator[None]:
    """While the rule of a segment is read: it cannot be made of itself. Raises RuleError."""
    outermost = _reading.get()
    mine = outermost or _Reading()
    if any(one.pk == segment.pk for one in mine.inside):
        names = [one.name for one in mine.inside]
        start = next(index for index, one in enumerate(mine.inside) if one.pk == segment.pk)
        circle = " → ".join(f"“{name}”" for name in [*names[start:], segment.name])
        raise _Cycle("", _("a segment cannot be made of itself: %(circle)s") % {"circle": circle})
    mine.found += 1
    if mine.found > MOST:
        raise RuleError("", _("more than %(most)d segments within segments") % {"most": MOST})
    token = _reading.set(mine)
    mine.inside.append(segment)
    try:
        yield
    finally:
        mine.inside.pop()
        _reading.reset(token)


class _Cycle(RuleError):
    """A segment asks for itself; the place is that of the outermost condition."""
