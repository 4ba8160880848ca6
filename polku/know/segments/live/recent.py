"""What is remembered of those who were asked about lately, so that they are not asked where nothing can have changed.

Of everybody: which segments they were in, and which parts of rules did not hold. Whoever is outside stays there while
a part of the rule does not hold that what they did cannot make true. Whoever is inside stays there if what they did can
make no part false. Time changes parts as well: whom it may have moved is forgotten. It is a memory and no more: whoever
is not in it is asked about every segment.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from polku.know.events.event import Event
from polku.know.people.claims import traits_of
from polku.know.rules.live_rises import only_falls, only_rises
from polku.know.segments.live.followed import Followed

MOST = 50_000  # people

Met = dict[str, set[int]]  # by key of a part: of whom it holds
Found = Sequence[tuple[Followed, set[int]]]  # of segments: who should be in them


@dataclass
class Masks:
    """Segments and parts of their rules as bits. One set of them holds as long as no segment is edited."""

    segments: Sequence[Followed]
    parts: dict[str, int] = field(default_factory=dict)  # by key: the place of its bit
    of: list[int] = field(default_factory=list)  # by segment: its parts
    _touched: dict[str, tuple[int, int]] = field(default_factory=dict)
    _by_trait: dict[str, int] = field(default_factory=dict)
    _having: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for segment in self.segments:
            bits = [1 << self.parts.setdefault(part.key, len(self.parts)) for part in segment.parts]
            self.of.append(sum(set(bits)))
            for part, bit in zip(segment.parts, bits, strict=True):
                for key in part.depends.traits:
                    self._by_trait[key] = self._by_trait.get(key, 0) | bit

    def touched(self, event: Event) -> tuple[int, int]:
        """The parts that it may have made true, and those that it may have made false."""
        if event.name not in self._touched:
            self._touched[event.name] = self._named(event.name)
        rising, falling = self._touched[event.name]
        if event.type == "identify" and self._by_trait:
            for key in traits_of(event):
                by_trait = self._by_trait.get(key, 0)
                rising, falling = rising | by_trait, falling | by_trait
        return rising, falling

    def having(self, parts: int) -> int:
        """The segments that have any of these parts."""
        if parts not in self._having:
            if len(self._having) > MOST:
                self._having.clear()
            self._having[parts] = sum(1 << place for place, mine in enumerate(self.of) if mine & parts)
        return self._having[parts]

    def _named(self, name: str) -> tuple[int, int]:
        rising = falling = 0
        for segment in self.segments:
            for part in segment.parts:
                if part.depends.anything or name in part.depends.events:
                    bit = 1 << self.parts[part.key]
                    rising |= 0 if only_falls(part.condition, name) else bit
                    falling |= 0 if only_rises(part.condition, name) else bit
        return rising, falling


_masks = Masks(())
_signature: tuple[object, ...] = ()
_people: dict[int, tuple[int, int]] = {}  # the segments they are in, and the parts that do not hold
_mark = ""
_moved: list[tuple[list[int], Found, Met]] = []  # what was found of those who move: it counts when that is told


def begin(segments: Sequence[Followed], mark: str) -> None:
    """Before a block. Everything is forgotten after an edit, and where somebody else has told something (`mark`)."""
    global _masks, _signature, _mark
    signature = tuple((one.id, *(part.key for part in one.parts)) for one in segments)
    if signature != _signature or mark != _mark:
        _people.clear()
    if signature != _signature:
        _masks, _signature = Masks(segments), signature
    _mark = mark
    _moved.clear()


def told(mark: str) -> None:
    """We told something ourselves, and know of whom."""
    global _mark
    _mark = mark


def concerned(person: int, events: Iterable[Event]) -> list[Followed] | None:
    """The segments about which somebody must be asked after these events; None for those of whom nothing is known."""
    known = _people.get(person)
    if known is None:
        return None
    rising = falling = 0
    for event in events:
        made_true, made_false = _masks.touched(event)
        rising, falling = rising | made_true, falling | made_false
    inside, false = known
    false &= ~rising
    _people[person] = inside, false
    # Whoever has a part that does not hold is outside.
    asked = (_masks.having(falling) & inside) | (_masks.having(rising) & ~inside & ~_masks.having(false))
    return [one for place, one in enumerate(_masks.segments) if asked >> place & 1] if asked else []


def learn_when_told(people: list[int], found: Found, met: Met) -> None:
    """The same for those who move: not before that is committed, see `moved`."""
    _moved.append((people, found, met))


def moved() -> None:
    """What was found in this block has been told."""
    for people, found, met in _moved:
        learn(people, found, met)
    _moved.clear()


def learn(people: Iterable[int], found: Found, met: Met) -> None:
    """After these people were asked: who is in each of these segments, and of whom each part holds.

    Of whom nothing was known must have been asked about all segments.
    """
    places = {one.id: place for place, one in enumerate(_masks.segments)}
    bits = [(1 << places[segment.id], inside) for segment, inside in found]
    parts = [(1 << _masks.parts[key], true) for key, true in met.items()]
    asked, looked_at = sum(bit for bit, _ in bits), sum(bit for bit, _ in parts)
    is_all = len(bits) == len(_masks.segments)
    for person in people:
        before = (0, 0) if is_all else _people.get(person)
        if before is None:
            continue
        inside = (before[0] & ~asked) | sum(bit for bit, theirs in bits if person in theirs)
        false = (before[1] & ~looked_at) | sum(bit for bit, true in parts if person not in true)
        _people[person] = inside, false
    while len(_people) > MOST:
        del _people[next(iter(_people))]


def forget_all() -> None:
    _people.clear()


def forget(people: Iterable[int]) -> None:
    for person in people:
        _people.pop(person, None)
