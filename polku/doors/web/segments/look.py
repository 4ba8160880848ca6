"""Who a rule finds just now, and what is to be said of each of its conditions: the part beside the builder."""

from dataclasses import dataclass, field

from polku.doors.web import shown
from polku.doors.web.segments.builder.convert import Written
from polku.doors.web.segments.why import Reason, reasons
from polku.kit import clock
from polku.kit.columns import Cancelled, ColumnsError
from polku.know.rules.combine import Group
from polku.know.rules.condition import RuleError
from polku.know.rules.explain import explain
from polku.know.rules.preview import preview
from polku.know.rules.sizes import sizes
from polku.know.rules.tree import read
from polku.know.rules.unanswered import why
from polku.know.segments.changes import Change
from polku.know.segments.words import in_words

PEOPLE = 5


@dataclass
class Said:
    """Of one item: how many it finds alone, what is wrong with it, what one should know."""

    size: int | None = None
    faults: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    asks: str = ""  # what is to be chosen first


@dataclass(frozen=True)
class Found:
    """Somebody whom the rule finds. `why`: the conditions, and whether each holds for them."""

    person: shown.Person
    why: list[Reason]


@dataclass(frozen=True)
class Note:
    """What is said of an item, for a page that shows the item already."""

    item_id: str
    said: Said


@dataclass
class Look:
    """`count`: None where it cannot be counted, and then `trouble` says why."""

    sentence: str = ""
    trouble: str = ""
    count: int | None = None
    of: int = 0
    people: list[Found] = field(default_factory=list)
    said: dict[str, Said] = field(default_factory=dict)
    is_wrong: bool = False
    is_superseded: bool = False  # by a question of before that came late: to be asked again
    change: Change | None = None  # of a segment that is there already

    @property
    def notes(self) -> list[Note]:
        return [Note(item_id, said) for item_id, said in self.said.items()]

    def mark(self, written: Written, problem: RuleError) -> None:
        """Something is wrong with the rule: told at its row."""
        self.is_wrong = True
        _of(self, written, problem.path).faults.append(problem.sentence)


def look(written: Written, *, asker: str = "") -> Look:
    """`asker`: whose question of before need not be answered any more."""
    found = Look(said={item_id: Said() for item_id in written.places.values()})
    for item_id, asks in written.unfinished.items():
        found.said.setdefault(item_id, Said()).asks = asks
        found.is_wrong = True
    if found.is_wrong:
        return found
    try:
        read(written.rule)
    except RuleError as problem:
        found.mark(written, problem)
        return found
    found.sentence = in_words(written.rule)
    try:
        _count(found, written, asker)
    except Cancelled:
        found.is_superseded = True
    except ColumnsError as trouble:
        found.trouble = why(trouble)
    return found


def _count(found: Look, written: Written, asker: str) -> None:
    """Raises ColumnsError."""
    now = clock.now()
    seen = preview(written.rule, now, limit=PEOPLE, asker=asker)
    found.count, found.of = seen.count, seen.of
    for doubt in seen.warnings:
        _of(found, written, doubt.path).warnings.append(doubt.sentence)
    for path, size in sizes(written.rule, now, asker=asker).items():
        said = _of(found, written, path)
        if path and said.size is None:  # the whole is counted above; of what is turned around, the outside comes first
            said.size = size
    profiles = shown.in_order(seen.sample)
    # Of everybody there is nothing to explain.
    is_everybody = isinstance(rule := read(written.rule), Group) and not rule.inside()
    why = [None if is_everybody else explain(written.rule, profile.id, now) for profile in profiles]
    found.people = [
        Found(person, [*reasons(one)] if one else []) for person, one in zip(shown.people(profiles), why, strict=True)
    ]


def _of(found: Look, written: Written, path: str) -> Said:
    return found.said.setdefault(written.item_at(path), Said())
