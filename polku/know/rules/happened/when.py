"""within, between, since: when an event must have happened. Both ends belong to it, and nothing later than now."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from polku.know.rules.condition import FOR_EVER, Depends, Node, Writer
from polku.know.rules.durations import in_the_last, read_duration
from polku.know.rules.happened.instants import Instant, read_instant

NOW = "fromUnixTimestamp64Milli({now:Int64}, 'UTC')"


class When(Protocol):
    """A stretch of time, or several."""

    def sql(self, write: Writer) -> str:
        """Over the column `time`: 1 within it, else 0."""
        ...

    def crossed(self, write: Writer) -> str:
        """Over `time`: 1 for events that it let in or out by time alone after {since:Int64} and up to {now:Int64}.

        Events dated ahead apart, whose time has come: everybody knows of those. Empty where there are none.
        """
        ...

    def sentence(self, what: str) -> str:
        """ "bought" → "bought in the last 30 days"."""
        ...

    def source(self, write: Writer) -> str:  # noqa: ARG002 - who needs more than the event writes
        """What is joined to the events, so that `sql` and `crossed` can look at it; most need nothing."""
        return ""

    def depends(self) -> Depends:
        """What else than the events can change it."""
        return Depends()

    def reach_ms(self) -> float:
        """How long before now an event may lie to be within it."""
        return FOR_EVER


@dataclass(frozen=True)
class Within(When):
    """now - length ≤ time. A day is always 86,400 s."""

    seconds: int

    def sql(self, write: Writer) -> str:
        return f"time >= {ago('now', self._ms(write))}"

    def crossed(self, write: Writer) -> str:
        length = self._ms(write)
        return f"time >= {ago('since', length)} AND time < {ago('now', length)}"

    def sentence(self, what: str) -> str:
        return in_the_last(what, self.seconds)

    def reach_ms(self) -> float:
        return self.seconds * 1000

    def _ms(self, write: Writer) -> str:
        return write.value(self.seconds * 1000, "Int64")


@dataclass(frozen=True)
class Between(When):
    """From an instant to another; None: without end."""

    first: Instant
    last: Instant | None = None

    def sql(self, write: Writer) -> str:
        parts = [f"time >= {_at(self.first.first_ms(write.zone), write)}"]
        if self.last:
            parts.append(f"time <= {_at(self.last.last_ms(write.zone), write)}")
        return " AND ".join(parts)

    def crossed(self, write: Writer) -> str:  # noqa: ARG002 - instants do not move
        return ""

    def sentence(self, what: str) -> str:
        if self.last is None:
            return _("%(what)s since %(first)s") % {"what": what, "first": self.first.shown()}
        words = {"what": what, "first": self.first.shown(), "last": self.last.shown()}
        return _("%(what)s between %(first)s and %(last)s") % words


@dataclass(frozen=True)
class Word:
    """A word of rules that says when."""

    read: Callable[[Node], When]
    is_alone: bool = True  # of these, one condition has one only


def ago(moment: str, ms: str) -> str:
    """SQL of `now` or `since`, some milliseconds earlier."""
    return f"fromUnixTimestamp64Milli({{{moment}:Int64}} - {ms}, 'UTC')"


def _at(ms: int, write: Writer) -> str:
    return f"fromUnixTimestamp64Milli({write.value(ms, 'Int64')}, 'UTC')"


def _read_between(node: Node) -> Between:
    given = node.given["between"]
    if not isinstance(given, list) or len(given) != 2:
        raise node.wrong("between", _("write two dates or instants, for example [“2026-11-01”, “2026-11-30”]"))
    first, last = (read_instant(node, f"between[{index}]", each) for index, each in enumerate(given))
    if first.first_ms("UTC") > last.last_ms("UTC"):
        raise node.wrong("between", _("the first of two instants is not after the second"))
    return Between(first, last)


# Other files add theirs.
WHEN: dict[str, Word] = {
    "within": Word(lambda node: Within(read_duration(node, "within"))),
    "between": Word(_read_between),
    "since": Word(lambda node: Between(read_instant(node, "since", node.given["since"]))),
}
