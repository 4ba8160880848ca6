"""Who a rule finds just now, and what is to be said of each of its conditions: the part beside the builder."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from polku.doors.web import shown
from polku.doors.web.audience import in_words
from polku.doors.web.columns_asked import ask
from polku.doors.web.segments.builder.convert import Written
from polku.kit import clock
from polku.know.rules import ask as rules
from polku.know.rules.condition import RuleError
from polku.know.rules.tree import read

PEOPLE = 6


@dataclass
class Said:
    """Of one item: how many it finds alone, what is wrong with it, what one should know."""

    size: int | None = None
    faults: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """Somebody whom the rule finds. `why`: each condition, and whether it holds for them."""

    person: shown.Person
    why: Any = None


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
    of: int | None = None
    people: list[Found] = field(default_factory=list)
    said: dict[str, Said] = field(default_factory=dict)
    is_wrong: bool = False

    @property
    def notes(self) -> list[Note]:
        return [Note(item_id, said) for item_id, said in self.said.items()]

    def of_item(self, item_id: str) -> Said:
        return self.said.setdefault(item_id, Said())


def look(written: Written) -> Look:
    found = Look()
    try:
        read(written.rule)
    except RuleError as problem:
        found.is_wrong = True
        found.of_item(written.item_at(problem.path)).faults.append(problem.sentence)
        return found
    now = clock.now()
    found.sentence = in_words(written.rule)
    found.trouble = _("Who this is cannot be counted right now; the column store is not there.")
    found.count = ask(lambda: rules.count(written.rule, now))
    found.of = ask(rules.everybody)
    numbers = ask(lambda: rules.sample(written.rule, now, PEOPLE)) if found.count else []
    found.people = [Found(person) for person in shown.people(shown.in_order(numbers or []))]
    for item_id in written.places.values():
        found.of_item(item_id)
    return found
