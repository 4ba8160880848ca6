"""Which segments are followed, with their rules read."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from polku.know.events.event import Event
from polku.know.people.claims import traits_of
from polku.know.rules.combine import All
from polku.know.rules.condition import Condition, Depends, RuleError, Writer
from polku.know.rules.tree import read
from polku.know.segments.leaf import reading
from polku.know.segments.live.trouble import stop
from polku.know.segments.models import Segment

OWN = ("Segment Joined", "Segment Left")  # they change nothing by themselves: segments would chase each other


@dataclass(frozen=True)
class Part:
    """One of the conditions that must all hold; those of one key are the same, in whichever rule they stand."""

    key: str
    condition: Condition
    depends: Depends


@dataclass(frozen=True)
class Followed:
    """A segment, and what can change who is in it."""

    id: int
    name: str
    condition: Condition
    depends: Depends
    parts: Sequence[Part]  # at least one


@dataclass
class Index:
    """Finds the segments for which something matters."""

    all: list[Followed]
    by_event: dict[str, list[Followed]] = field(default_factory=lambda: defaultdict(list))
    by_trait: dict[str, list[Followed]] = field(default_factory=lambda: defaultdict(list))
    by_anything: list[Followed] = field(default_factory=list)

    def __post_init__(self) -> None:
        for one in self.all:
            if one.depends.anything:
                self.by_anything.append(one)
            for name in one.depends.events:
                self.by_event[name].append(one)
            for key in one.depends.traits:
                self.by_trait[key].append(one)

    def of(self, event: Event) -> list[Followed]:
        """Those that an event can change."""
        found = [*self.by_anything, *self.by_event.get(event.name, ())]
        if event.type == "identify" and self.by_trait:
            found += [one for key in traits_of(event) for one in self.by_trait.get(key, ())]
        return found


_read: dict[int, tuple[int, Followed]] = {}  # by segment: the edit at which it was read


def followed() -> Index:
    """Those that are live and settled. One that can no longer be read is stopped."""
    rows = [row for row in Segment.objects.filter(is_live=True, trouble="").order_by("pk") if row.is_settled]
    return Index([one for row in rows if (one := _followed(row)) is not None])


def is_any() -> bool:
    """Whether there is a live segment, settled or not."""
    return Segment.objects.filter(is_live=True).exists()


def as_followed(row: Segment) -> Followed:
    """Raises RuleError."""
    with reading(row):
        condition = read(row.rule)
    return Followed(row.pk, row.name, condition, condition.depends(), _parts(condition))


def _parts(condition: Condition) -> list[Part]:
    parts = condition.parts if isinstance(condition, All) and condition.parts else [condition]
    return [Part(_key(part), part, part.depends()) for part in parts]


def _key(condition: Condition) -> str:
    write = Writer()
    return f"{condition.sql(write)}\0{sorted(write.parameters.items())!r}"


def _followed(row: Segment) -> Followed | None:
    known = _read.get(row.pk)
    if known is None or known[0] != row.edits or known[1].name != row.name:
        try:
            known = _read[row.pk] = row.edits, as_followed(row)
        except RuleError as problem:
            stop(row.pk, problem)
            return None
    return known[1]
