"""What a condition is, and the list of those that can be written in a rule."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Protocol

from django.utils.translation import gettext as _

from polku.know.people.columns import PERSON
from polku.know.people.consent.columns_sql import OWN, SHARED

FOR_EVER = float("inf")


class RuleError(ValueError):
    """A rule that cannot be understood. `path` points into it: `all[1].count`."""

    def __init__(self, path: str, sentence: str) -> None:
        super().__init__(f"{path}: {sentence}" if path else sentence)
        self.path = path
        self.sentence = sentence


@dataclass(frozen=True)
class Node:
    """One object of a rule, and where in the rule it stands."""

    given: Mapping[str, Any]
    path: str

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def wrong(self, key: str, sentence: str) -> RuleError:
        return RuleError(self.at(key), sentence)

    def allow(self, *keys: str) -> None:
        """Raises RuleError for any other key."""
        for key in self.given:
            if key not in keys:
                raise self.wrong(key, _("this is not understood here") + did_you_mean(key, keys))


@dataclass(frozen=True)
class Tables:
    """Where a rule looks: at everybody, or at small copies that hold only those in question (live.py)."""

    people: str = "people FINAL"
    events: str = "events"
    consents: str = OWN  # what was said, by identity: people/consent/columns_sql.py
    shared: str = SHARED  # the same of shared mailboxes, by person
    person: str = PERSON  # SQL over a row of events or consents: the profile to which it belongs now


EVERYBODY = Tables()


@dataclass
class Writer:
    """Gathers the values of a query; they never become part of its text. `{now:Int64}` is given when it is asked."""

    tables: Tables = EVERYBODY
    zone: str = "UTC"  # the team's, in which its days begin
    parameters: dict[str, Any] = field(default_factory=dict)

    def value(self, value: Any, kind: str) -> str:
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f"{{{name}:{kind}}}"


@dataclass(frozen=True)
class Depends:
    """What can change whether a condition holds for a person, time apart. All of it is about that person."""

    events: frozenset[str] = frozenset()  # events of these names
    traits: frozenset[str] = frozenset()  # first keys of traits
    anything: bool = False  # whatever is heard of the person
    # By name of an event: so long before now, where older ones do not count.
    within_ms: Mapping[str, int] = field(default_factory=dict)

    def __or__(self, other: "Depends") -> "Depends":
        events = self.events | other.events
        reach = {name: max(self.reach_ms(name), other.reach_ms(name)) for name in events}
        within = {name: int(ms) for name, ms in reach.items() if ms < FOR_EVER}
        return Depends(events, self.traits | other.traits, self.anything or other.anything, within)

    def reach_ms(self, name: str) -> float:
        """How long before now an event of this name may lie to count."""
        return self.within_ms.get(name, FOR_EVER) if name in self.events else 0


class Condition(Protocol):
    """A claim about a person that is true or false."""

    def sql(self, write: Writer) -> str:
        """An expression over a row of `people` that is 0 or 1, never NULL."""
        ...

    def sentence(self, *, is_negated: bool = False) -> str:
        """Without a capital or a full stop: "bought at least 2 times in the last 30 days"."""
        ...

    def depends(self) -> Depends: ...

    def crossed(self, write: Writer) -> str:  # noqa: ARG002 - who changes with time writes
        """A SELECT of people for whom it may have changed by time alone, after `{since:Int64}` and up to `{now:Int64}`.

        Empty where time changes nothing. Too many people do no harm, one too few does.
        """
        return ""

    def facts(self, write: Writer) -> dict[str, str]:  # noqa: ARG002 - leaves write
        """What it looks at, by name: scalar SQL over tables that hold one person only. For explanations."""
        return {}

    def inside(self) -> Sequence[tuple[str, "Condition"]]:
        """The conditions that it is made of, each with the key at which it stands: all[1], not."""
        return ()

    def doubts(self) -> Sequence[tuple[str, str]]:
        """What is legal, but perhaps not meant: (key, sentence). Names of events and traits apart, see doubts.py."""
        return ()


Read = Callable[[Node], Condition]
LEAVES: dict[str, Read] = {}  # the key by which a leaf is known → how it is read


def leaf(key: str) -> Callable[[Read], Read]:
    """Adds a leaf to the language; rooms above bring their own this way."""

    def add(read: Read) -> Read:
        LEAVES[key] = read
        return read

    return add


def did_you_mean(word: str, known: tuple[str, ...] | list[str]) -> str:
    close = get_close_matches(str(word), known, n=1)
    return "; " + _("did you mean “%(word)s”?") % {"word": close[0]} if close else ""
